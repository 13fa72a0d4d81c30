"""In: a question that compares, the works found for it; out: the table that answers it.

Two works that it names stand side by side, an aspect a column. Else the works that speak of both
sides tell what they say of each; else there is one work a side, if each is about its side.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.answering import compare
from app.answering.aspects import aspects
from app.answering.compose import Composer, Written
from app.answering.contrast import HEADS, Row, contrasted, telling_sides
from app.answering.group import Group
from app.answering.question import Question
from app.answering.rank import Ranked, rank
from app.answering.reader import Reader
from app.answering.select import select
from app.answering.terms import subject_terms
from index.ranking import Hit

SENTENCES_A_WORK = 3
TELLING = 2
"""So many words of a title tell a work from others."""
SPEAKS_OF = 3
"""A work is about a side if so many of its sentences have all of its terms."""
MOST_NAMED = 4
FEW = 4
"""A comparison of so many terms says nothing but what is compared."""
_TWO = re.compile(r"\b(?:the|both|those) two\b.{1,40}\b(?:papers|works|surveys|studies)\b", re.I)


class Chosen(NamedTuple):
    """The sentences that were weighed, those that were chosen by work, the answer they make.

    `apart` says that two sides were to be compared and no table could be made of them, `otherwise`
    that the first sentence contradicts what the question takes for granted.
    """

    ranked: Ranked
    groups: list[Group]
    written: Written
    apart: bool = False
    otherwise: bool = False


def compared(question: Question, hits: Sequence[Hit], reader: Reader) -> Chosen | None:
    """The comparison that a question asks for; None where no works bear it."""
    if len(question.named) >= 2:
        return _of_works(question.named[:MOST_NAMED], question, hits, reader)
    if _TWO.search(question.query):
        return _of_works(tuple(hit.paper_id for hit in hits[:2]), question, hits, reader)
    pair = compare.sides(question.query)
    if pair is None:
        return None
    if sides := telling_sides(pair, lambda side: _named(side, reader)):
        ranked = rank(question, hits, reader.sentences)
        columns, rows = contrasted(sides, ranked, [hit.paper_id for hit in hits])
        if rows:
            return _table(columns, rows, ranked, reader)
    works = tuple(dict.fromkeys(w for side in pair if (w := _about(side, reader))))
    return _of_works(works, question, hits, reader) if len(works) == 2 else None


def uncompared(question: Question, chosen: Chosen, reader: Reader) -> Chosen:
    """The answer to a comparison that no works bear.

    Of a few plain words its work must be named by one, for an example may happen to have them;
    else the answer is empty.
    """
    pair = compare.sides(question.query)
    if pair is None or len(question.terms) > FEW:
        return chosen
    sides = frozenset(subject_terms(" ".join(pair)))
    sides |= frozenset().union(*(question.short_names.get(term, ()) for term in sides))
    named = any(sides & reader.sentences.name_terms(g.paper_id) for g in chosen.groups)
    return chosen._replace(groups=chosen.groups if named or question.specific else [], apart=True)


def _named(side: str, reader: Reader) -> tuple[str, ...]:
    """The work that a side names, or of which alone the title has its words."""
    if named := reader.names.named_in(side):
        return named[:1]
    wanted = frozenset(subject_terms(side)) - HEADS
    if len(wanted) < TELLING:
        return ()
    works = reader.library.works
    titled = [w.paper_id for w in works if wanted <= reader.sentences.name_terms(w.paper_id)]
    return tuple(titled) if len(titled) == 1 else ()


def _about(side: str, reader: Reader) -> str | None:
    """The work that is about one side: named by it, or found first and full of its terms."""
    if named := _named(side, reader):
        return named[0]
    wanted = frozenset(subject_terms(side))
    for hit in reader.searcher.search(side, 1).hits:
        said = reader.sentences.of_work(hit.paper_id)
        if sum(wanted <= e.terms for e in said) >= SPEAKS_OF:
            return hit.paper_id
    return None


def _of_works(
    works: tuple[str, ...], question: Question, hits: Sequence[Hit], reader: Reader
) -> Chosen:
    """A table of aspects; where the works share none, a few sentences on each."""
    near = [hit for hit in hits if hit.paper_id in works]
    ranked = rank(question.naming(works), near, reader.sentences)
    columns, rows = aspects(works, question, ranked, reader.sentences)
    if rows:
        return _table(columns, rows, ranked, reader)
    groups = []
    for paper_id in works:
        own = tuple(s for s in ranked.sentences if s.evidence.paper_id == paper_id)
        part = Ranked(own, ranked.vectors)
        groups += select(part, question, reader.sentences, reader.settings)[:1]
    for group in groups:
        group.units = group.units[:SENTENCES_A_WORK]
    composer = Composer(reader.title_of, groups)
    return Chosen(ranked, groups, composer.written(composer.paragraphs(groups)))


def _table(columns: tuple[str, ...], rows: Sequence[Row], ranked: Ranked, reader: Reader) -> Chosen:
    groups = [Group(paper_id, list(cells)) for paper_id, cells in rows]
    composer = Composer(reader.title_of, groups)
    return Chosen(ranked, groups, composer.written(composer.table(columns, rows)))
