"""In: sentences, best first; out: those taken while there is room and they say something new."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from app.answering.evidence import Evidence
from app.answering.fitness import DOUBTFUL
from app.answering.group import Group, conflicting, overlap
from app.answering.rank import Ranked, Scored
from app.answering.sentence_store import Sentences
from app.answering.vectors import Vector

SAME, SAME_ACROSS = 0.88, 0.78
"""Two sentences of a source, or of two, whose vectors are at least this alike say the same."""
SAME_TERMS = 0.7
CLOSE = 0.6
"""Only of sentences whose vectors are so much alike is it asked whether they disagree, to save
time: at 0.3 and at 0.8 the answers of the dev half have the same facts."""
OTHER_WORKS = 2
NEARLY_BEST = 0.95
"""With this share of the best score a sentence brings what it leans on, however bad that is."""
OVER = 2
"""A list may exceed the most sentences by so many, rather than be cut."""

_AT_ODDS = re.compile(
    r"^Note:.*\b(?:yet|but|although|though|whereas|contradict\w*|differs?|two ways|once as|both"
    r"|disagree\w*|elsewhere)\b",
    re.DOTALL,
)


class Picker:
    """Takes sentences one by one; `most` is how many an answer may have, items of lists included.

    Of lists that are quoted whole there is at most one.
    """

    def __init__(self, ranked: Ranked, sentences: Sentences, most: int) -> None:
        self.groups: dict[str, Group] = {}
        self._ranked, self._sentences, self._most = ranked, sentences, most
        self._taken: dict[tuple[str, int], Evidence] = {}
        self._scores = {s.evidence.key: s.score for s in ranked.sentences}
        self._best = max(self._scores.values(), default=0.0)

    def take(self, evidence: Evidence) -> None:
        """Add a sentence, with what it introduces, and before it what an opening leans on."""
        group = self.groups.setdefault(evidence.paper_id, Group(evidence.paper_id))
        for before in self._leaned_on(evidence):
            if before.key not in self._taken:
                self._add(group, (before,))
        if evidence.items:
            self._drop_loose_items(evidence)
        self._add(group, (evidence, *self._sentences.items_of(evidence)))

    def take_once(self, evidence: Evidence) -> None:
        """Add a sentence unless it, or one that says the same, is taken."""
        if not any(self._said(evidence, other) for other in self._taken.values()):
            self.take(evidence)

    def room(self, scored: Scored, most: int, floor: float) -> bool:
        """Whether there is room for this sentence and it is not said already.

        `most` is how many its work may have; what it leans on must be taken or reach `floor`.
        """
        evidence = scored.evidence
        group = self.groups.get(evidence.paper_id)
        if evidence.key in self._taken or (group is None and len(self.groups) > OTHER_WORKS):
            return False
        if group is not None and len(group.units) >= most:
            return False
        if not self._fits(evidence):
            return False
        if evidence.hangs and not self._rests(scored, floor, opened=group is not None):
            return False
        return not any(self._said(evidence, other) for other in self._taken.values())

    def readings(self) -> set[str]:
        """What is taken, as it reads."""
        return {e.reading for e in self._taken.values()}

    def count(self) -> int:
        """How many sentences are taken, list items among them."""
        return sum(len(group) for group in self.groups.values())

    def take_conflicts(self, ranked: Sequence[Scored]) -> None:
        """Add what gives another number for a quantity that was taken, however it scored."""
        for evidence in self._near(ranked):
            against = any(conflicting(evidence, taken) for taken in self._taken.values())
            if against and evidence.key not in self._taken and evidence.fit > DOUBTFUL:
                group = self.groups.setdefault(evidence.paper_id, Group(evidence.paper_id))
                self._add(group, (evidence,))

    def _near(self, ranked: Sequence[Scored]) -> list[Evidence]:
        """The sentences that have much in common with one that is taken."""
        vectors = self._ranked.vectors
        taken = [vectors[reading] for reading in self.readings() if reading in vectors]
        if not taken:
            return []
        rows = np.stack([vectors[s.evidence.reading] for s in ranked])
        alike = (rows @ np.stack(taken).T).max(axis=1) >= CLOSE
        return [s.evidence for s, near in zip(ranked, alike, strict=True) if near]

    def take_note(self, ranked: Sequence[Scored], words: float) -> None:
        """Add the best remark that a source is at odds with itself in what is asked.

        It must have at least the share `words` of the question's terms.
        """
        for scored in ranked:
            evidence = scored.evidence
            if evidence.paper_id in self.groups and _AT_ODDS.search(evidence.text):
                if scored.lexical >= words and evidence.key not in self._taken:
                    self._add(self.groups[evidence.paper_id], (evidence,))
                return

    def _add(self, group: Group, unit: tuple[Evidence, ...]) -> None:
        group.units.append(unit)
        self._taken.update((e.key, e) for e in unit)

    def _drop_loose_items(self, evidence: Evidence) -> None:
        """Take back single items of lists, for an answer has one, and what this one introduces."""
        own = {e.key for e in self._sentences.items_of(evidence)}
        for group in self.groups.values():
            loose = [u for u in group.units if u[0].kind == "item" or u[0].key in own]
            group.units = [unit for unit in group.units if unit not in loose]
            for unit in loose:
                del self._taken[unit[0].key]

    def _fits(self, evidence: Evidence) -> bool:
        """Whether a sentence and its list are not too long, and no other list is there."""
        taken = tuple(self._taken.values())
        of_list = evidence.items or evidence.kind == "item"
        if of_list and any(one.items for one in taken):
            return False
        if evidence.items and taken and taken[0].kind == "item":
            return False  # the answer has opened with an item of another list
        before = self._before(evidence)
        length = 1 + len(evidence.items) + (before is not None and before.key not in self._taken)
        return self.count() + length <= self._most + (OVER if evidence.items else 0)

    def _before(self, evidence: Evidence) -> Evidence | None:
        """The sentence that must stand before this one."""
        return self._sentences.before(evidence) if evidence.hangs else None

    def _leaned_on(self, evidence: Evidence) -> list[Evidence]:
        """The sentences that must stand before this one: that before it, and if that hangs too, the
        one before that in its paragraph."""
        before = self._before(evidence)
        if before is None:
            return []
        first = self._before(before)
        begins = first and first.block == before.block and not first.text[0].islower()
        return [first, before] if first and begins else [before]

    def _rests(self, scored: Scored, floor: float, *, opened: bool) -> bool:
        """Whether what a sentence leans on is taken, or good enough to be taken with it.

        It need be no good where the sentence is nearly the best and its work has `opened`.
        """
        before = self._sentences.before(scored.evidence)
        if before is None:
            return False
        floor = 0.0 if opened and scored.score >= NEARLY_BEST * self._best else floor
        worth = self._scores.get(before.key, 0.0)
        return before.key in self._taken or (worth > 0 and worth >= floor and not before.hangs)

    def _said(self, evidence: Evidence, other: Evidence) -> bool:
        return say_same(evidence, other, self._ranked.vectors)


def say_same(one: Evidence, other: Evidence, vectors: Mapping[str, Vector]) -> bool:
    """Whether two sentences tell the same, and no different numbers or directions."""
    if conflicting(one, other):
        return False
    mine, theirs = vectors.get(one.reading), vectors.get(other.reading)
    limit = SAME if one.source_id == other.source_id else SAME_ACROSS
    if mine is not None and theirs is not None and _cosine(mine, theirs) >= limit:
        return True
    return overlap(one.terms, other.terms) >= SAME_TERMS


def _cosine(one: Vector, other: Vector) -> float:
    return float(np.dot(one, other))
