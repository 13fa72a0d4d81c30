"""In: a question, the turns before it, a reader; out: a cited answer of verbatim sentences.

Read top to bottom: fill in what the turn leans on; records answer questions about the record;
else search, rank the sentences of the found works, choose by kind of question, weigh the
evidence, and either write it down with its citations and demos or refuse.
"""

import re
from collections.abc import Iterable, Sequence
from time import perf_counter

from app.answering import abstain, facts
from app.answering.compose import Composer, Written
from app.answering.draft import Draft, make_draft, since
from app.answering.followup import Turn, resolve
from app.answering.reader import Reader
from app.answering.records import Answer, Nearest
from index.ranking import Hit
from ingest.errors import UsageError

LONGEST_QUESTION = 2000
NEAREST = 3


def answer(question: str, reader: Reader, history: Sequence[str] = ()) -> Answer:
    """Answer from the library alone; `history` holds the user's earlier turns, oldest first.

    Raises UsageError for an empty or overlong question.
    """
    began = perf_counter()
    text = _checked(question)
    turn = resolve(text, history, reader.names, lambda t: _subject(t, reader))
    if told := _from_records(text, turn, reader):
        return _answered(text, told, 1.0, (), reader, {"total": since(began)})
    draft_made, timings = make_draft(text, turn, reader)
    sure = round(abstain.confidence(draft_made.seen), 3)
    timings["total"] = since(began)
    if not draft_made.groups or sure < reader.settings.threshold:
        return _refused(text, sure, draft_made.hits, reader, timings)
    return _answered(text, draft_made.written, sure, draft_made.hits, reader, timings)


def draft(question: str, reader: Reader, history: Sequence[str] = ()) -> Draft:
    """What `answer` weighs for a question about content, its features among it."""
    text = _checked(question)
    turn = resolve(text, history, reader.names, lambda t: _subject(t, reader))
    return make_draft(text, turn, reader)[0]


def _checked(question: str) -> str:
    text = " ".join(question.split())
    if not re.search(r"\w", text):
        raise UsageError("the question is empty; ask something in words")
    if len(text) > LONGEST_QUESTION:
        raise UsageError(f"the question has {len(text)} characters; ask in {LONGEST_QUESTION}")
    return text


def _subject(text: str, reader: Reader) -> tuple[str, str] | None:
    """Paper id and name of the work that a text is about: its id, or what is found for it."""
    if text in reader.library.works_by_id:
        return text, reader.title_of(text)
    hits = reader.searcher.search(text, 1).hits
    return (hits[0].paper_id, reader.title_of(hits[0].paper_id)) if hits else None


def _from_records(text: str, turn: Turn, reader: Reader) -> Written | None:
    """An answer from headers and links, if the record is what is asked for and a text states it."""
    what = facts.asked(text)
    if what is None:
        return None
    if what == "listing":
        wanted = facts.listing(text, reader.library)
        groups = facts.listed(wanted, reader.library, reader.lines_of) if wanted else []
        composer = Composer(reader.title_of, groups)
        count = f"{len(groups)} works:\n\n" if facts.asks_how_many(text) else ""
        return composer.written(count + composer.bullets(groups)) if groups else None
    works = turn.focus or reader.names.named_in(turn.query)[:1] or _meant(text, turn, reader)
    groups = [g for w in works for g in facts.stated(what, w, reader.library, reader.lines_of)]
    composer = Composer(reader.title_of, groups)
    return composer.written(composer.paragraphs(groups)) if groups else None


def _meant(text: str, turn: Turn, reader: Reader) -> tuple[str, ...]:
    """The work that a question about a record speaks of without naming it, if it is sure to be."""
    made = make_draft(text, turn, reader)[0]
    sure = abstain.confidence(made.seen) >= reader.settings.threshold
    return tuple(group.paper_id for group in made.groups[:1]) if sure else ()


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
    text: str, sure: float, hits: Sequence[Hit], reader: Reader, timings: dict[str, float]
) -> Answer:
    return Answer(
        question=text,
        status="abstained",
        text=abstain.CANNOT_ANSWER,
        confidence=sure,
        nearest=_nearest((hit.paper_id for hit in hits), reader),
        timings_ms=timings,
        ranked=tuple(hit.paper_id for hit in hits),
    )


def _nearest(paper_ids: Iterable[str], reader: Reader) -> tuple[Nearest, ...]:
    works = (reader.library.works_by_id[paper_id] for paper_id in paper_ids)
    rows = (Nearest(paper_id=work.paper_id, title=work.name) for work in works)
    return tuple(rows)[:NEAREST]
