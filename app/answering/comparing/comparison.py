"""In: a question that compares, the works found for it; out: the answer, the difference first.

Works that it names stand side by side, an aspect a column. Else the works that set the two things
apart tell what they say of each; else what the works nearest to each thing say of it stands there.
"""

import re
from collections.abc import Sequence

from app.answering.comparing.apart import each_alone, set_apart
from app.answering.comparing.aspects import aspects
from app.answering.comparing.contrast import HEADS, Sides
from app.answering.comparing.difference import MORE, Difference, differences, mentions
from app.answering.comparing.opposing import spoken
from app.answering.comparing.phrasing import several
from app.answering.comparing.several import side_by_side
from app.answering.comparing.sides import as_found, is_named, sides_of
from app.answering.compose import Chosen, Composer
from app.answering.group import Group
from app.answering.question import Question
from app.answering.rank import Ranked, rank
from app.answering.reader import Reader
from app.answering.select import select
from index.ranking import Hit

SENTENCES_A_WORK = 3
BOTH, MOST_NAMED = 2, 4
_TWO = re.compile(r"\b(?:the|both|those) two\b.{1,40}\b(?:papers|works|surveys|studies)\b", re.I)


def compared(question: Question, hits: Sequence[Hit], reader: Reader) -> Chosen | None:
    """The comparison that a question asks for; None where no works bear it."""
    sides = sides_of(question, reader)
    works = question.named[:MOST_NAMED]
    if len(works) < BOTH and _TWO.search(question.query):
        works = tuple(hit.paper_id for hit in hits[:BOTH])
    if len(works) >= BOTH:
        return _of_works(works, sides, question, hits, reader)
    things = several(question.text)
    plain = sides is not None  # else what sets two of them apart tells more
    made = side_by_side(things, question, hits, reader, plain=plain) if things else None
    if made or sides is None:
        return made
    ranked = rank(question, hits, reader.sentences)
    here = as_found(sides, hits, reader)
    found = _differences(here, question, ranked, reader)
    both = tuple(filter(None, dict.fromkeys(sides.works)))
    if not found and len(both) == BOTH:
        return _of_works(both, sides, question, hits, reader)
    if found := found or mentions(here, ranked, [hit.paper_id for hit in hits]):
        return Chosen(ranked, *set_apart(here, found, ranked, reader))
    made = side_by_side(things, question, hits, reader) if things else None
    return made or _apart(here, question, hits, reader)


def _apart(sides: Sides, question: Question, hits: Sequence[Hit], reader: Reader) -> Chosen | None:
    """Two things that no text compares: what one work says of each, else works near to each."""
    made = side_by_side(sides.names, question, hits, reader)
    each = None if made else each_alone(sides, question, reader)
    made = Chosen(*each) if each else made
    named = made and is_named(sides, [group.paper_id for group in made.groups], question, reader)
    return made._replace(apart=True) if made and named else None


def uncompared(question: Question, chosen: Chosen, reader: Reader) -> Chosen:
    """The answer to a comparison that no works bear; empty if it is about none of them.

    What names both sides in a sentence sets them side by side, if in no words that are known here.
    """
    sides = sides_of(question, reader)
    if sides is None:
        return chosen
    if not is_named(sides, [group.paper_id for group in chosen.groups], question, reader):
        return chosen._replace(groups=[], apart=True)
    texts = reader.sentences
    bear = [g for g in chosen.groups if sides.shared <= texts.words_of(g.paper_id).terms]
    said = (e for group in bear for unit in group.units for e in unit)
    both = any(all(spoken(e, sides, texts).named) for e in said)
    return chosen._replace(apart=not both)


def _differences(
    sides: Sides, question: Question, ranked: Ranked, reader: Reader
) -> list[Difference]:
    """What sets the two things apart in what is asked beside them and the names of their works."""
    named = HEADS.union(sides.shared, *sides.terms)
    named = named.union(*(reader.sentences.name_terms(w) for w in sides.works if w))
    asked = [term for term in question.terms if term not in named]
    return differences(sides, asked, ranked, reader, better=bool(MORE.search(question.text)))


def _of_works(
    works: tuple[str, ...],
    sides: Sides | None,
    question: Question,
    hits: Sequence[Hit],
    reader: Reader,
) -> Chosen:
    """What sets the works apart, if a text says it, and a table of aspects; where they share none,
    a few sentences on each.
    """
    near = [hit for hit in hits if hit.paper_id in works]
    ranked = rank(question.naming(works), near, reader.sentences)
    found = _differences(sides, question, ranked, reader)[:1] if sides else []
    lead = [Group(told.paper_id, [*told.units]) for told in found]
    columns, rows = aspects(works, question, ranked, reader.sentences)
    if rows:
        groups = [*lead, *(Group(paper_id, [*cells]) for paper_id, cells in rows)]
        composer = Composer(reader.title_of, groups)
        opening = f"{composer.paragraphs(lead)}\n\n" if lead else ""
        table = composer.table(columns, [(reader.title_of(w), cells) for w, cells in rows])
        return Chosen(ranked, groups, composer.written(opening + table))
    groups = lead
    for paper_id in works:
        own = tuple(s for s in ranked.sentences if s.evidence.paper_id == paper_id)
        part = Ranked(own, ranked.vectors)
        groups += select(part, question, reader.sentences, reader.settings)[:1]
    for group in groups:
        group.units = group.units[:SENTENCES_A_WORK]
    composer = Composer(reader.title_of, groups)
    return Chosen(ranked, groups, composer.written(composer.paragraphs(groups)))
