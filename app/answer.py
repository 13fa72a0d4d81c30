"""In: a question, the turns before it, a reader; out: a cited answer of verbatim sentences.

Read top to bottom: fill in what the turn leans on; records answer questions about the record;
else search, rank the sentences of the found works, choose by kind of question, weigh the
evidence, and either write it down with its citations and demos or refuse.
"""

import re
from collections.abc import Iterable, Sequence
from time import perf_counter
from typing import NamedTuple

from app import abstain, claim, compare, facts
from app.compose import Composer, Written
from app.followup import Turn, resolve
from app.question import Question, understand
from app.rank import Ranked, rank
from app.reader import Reader
from app.records import Answer, Nearest
from app.select import Group, one_each, select
from index.ranking import Hit, Ranking
from ingest.errors import UsageError

LONGEST_QUESTION = 2000
LIST_FLOOR = 0.72
"""A work is listed if its best sentence has this share of the best of all."""
LIST_SEARCH = 4
"""So many times the works of a list are searched, for the kind asked for may be rare."""
NEAREST = 3
_SENTENCES_A_WORK = 3


class Draft(NamedTuple):
    """What was found for a question before it is decided whether that is an answer."""

    question: Question
    hits: tuple[Hit, ...]
    ranked: Ranked
    groups: list[Group]
    seen: abstain.Features
    written: Written


def answer(question: str, reader: Reader, history: Sequence[str] = ()) -> Answer:
    """Answer from the library alone; `history` holds the user's earlier turns, oldest first.

    Raises UsageError for an empty or overlong question.
    """
    began = perf_counter()
    text = _checked(question)
    turn = resolve(text, history, reader.names, lambda t: _subject(t, reader))
    if told := _from_records(text, turn, reader):
        return _answered(text, told, 1.0, (), reader, {"total": _since(began)})
    draft_made, timings = _draft(text, turn, reader)
    sure = abstain.confidence(draft_made.seen)
    timings["total"] = _since(began)
    if not draft_made.groups or sure < reader.settings.threshold:
        return _refused(text, sure, draft_made.hits, reader, timings)
    return _answered(text, draft_made.written, sure, draft_made.hits, reader, timings)


def draft(question: str, reader: Reader, history: Sequence[str] = ()) -> Draft:
    """What `answer` weighs for a question about content, its features among it."""
    text = _checked(question)
    turn = resolve(text, history, reader.names, lambda t: _subject(t, reader))
    return _draft(text, turn, reader)[0]


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
    works = turn.focus or reader.names.named_in(turn.query)[:1]
    if not works and (subject := _subject(turn.query, reader)):
        works = (subject[0],)
    groups = [g for w in works for g in facts.stated(what, w, reader.library, reader.lines_of)]
    composer = Composer(reader.title_of, groups)
    return composer.written(composer.paragraphs(groups)) if groups else None


def _draft(text: str, turn: Turn, reader: Reader) -> tuple[Draft, dict[str, float]]:
    began = perf_counter()
    question = understand(text, turn.query, turn.aloud, reader.names)
    question = question.naming(turn.focus or question.named)
    wide = LIST_SEARCH * reader.settings.list_works
    count = wide if question.kind == "list" else reader.settings.works
    found: Ranking = reader.searcher.search(question.query, count)
    hits = tuple(found.hits)
    searched = perf_counter()
    ranked, groups, written = _chosen(question, hits, reader)
    seen = _features(question, hits, ranked, groups, reader)
    timings = {"search": _ms(searched - began), "compose": _since(searched)}
    return Draft(question, hits, ranked, groups, seen, written), timings


