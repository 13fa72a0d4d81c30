"""In: chosen sentences of one work; out: the group they make in an answer, in reading order."""

from dataclasses import dataclass, field

from app.answering.agreement import numbers
from app.answering.evidence import Evidence
from app.answering.terms import terms


@dataclass
class Group:
    """The sentences of one work; each unit is a sentence with what it introduces."""

    paper_id: str
    units: list[tuple[Evidence, ...]] = field(default_factory=list)
    lead: str | None = None

    def __len__(self) -> int:
        return sum(len(unit) for unit in self.units)

    def in_order(self, opener: Evidence) -> "Group":
        """The opening sentence first, then by source (the opener's first) and place in it."""
        first = [u for u in self.units if opener.key in (e.key for e in u)]
        rest = [u for u in self.units if u not in first]
        rest.sort(key=lambda u: (u[0].source_id != opener.source_id, u[0].source_id, u[0].order))
        self.units = _conflicts_adjacent(first + rest)
        return self


def conflicting(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences of one work give different numbers for what looks like one quantity.

    Cautious: nearly the same words, each with a single number, and the numbers differ.
    """
    if one.paper_id != other.paper_id or one.key == other.key:
        return False
    mine, theirs = numbers(one.reading), numbers(other.reading)
    if len(mine) != 1 or len(theirs) != 1 or mine == theirs:
        return False
    return overlap(_wordy(one), _wordy(other)) >= 0.7 and len(_wordy(one)) >= 3


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
    return frozenset(t for t in terms(evidence.reading) if not t[0].isdigit())
