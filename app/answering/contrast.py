"""In: two things that a question compares, ranked sentences; out: what works say of each and both.

Where one work sets both side by side, what it says of each side is worth more than two works
that have nothing to do with one another.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.answering.evidence import Evidence
from app.answering.rank import Ranked
from app.answering.terms import subject_terms

TOGETHER = "Side by side"
PER_CELL, PER_CELL_BELOW = 2, 1
"""So many sentences a cell in the first row, one more of both sides, and in further rows."""
MOST_WORKS = 2
FEWEST = 3
"""A work that has fewer sentences on the sides merely mentions them."""
ENOUGH = 3
"""A work with so many sentences on both sides has as much to say of them as any."""
_READABLE = 0.5
_COMPARES = re.compile(
    r"\b(?:than|unlike|whereas|while|comparable|outperform\w*|beats?|better|worse"
    r"|more|less|fewer|faster|slower|higher|lower|instead|equivalen\w+|differ\w*|as \w+ as)\b",
    re.IGNORECASE,
)
HEADS = frozenset(
    subject_terms("models method methods networks approaches algorithms training learning language")
)
"""Words that two things share as their kind: "diffusion and autoregressive language models"."""


class Sides(NamedTuple):
    """The two things as the question puts them, and the terms that tell each from the other.

    `works` are the paper ids that the sides name: all a work says is of itself.
    """

    names: tuple[str, str]
    terms: tuple[frozenset[str], frozenset[str]]
    works: tuple[str | None, str | None] = (None, None)


Cells = tuple[tuple[Evidence, ...], ...]
Row = tuple[str, Cells]


def telling_sides(pair: tuple[str, str], named: Callable[[str], Sequence[str]]) -> Sides | None:
    """The sides with their terms and the works that they name; None where they are not told apart.

    `named` gives the paper id that a side names, if any.
    """
    first, second = (frozenset(subject_terms(side)) for side in pair)
    own = (first - second or first, second - first or second)
    bare = tuple(side - HEADS or side for side in own)
    if not bare[0] or bare[0] == bare[1]:
        return None
    works = [next(iter(named(side)), None) for side in pair]
    return Sides(pair, (bare[0], bare[1]), (works[0], works[1]))


def contrasted(
    sides: Sides, ranked: Ranked, works: Sequence[str]
) -> tuple[tuple[str, ...], list[Row]]:
    """Column headings and a row for each work that speaks of both sides; empty if none does.

    A work must set them side by side in a sentence and say something of one of them alone; further
    rows need all that the first row has.
    """
    told = {paper_id: _told(sides.terms, ranked, paper_id) for paper_id in works}
    for paper_id in sides.works:
        # a work need not say its own name to speak of itself
        if paper_id in told and not told[paper_id][2]:
            terms = [
                frozenset[str]() if work == paper_id else side
                for side, work in zip(sides.terms, sides.works, strict=True)
            ]
            told[paper_id] = _told(terms, ranked, paper_id)
    for side, paper_id in enumerate(sides.works):
        if paper_id in told and told[paper_id][2] and not told[paper_id][side]:
            other = sides.terms[1 - side]
            cells = list(told[paper_id])
            cells[side] = _of_itself(other, ranked, paper_id)
            told[paper_id] = tuple(cells)
    both = [p for p in works if told[p][2] and sum(map(len, told[p])) >= FEWEST]
    if not both:
        return (), []
    both.sort(key=lambda p: (-sum(map(bool, told[p])), -min(ENOUGH, len(told[p][2]))))
    kept = [column for column in range(3) if told[both[0]][column]]
    whole = [p for p in both if all(told[p][column] for column in kept)][:MOST_WORKS]
    headings = (*(name[:1].upper() + name[1:] for name in sides.names), TOGETHER)
    rows = [
        (p, tuple(told[p][c][: PER_CELL_BELOW if n else PER_CELL + c // 2] for c in kept))
        for n, p in enumerate(whole)
    ]
    return tuple(headings[column] for column in kept), rows


def _of_itself(other: frozenset[str], ranked: Ranked, paper_id: str) -> tuple[Evidence, ...]:
    """What a card says of its work without a word of the other side, best first.

    Other texts may go on about the other side without its name.
    """
    own = (s.evidence for s in ranked.sentences if s.evidence.paper_id == paper_id)
    card = (e for e in own if e.source_type == "card" and e.voice != "reviewer")
    return tuple(e for e in card if _is_whole(e) and other.isdisjoint(e.terms))


def _is_whole(evidence: Evidence) -> bool:
    return evidence.fit > _READABLE and not evidence.leans and not evidence.items


def _told(terms: Sequence[frozenset[str]], ranked: Ranked, paper_id: str) -> Cells:
    """The sentences of a work on the first side, on the second, on both, best first.

    Of those on both, those that compare come first.
    """
    cells: tuple[list[Evidence], ...] = ([], [], [])
    seen: set[str] = set()
    for evidence in (s.evidence for s in ranked.sentences if s.evidence.paper_id == paper_id):
        of = [side <= evidence.terms for side in terms]
        if _is_whole(evidence) and any(of) and evidence.reading not in seen:
            seen.add(evidence.reading)
            cells[2 if all(of) else of.index(True)].append(evidence)
    cells[2].sort(key=lambda e: not _COMPARES.search(e.reading))
    return tuple(map(tuple, cells))
