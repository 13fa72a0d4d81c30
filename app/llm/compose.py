"""In: judged sentences and the extractive answer; out: the answer that they make, as Markdown."""

from collections.abc import Mapping, Sequence

from app.answering.compose import VOICES
from app.answering.records import Answer, Citation, Cited, Nearest
from app.llm.cut import Said
from ingest.records import Record

NONE_STANDS = "*None of this is borne out by the sources. In their own words:*"


class Judged(Record):
    """A sentence that ended: `text` is its Markdown, struck where `reason` says why.

    `lead` is what stands before it: nothing, a blank, or a line end with or without a list mark.
    """

    sentence: Cited
    text: str
    lead: str
    reason: str | None


def judged(said: Said, reason: str | None, citations: Mapping[int, Citation]) -> Judged:
    """The sentence with its marks: who speaks, where voices differ, or why it does not stand."""
    marks = "".join(f"[{n}]" for n in said.cites)
    if reason:
        text = " ".join(filter(None, (f"~~{said.text}~~", marks, f"*(not supported: {reason})*")))
    else:
        text = f"{said.text} {marks}{_speakers(said, citations)}"
    sentence = Cited(text=said.text, cites=said.cites, supported=reason is None)
    return Judged(sentence=sentence, text=text, lead=said.lead, reason=reason)


def composed(rows: Sequence[Judged], made: Answer, engine: str) -> Answer:
    """The model's answer over the evidence of the extractive one; citations keep their numbers.

    Where no sentence stands, the extractive answer follows what was said.
    """
    text = "".join(row.lead + row.text for row in rows)
    sentences = tuple(row.sentence for row in rows)
    if not any(sentence.supported for sentence in sentences):
        text = f"{text}\n\n{NONE_STANDS}\n\n{made.text}"
        update = {"text": text, "sentences": sentences + made.sentences, "engine": engine}
        return made.model_copy(update=update)
    used = {n for sentence in sentences for n in sentence.cites}
    citations = tuple(citation for citation in made.citations if citation.n in used)
    works = {citation.paper_id for citation in citations}
    left = {c.paper_id: c.title for c in made.citations if c.paper_id not in works}
    unused = (Nearest(paper_id=paper_id, title=title) for paper_id, title in left.items())
    return made.model_copy(
        update={
            "text": text,
            "sentences": sentences,
            "citations": citations,
            "demos": tuple(demo for demo in made.demos if demo.paper_id in works),
            "nearest": (*unused, *made.nearest),
            "engine": engine,
        }
    )


def _speakers(said: Said, citations: Mapping[int, Citation]) -> str:
    if len({citation.voice for citation in citations.values()}) < 2:
        return ""
    voices = dict.fromkeys(VOICES[citations[n].voice] for n in said.cites)
    return f" *({', '.join(voices)})*"
