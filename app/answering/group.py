"""In: chosen sentences of one work; out: the group they make in an answer, in reading order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from app.answering.evidence import Evidence
from app.answering.sense.agreement import DIRECTIONS, numbers, opposed
from app.answering.terms import terms

Conflict = Literal["numbers", "directions"]
ALIKE, FEWEST = 0.7, 3
"""Two sentences of a work are about one thing if so much of the shorter one's words is in the
other, and there are so many."""
ALIKE_APART, MORE = 0.85, 5
"""The same for sentences of two works."""
_COURSE = re.compile(
    r"\b(?:first|initially|then|later|again|eventually|finally|afterwards?|after|before|until)\b",
    re.IGNORECASE,
)
NEXT = 2
"""So many units come right after the opening; a reader may stop there."""
_CLOSE = 0.3
"""Numbers and spelt-out acronyms among the terms may lower the share by so much."""


@dataclass
class Group:
    """The sentences of one work; each unit is a sentence with what it introduces."""

    paper_id: str
    units: list[tuple[Evidence, ...]] = field(default_factory=list)
    lead: str | None = None

    def __len__(self) -> int:
        return sum(len(unit) for unit in self.units)

    def in_order(self, opener: Evidence, soon: Sequence[Evidence] = ()) -> "Group":
        """The opening first, then two more, then by source (the opener's first) and place.

        Those two are the first of `soon` that were taken, else those taken next; those of one
        paragraph stand as there. What hangs comes after the sentence before it, and what leans on
        the opener comes next.
        """
        first = self._led_up_to([u for u in self.units if opener.key in (e.key for e in u)])
        first = self._with_what_goes_on(first)
        places = {e.key: place for place, e in enumerate(soon)}
        others = sorted(self.units, key=lambda u: places.get(u[0].key, len(places)))
        others = [u for u in self._led_up_to(others) if u not in first]
        two = others[:NEXT] if len(first) > 1 else _as_told(others[:NEXT])
        first = self._with_what_goes_on(first + two)
        rest = [u for u in self.units if u not in first]
        rest.sort(key=lambda u: (u[0].source_id != opener.source_id, u[0].source_id, u[0].order))
        self.units = _conflicts_adjacent(first + rest)
        return self

    def _led_up_to(self, units: list[tuple[Evidence, ...]]) -> list[tuple[Evidence, ...]]:
        """These units, each after those that it hangs on, as far as they were taken."""
        ordered: list[tuple[Evidence, ...]] = []
        for unit in units:
            chain, hanging = [unit], [unit]
            while hanging and hanging[0][0].hangs:
                wanted = _next_to(hanging[0][0], -1)
                hanging = [u for u in self.units if u[-1].key == wanted]
                chain = hanging + chain
            ordered += [u for u in chain if u not in ordered]
        return ordered

    def _with_what_goes_on(self, units: list[tuple[Evidence, ...]]) -> list[tuple[Evidence, ...]]:
        """These units, each followed by the one that goes on from it."""
        ordered: list[tuple[Evidence, ...]] = []
        for unit in units:
            chain = [] if unit in ordered else [unit]
            while chain:
                ordered += chain
                last = chain[-1][-1]
                chain = [u for u in self.units if _goes_on(u[0], last) and u not in ordered]
        return ordered


def _as_told(units: list[tuple[Evidence, ...]]) -> list[tuple[Evidence, ...]]:
    """Units in the order of their paragraph, if they are of one."""
    paragraphs = {(unit[0].source_id, unit[0].block) for unit in units}
    return sorted(units, key=lambda unit: unit[0].order) if len(paragraphs) == 1 else units


def _next_to(evidence: Evidence, step: int) -> tuple[str, int]:
    """The key of a sentence so many places on."""
    return evidence.source_id, evidence.order + step


def _goes_on(evidence: Evidence, before: Evidence) -> bool:
    """Whether a sentence follows another one and leans on it."""
    return evidence.leans and evidence.key == _next_to(before, 1)


def conflicting(one: Evidence, other: Evidence) -> Conflict | None:
    """Whether two sentences give different numbers, or opposite directions, for one thing.

    Cautious: nearly the same words, each with a single number, and the numbers differ; or more
    against less of the same word. Of two works more words must be the same.
    """
    if one.key == other.key or one.reading == other.reading:
        return None
    alike, fewest = (ALIKE, FEWEST) if one.paper_id == other.paper_id else (ALIKE_APART, MORE)
    if overlap(one.terms, other.terms) < alike - _CLOSE:
        return None
    mine, theirs = _wordy(one), _wordy(other)
    if min(len(mine), len(theirs)) < fewest or overlap(mine, theirs) < alike:
        return None
    first, second = numbers(one.reading), numbers(other.reading)
    if len(first) == len(second) == 1 and first != second:
        return "numbers"
    if _COURSE.search(one.reading) or _COURSE.search(other.reading):
        return None  # what rises at first may fall later
    against = opposed(one.reading, other.reading, 1, DIRECTIONS)
    return "directions" if against and first == second else None


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller of two sets of terms that is in the other."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _conflicts_adjacent(units: list[tuple[Evidence, ...]]) -> list[tuple[Evidence, ...]]:
    """Units that give different numbers for one quantity are moved together."""
    ordered: list[tuple[Evidence, ...]] = []
    for unit in units:
        place = next(
            (i + 1 for i, held in enumerate(ordered) if conflicting(held[0], unit[0])), len(ordered)
        )
        ordered.insert(place, unit)
    return ordered


def _wordy(evidence: Evidence) -> frozenset[str]:
    return _worded(evidence.reading)


@lru_cache(maxsize=1 << 14)
def _worded(reading: str) -> frozenset[str]:
    return frozenset(term for term in terms(reading) if not term[0].isdigit())
