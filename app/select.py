"""In: scored sentences; out: the few that make an answer, grouped by work, in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from app.agreement import numbers
from app.evidence import Evidence, Sentences, Vector
from app.question import Question
from app.rank import Ranked, Scored
from app.settings import AppSettings
from app.terms import terms

SAME, SAME_ACROSS = 0.88, 0.78
"""Two sentences of a source, or of two, whose vectors are at least this alike say the same."""
SAME_TERMS = 0.6
OTHER_WORK = 0.9
"""A sentence of a further work must reach this share of the best score."""
OTHER_WORKS = 2
OTHER_PER_WORK = 2
GOES_ON = (0.10, 0.06)
"""What the first and second sentence after the opening, in its paragraph, gain by reading on."""
SCORE_UNSEEN = 0.74
"""What such a sentence is worth, as a share of the opening, when it was not compared closely."""
NEARLY = 0.93
FEW, FEWER = 3, 0.12
"""Up to so many sentences of a work the floor is lower by so much."""
WORDS, ALIKE = 0.5, 0.5
"""A work is listed for this share of the best one's words, or for so much likeness."""
OVER = 2
"""A list may exceed the most sentences by so many, rather than be cut."""
DOUBTFUL = 0.5
"""Fitness below which a sentence is not brought in for a conflict alone."""
LEANING = 0.85
"""What a sentence is worth as an opening when its subject stands in the sentence before."""


@dataclass
class Group:
    """The sentences of one work; each unit is a sentence with what it introduces."""

    paper_id: str
    units: list[tuple[Evidence, ...]] = field(default_factory=list)
    lead: str | None = None

    def __len__(self) -> int:
        return sum(len(unit) for unit in self.units)


def select(
    ranked: Ranked, question: Question, sentences: Sentences, settings: AppSettings
) -> list[Group]:
    """The sentence that answers, what supports it in its work, then what other works add."""
    if not ranked.sentences:
        return []
    best = _opening(ranked.sentences)
    picker = _Picker(ranked, sentences, settings)
    picker.take(best.evidence)
    few = 3 if question.kind in ("number", "time", "person") else settings.per_work
    for scored in _read_on(ranked.sentences, best, sentences):
        own = scored.evidence.paper_id == best.evidence.paper_id
        keep = settings.keep - (FEWER if picker.count() < FEW else 0.0)
        floor = best.score * (keep if own else OTHER_WORK)
        most = few if own else OTHER_PER_WORK
        if scored.score >= floor and picker.room(scored, most, floor):
            picker.take(scored.evidence)
    picker.take_conflicts(ranked.sentences)
    return [_in_order(group, best.evidence) for group in picker.groups.values()]


def _opening(ranked: Sequence[Scored]) -> Scored:
    """The best sentence that stands alone; one of an original text if it is nearly as good."""

    def worth(scored: Scored) -> float:
        return scored.score * (LEANING if scored.evidence.leans else 1.0)

    best = max(ranked, key=worth)
    for scored in ranked:
        same_work = scored.evidence.paper_id == best.evidence.paper_id
        original = scored.evidence.source_type != "card" and scored.evidence.fit == 1.0
        if same_work and original and worth(scored) >= NEARLY * worth(best):
            return scored if best.evidence.source_type == "card" else best
    return best


def _read_on(ranked: Sequence[Scored], best: Scored, sentences: Sentences) -> list[Scored]:
    """The sentences by score, those that follow the opening in its paragraph moved up."""
    cut = sentences.of(best.evidence.source_id)
    following = cut[best.evidence.order + 1 : best.evidence.order + 1 + len(GOES_ON)]
    gains = {
        e.key: gain
        for e, gain in zip(following, GOES_ON, strict=False)
        if e.block == best.evidence.block and e.fit == 1.0
    }
    known = {s.evidence.key for s in ranked}
    unscored = [
        Scored(e, SCORE_UNSEEN * best.score, None, 0.0)
        for e in following
        if e.key in gains and e.key not in known
    ]
    moved = [replace(s, score=s.score + gains.get(s.evidence.key, 0.0)) for s in ranked]
    return sorted([*moved, *unscored], key=lambda s: -s.score)