def _chosen(
    question: Question, hits: Sequence[Hit], reader: Reader
) -> tuple[Ranked, list[Group], Written]:
    """The evidence by kind of question, and the answer written from it."""
    if question.kind == "compare" and (made := _compared(question, hits, reader)):
        return made
    if question.kind == "list":
        hits = _of_kind(question, hits, reader)
        ranked = rank(question, hits, reader.sentences, reader.settings, per_work=2)
        order = [hit.paper_id for hit in hits]
        groups = one_each(ranked, order, LIST_FLOOR)[: reader.settings.sentences]
        composer = Composer(reader.title_of, groups)
        return ranked, groups, composer.written(composer.bullets(groups))
    ranked = rank(question, hits, reader.sentences, reader.settings)
    groups = []
    if question.kind == "claim":
        groups = claim.weigh(question.statement, ranked, reader.sentences.vocabulary)
    groups = groups or select(ranked, question, reader.sentences, reader.settings)
    composer = Composer(reader.title_of, groups)
    return ranked, groups, composer.written(composer.paragraphs(groups))


def _of_kind(question: Question, hits: Sequence[Hit], reader: Reader) -> Sequence[Hit]:
    """The hits of the kind of work that is asked for (surveys, benchmarks), or all if none is."""
    works = reader.library.works_by_id
    kept = [hit for hit in hits if works[hit.paper_id].kind == question.work_kind]
    return kept[: reader.settings.list_works] or hits[: reader.settings.list_works]


def _compared(
    question: Question, hits: Sequence[Hit], reader: Reader
) -> tuple[Ranked, list[Group], Written] | None:
    """A table over the compared works, or balanced paragraphs; None for fewer than two works."""

    def nearest(side: str) -> str | None:
        found = reader.names.named_in(side)
        hit = () if found else reader.searcher.search(side, 1).hits
        return found[0] if found else hit[0].paper_id if hit else None

    works = compare.compared(question, nearest)
    if len(works) < 2:
        return None
    wanted = question.naming(works)
    near = [hit for hit in hits if hit.paper_id in works]
    ranked = rank(wanted, near, reader.sentences, reader.settings, per_work=8)
    columns, table = compare.rows(works, ranked, reader.sentences)
    if table:
        groups = [Group(paper_id, [(cell,) for cell in cells]) for paper_id, cells in table]
        composer = Composer(reader.title_of, groups)
        return ranked, groups, composer.written(composer.table(columns, table))
    groups = []
    for paper_id in works:
        own = tuple(s for s in ranked.sentences if s.evidence.paper_id == paper_id)
        part = Ranked(own, ranked.vectors)
        groups += select(part, question, reader.sentences, reader.settings)[:1]
    for group in groups:
        group.units = group.units[:_SENTENCES_A_WORK]
    composer = Composer(reader.title_of, groups)
    return ranked, groups, composer.written(composer.paragraphs(groups))


def _features(
    question: Question,
    hits: Sequence[Hit],
    ranked: Ranked,
    groups: Sequence[Group],
    reader: Reader,
) -> abstain.Features:
    if not groups:
        return abstain.NOTHING
    about = reader.sentences.words_of(groups[0].paper_id)
    return abstain.features(question, hits, ranked, groups, reader.sentences.vocabulary, about)


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
        confidence=round(sure, 3),
        nearest=_nearest((h.paper_id for h in hits if h.paper_id not in cited), reader),
        timings_ms=timings,
    )


def _refused(
    text: str, sure: float, hits: Sequence[Hit], reader: Reader, timings: dict[str, float]
) -> Answer:
    return Answer(
        question=text,
        status="abstained",
        text=abstain.CANNOT_ANSWER,
        confidence=round(sure, 3),
        nearest=_nearest((hit.paper_id for hit in hits), reader),
        timings_ms=timings,
    )


def _nearest(paper_ids: Iterable[str], reader: Reader) -> tuple[Nearest, ...]:
    works = (reader.library.works_by_id[paper_id] for paper_id in paper_ids)
    rows = (Nearest(paper_id=work.paper_id, title=work.name) for work in works)
    return tuple(rows)[:NEAREST]


def _since(began: float) -> float:
    return _ms(perf_counter() - began)


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 2)
