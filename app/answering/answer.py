"""In: a question, the turns before it, a reader; out: a cited answer of verbatim sentences.

Read top to bottom: search for the turn with what it leans on; records answer questions about the
record; else rank the sentences of the found works, choose by kind of question, weigh the
evidence, and either write it down with its citations and demos or refuse and say what is missing.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from time import perf_counter

from app.answering import abstain
from app.answering.archive.listing import counted
from app.answering.archive.recorded import from_records
from app.answering.compose import Written
from app.answering.courtesy import courtesy, without_courtesy
from app.answering.draft import Draft, make_draft
from app.answering.gaps import why_refused, with_gap
from app.answering.kinds import Kind, kind_of
from app.answering.pointed import Spelled, spelled
from app.answering.reader import Reader
from app.answering.records import Answer, Nearest
from app.answering.slips import misheard, respelled
from app.answering.turn import Turn, of_one, of_works, read_turn, since
from index.embed import Lexicon
from index.ranking import Hit
from index.threads import one_blas_thread
from ingest.errors import UsageError

LONGEST_QUESTION = 2000
NEAREST = 3
READ_AS = "*Read as “{}”.*"


@one_blas_thread()
def answer(question: str, reader: Reader, history: Sequence[str] = ()) -> Answer:
    """Answer from the library alone; `history` holds the user's earlier turns, oldest first.

    Raises UsageError for an empty or overlong question.
    """
    text = _checked(question)
    if (said := courtesy(text, counted(len(reader.library.works)))) is not None:
        return Answer(question=text, status="abstained", text=said, confidence=0.0)
    made = _made(text, reader, history)
    if made.status == "answered":
        return made
    embedder = reader.searcher.embedder
    knows = embedder.knows if isinstance(embedder, Lexicon) else lambda _: False
    meant = respelled(text, reader.used, knows) or misheard(text, reader.said)
    again = _made(meant, reader, history) if meant else made
    if meant is None or again.status != "answered":
        return made
    said = f"{READ_AS.format(meant)}\n\n{again.text}"
    return again.model_copy(update={"question": text, "text": said})


def _made(text: str, reader: Reader, history: Sequence[str]) -> Answer:
    """The answer to a question as spelled."""
    began = perf_counter()
    turn = _turn(text, reader, history)
    timings = {"search": turn.search_ms}
    # records list all works of a kind or a day; what is to be left out is told by the texts
    if told := None if turn.fewer else from_records(turn, reader):
        timings["total"] = since(began)
        if told.written is None:
            return _refused(text, told.missing, told.confidence, turn.hits, reader, timings)
        return _answered(text, told.written, told.confidence, turn.hits, reader, timings)
    searched = perf_counter()
    made = make_draft(turn, reader)
    timings["compose"] = since(searched)
    sure = reader.sure(made.seen)
    refused = not made.groups or sure < reader.threshold
    missing = why_refused(made, reader) if refused else ""
    timings["total"] = since(began)
    if refused:
        return _refused(text, missing, sure, made.hits, reader, timings)
    return _answered(text, with_gap(made), sure, made.hits, reader, timings)


def _turn(text: str, reader: Reader, history: Sequence[str]) -> Turn:
    """A turn as it is to be read; one that points to a place in a list is about the work there."""

    @cache
    def works_of(number: int) -> list[str]:
        listed = _made(history[number], reader, history[:number])
        return list(dict.fromkeys(citation.paper_id for citation in listed.citations))

    said = spelled(text, history, reader, works_of)
    if len(said.works) == 1 and kind_of(text) != "compare":
        return of_one(said.asked, said.works[0], reader, perf_counter())
    if len(said.works) > 1:
        return of_works(_between(said, kind_of(text)), said.works, reader, perf_counter())
    return read_turn(without_courtesy(said.text), said.history, reader)


def _between(said: Spelled, kind: Kind) -> str:
    """What a turn asks of several works; if it compares them, it still does with their titles."""
    if kind != "compare" and said.asked:
        return said.asked
    lost = kind_of(said.text) != "compare"
    return f"what is the difference between {said.named}" if lost else said.text


def draft(question: str, reader: Reader, history: Sequence[str] = ()) -> Draft:
    """What `answer` weighs for a question about content, its features among it."""
    return make_draft(read_turn(_checked(question), history, reader), reader)


def _checked(question: str) -> str:
    text = " ".join(question.split())
    if not re.search(r"\w", text):
        raise UsageError("the question is empty; ask something in words")
    if len(text) > LONGEST_QUESTION:
        raise UsageError(f"the question has {len(text)} characters; ask in {LONGEST_QUESTION}")
    return text


def _answered(
    text: str,
    written: Written,
    sure: float,
    hits: Sequence[Hit],
    reader: Reader,
    timings: dict[str, float],
) -> Answer:
    cited = dict.fromkeys(citation.paper_id for citation in written.citations)
    return Answer(
        question=text,
        status="answered",
        text=written.text,
        sentences=written.sentences,
        citations=written.citations,
        demos=tuple(reader.demo_for(paper_id) for paper_id in cited),
        confidence=sure,
        nearest=_nearest((h.paper_id for h in hits if h.paper_id not in cited), reader),
        timings_ms=timings,
        ranked=tuple(hit.paper_id for hit in hits),
    )


def _refused(
    text: str,
    missing: str,
    sure: float,
    hits: Sequence[Hit],
    reader: Reader,
    timings: dict[str, float],
) -> Answer:
    return Answer(
        question=text,
        status="abstained",
        text=f"{abstain.CANNOT_ANSWER} {missing}",
        confidence=sure,
        nearest=_nearest((hit.paper_id for hit in hits), reader),
        timings_ms=timings,
        ranked=tuple(hit.paper_id for hit in hits),
    )


def _nearest(paper_ids: Iterable[str], reader: Reader) -> tuple[Nearest, ...]:
    works = (reader.library.works_by_id[paper_id] for paper_id in paper_ids)
    rows = (Nearest(paper_id=work.paper_id, title=work.name) for work in works)
    return tuple(rows)[:NEAREST]
