"""In: an answer or its turn; out: HTML of how sure it is and who speaks, Markdown to export."""

from app.answering.records import Answer
from app.chats import Turn
from app.markup import lines, plain
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
    parts = [
        f'Confidence <span class="lt-meter" role="img" aria-label="{share} percent">'
        f'<b style="width:{share}%"></b></span> {share}%',
        f"{works} work{'s' * (works != 1)}",
        "word for word from the sources" if made.engine == "extractive" else plain(made.engine),
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


def export(turn: Turn) -> str:
    """The question, the answer and its sources as Markdown for a notebook or a message."""
    made = turn.answer
    rows = [f"# {turn.question}", "", made.text, ""]
    if made.citations:
        rows += ["## Sources", ""]
    for c in made.citations:
        where = f"{c.file}, {lines(c.start_line, c.end_line)}"
        rows.append(f"{c.n}. {c.title or c.paper_id} ({where}): “{' '.join(c.quote.split())}”")
    return "\n".join(rows).rstrip() + "\n"