def one_each(ranked: Ranked, order: Sequence[str], floor: float) -> list[Group]:
    """The best sentence of each work, in the order of the works, weak ones left out."""
    top: dict[str, Scored] = {}
    for scored in (s for s in ranked.sentences if not s.evidence.items):
        held = top.get(scored.evidence.paper_id)
        worth = scored.score * (LEANING if scored.evidence.leans else 1.0)
        if held is None or worth > held.score * (LEANING if held.evidence.leans else 1.0):
            top[scored.evidence.paper_id] = scored
    limit = floor * max((s.score for s in top.values()), default=0.0)
    words = WORDS * max((s.lexical for s in top.values()), default=0.0)
    kept = [top[p] for p in order if p in top and top[p].score >= limit]
    kept = [s for s in kept if s.lexical >= words or (s.dense or 0.0) >= ALIKE]
    return [Group(s.evidence.paper_id, [(s.evidence,)]) for s in kept]


def conflicting(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences of one work give different numbers for what looks like one quantity.

    Cautious: nearly the same words, each with a single number, and the numbers differ.
    """
    if one.paper_id != other.paper_id or one.key == other.key:
        return False
    mine, theirs = numbers(one.reading), numbers(other.reading)
    if len(mine) != 1 or len(theirs) != 1 or mine == theirs:
        return False
    return _overlap(_wordy(one), _wordy(other)) >= 0.7 and len(_wordy(one)) >= 3


class _Picker:
    """Takes sentences one by one while there is room and they say something new."""

    def __init__(self, ranked: Ranked, sentences: Sentences, settings: AppSettings) -> None:
        self.groups: dict[str, Group] = {}
        self._ranked, self._sentences, self._settings = ranked, sentences, settings
        self._taken: dict[tuple[str, int], Evidence] = {}
        self._scores = {s.evidence.key: s.score for s in ranked.sentences}

    def take(self, evidence: Evidence) -> None:
        """Add a sentence, with what it introduces, and before it what an opening leans on."""
        group = self.groups.setdefault(evidence.paper_id, Group(evidence.paper_id))
        before = self._sentences.before(evidence) if evidence.leans else None
        if before and before.key not in self._taken:
            self._add(group, (before,))
        self._add(group, _unit(evidence, self._sentences))

    def room(self, scored: Scored, most: int, floor: float) -> bool:
        """Whether there is room for this sentence and it is not said already."""
        evidence = scored.evidence
        group = self.groups.get(evidence.paper_id)
        if evidence.key in self._taken or (group is None and len(self.groups) > OTHER_WORKS):
            return False
        if group is not None and len(group.units) >= most:
            return False
        length = 1 + len(evidence.items)
        if self.count() + length > self._settings.sentences + (OVER if length > 1 else 0):
            return False
        if evidence.leans and not self._rests(evidence, floor):
            return False
        return not any(self._said(evidence, other) for other in self._taken.values())

    def count(self) -> int:
        """How many sentences are taken, list items among them."""
        return sum(len(group) for group in self.groups.values())

    def take_conflicts(self, ranked: Sequence[Scored]) -> None:
        """Add what gives another number for a quantity that was taken, however it scored."""
        for scored in ranked:
            evidence = scored.evidence
            against = any(conflicting(evidence, taken) for taken in self._taken.values())
            if against and evidence.key not in self._taken and evidence.fit > DOUBTFUL:
                self._add(self.groups[evidence.paper_id], (evidence,))

    def _add(self, group: Group, unit: tuple[Evidence, ...]) -> None:
        group.units.append(unit)
        self._taken.update((e.key, e) for e in unit)

    def _rests(self, evidence: Evidence, floor: float) -> bool:
        """Whether what a sentence leans on is taken, or good enough to be taken with it."""
        before = self._sentences.before(evidence)
        if before is None:
            return False
        worth = self._scores.get(before.key, 0.0)
        return before.key in self._taken or (worth >= floor and not before.leans)

    def _said(self, evidence: Evidence, other: Evidence) -> bool:
        if conflicting(evidence, other):
            return False
        vectors = self._ranked.vectors
        mine, theirs = vectors.get(evidence.reading), vectors.get(other.reading)
        limit = SAME if evidence.source_id == other.source_id else SAME_ACROSS
        if mine is not None and theirs is not None and _cosine(mine, theirs) >= limit:
            return True
        return _overlap(evidence.terms, other.terms) >= SAME_TERMS


def _unit(evidence: Evidence, sentences: Sentences) -> tuple[Evidence, ...]:
    return (evidence, *sentences.items_of(evidence))


def _in_order(group: Group, opener: Evidence) -> Group:
    """The opening sentence first, then by source (the opener's first) and place in it."""
    first = [u for u in group.units if opener.key in (e.key for e in u)]
    rest = [u for u in group.units if u not in first]
    rest.sort(key=lambda u: (u[0].source_id != opener.source_id, u[0].source_id, u[0].order))
    group.units = _conflicts_adjacent(first + rest)
    return group


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


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _cosine(one: Vector, other: Vector) -> float:
    return float(np.dot(one, other))
