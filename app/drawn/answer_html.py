"""In: an answer; out: HTML of how sure it is and who speaks."""

from app.answering.records import Answer
from app.drawn.markup import plain
from ingest.records import Voice

VOICES: dict[Voice, str] = {
    "paper": "The paper’s claim",
    "reviewer": "The reviewer’s view",
    "author": "The author’s own words",
    "streamer": "The streamer’s view",
    "chat": "Said in chat",
    "card": "Our summary",
}
THIN = 0.15
"""An answer this little above the threshold rests on thin evidence."""


def voice(name: Voice) -> str:
    """Who speaks, as a coloured label."""
    return f'<span class="lt-voice lt-voice-{name}">{VOICES[name]}</span>'


def confidence(made: Answer, threshold: float) -> str:
    """How sure the answer is, in a bar and in words."""
    share = round(100 * made.confidence)
    works = len({citation.paper_id for citation in made.citations})
    total = made.timings_ms.get("total")
    teller = plain(made.engine.removeprefix("llm:"))
    parts = [
        f'Confidence <span class="lt-meter" role="img" aria-label="{share} percent">'
        f'<b style="width:{share}%"></b></span> {share}%',
        f"{works} work{'s' * (works != 1)}",
        "word for word from the sources"
        if made.engine == "extractive"
        else f"in the words of {teller}, each sentence checked",
    ]
    if total is not None:
        parts.append(f"{total:.0f} ms")
    warning = ""
    if is_thin(made, threshold):
        warning = (
            '<div class="lt-note">The evidence is thin: read the sources below before you rely on'
            " this answer.</div>"
        )
    return f'<div class="lt-small">{" · ".join(parts)}</div>{warning}'


def is_thin(made: Answer, threshold: float) -> bool:
    """Whether an answer is barely above what is refused."""
    return made.status == "answered" and made.confidence < threshold + THIN
