"""In: a question that compares, the works found for it; out: its sides, and the works they mean."""

import re
from collections.abc import Sequence

from app.answering.comparing.contrast import HEADS, Sides, telling_sides
from app.answering.comparing.phrasing import two_sides
from app.answering.question import Question, short_names
from app.answering.reader import Reader
from app.answering.terms import subject_terms, terms
from index.ranking import Hit

TELLING = 2
"""So many words of a title tell a work from others."""
RARE = 3
"""A word that so few works use may name one."""
FOUND, MUCH = 3, 0.4
"""So many works found first may be what a side means, if so much of it, by rarity, is in a name."""
_BESIDE = re.compile(r"\b(?:vs|versus|beats?|against|and|or)\b", re.IGNORECASE)
FEW = 4
"""A comparison of so many terms says nothing but what is compared."""


def sides_of(question: Question, reader: Reader) -> Sides | None:
    """The two sides of a question, with the works that they name; None where there are no two.

    The one work that a question is about is a side that it does not name.
    """
    it = _called(question.named[0], reader) if len(question.named) == 1 else ""
    pair = two_sides(question.text, it) or two_sides(question.query)
    sides = telling_sides(pair, lambda side: _named(side, reader)) if pair else None
    return _of_one_each(sides, reader) if sides else None


def _of_one_each(sides: Sides, reader: Reader) -> Sides:
    """The sides; a work whose title sets both beside each other is neither."""

    def has_both(paper_id: str) -> bool:
        title = reader.title_of(paper_id)
        names = frozenset(terms(title))
        return bool(_BESIDE.search(title)) and all(side <= names for side in sides.terms)

    first, second = (None if w and has_both(w) else w for w in sides.works)
    return sides._replace(works=(first, second))


def as_found(sides: Sides, hits: Sequence[Hit], reader: Reader) -> Sides:
    """The sides, one of which may mean a work that was found first: it has much of the words of one
    in its names, and not as much of the other.
    """
    texts = reader.sentences
    for hit in hits[:FOUND]:
        names = texts.name_terms(hit.paper_id)
        shares = [texts.vocabulary.share(side, names) for side in sides.terms]
        if hit.paper_id not in sides.works and max(shares) >= MUCH and shares[0] != shares[1]:
            meant = shares.index(max(shares))
            works = [w or (hit.paper_id if n == meant else None) for n, w in enumerate(sides.works)]
            return sides._replace(works=(works[0], works[1]))
    return sides


def is_named(sides: Sides, works: Sequence[str], question: Question, reader: Reader) -> bool:
    """Whether a work has a word of the sides in its name: an example may happen to have them.

    Of many words, or with names among them, a comparison is about more than an example.
    """
    told = frozenset().union(*sides.terms)
    told |= frozenset().union(*(question.short_names.get(term, ()) for term in told))
    named = any(told & reader.sentences.name_terms(paper_id) for paper_id in works)
    return named or bool(question.specific) or len(question.terms) > FEW


def _called(paper_id: str, reader: Reader) -> str:
    """The shortest name by which a work goes in a text, and no other: of its own, or initials."""
    count = reader.sentences.vocabulary.count
    names = (n for n in reader.sentences.names(paper_id) if all(map(count, terms(n))))
    own = (n for n in names if subject_terms(n) and reader.names.named_in(n) == (paper_id,))
    return min(own, key=lambda n: len(n.split()), default=reader.title_of(paper_id))


def _named(side: str, reader: Reader) -> tuple[str, ...]:
    """The work that a side names, or of which alone the title has its words, or in so many words,
    or begins with rare ones among them.

    A short name stands for what it is short for.
    """
    if named := reader.names.named_in(side):
        return named[:1]
    wanted = frozenset(subject_terms(side)) - HEADS
    if len(wanted) < TELLING:
        return ()
    longs = short_names(side, reader.acronyms)
    texts, works = reader.sentences, [work.paper_id for work in reader.library.works]

    def has_all(names: frozenset[str]) -> bool:
        return all(t in names or (t in longs and longs[t] <= names) for t in wanted)

    titled = [w for w in works if has_all(texts.name_terms(w))]
    called = [w for w in titled if any(wanted == set(subject_terms(n)) for n in texts.names(w))]
    headed = [w for w in works if _is_rare(subject_terms(texts.names(w)[1]), wanted, reader)]
    return next((tuple(found) for found in (titled, called, headed) if len(found) == 1), ())


def _is_rare(head: Sequence[str], wanted: frozenset[str], reader: Reader) -> bool:
    """Whether the words of a title before its colon are all wanted, and in few works."""
    count = reader.sentences.vocabulary.count
    return bool(head) and all(term in wanted and count(term) <= RARE for term in head)
