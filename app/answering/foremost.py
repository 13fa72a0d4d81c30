"""In: the scored sentences of one work; out: the one that answers the question itself.

Two orders are held against each other: that of the scores, and that of how well tokens match those
of the question without the work's name. What counts is a sentence's place in both, not by how much
it leads in one.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.answering.bonus import REMARK_ON, counts, has_wanted
from app.answering.evidence import Evidence
from app.answering.fitness import DOUBTFUL, stands_alone
from app.answering.question import Question
from app.answering.rank import Scored

EARLY = 2.0
"""What the first sentence of a source loses, falling to 0 at a quarter: it tells the subject."""
CARD, LIST = 0.5, 1.0
"""What a sentence of our card loses, and one before a list where none is asked for."""
COUNTED, WANTED = 1.0, 1.0
"""What a sentence gains with a number just before what is to be counted, and one with the number,
date or name that is asked for or the definition."""


def foremost(own: Sequence[Scored], question: Question) -> Scored | None:
    """The sentence that answers; None where a work is described, or no token matches are known.

    `own` are the sentences of one work, best first.
    """
    may = [_may_open(scored.evidence, question) for scored in own]
    if (worth := worths(own, question)) is None or not any(may):
        return None
    return own[int(np.argmax(np.where(may, worth, -np.inf)))]


def worths(own: Sequence[Scored], question: Question) -> NDArray[np.float64] | None:
    """What each sentence of a work, best first, is worth as the answer, (n,); None as above."""
    beyond = np.array([scored.beyond for scored in own])
    if question.describes or not beyond.any():
        return None
    worth = np.array([_favour(scored.evidence, question) for scored in own], dtype=np.float64)
    worth -= np.log1p(np.arange(len(own))) + np.log1p(_places(beyond))
    return worth


def _favour(evidence: Evidence, question: Question) -> float:
    """What speaks for a sentence whatever its places, and against it."""
    favour = -EARLY * max(0.0, 1 - 4 * evidence.at)
    favour -= CARD * (evidence.source_type == "card")
    favour -= LIST * (bool(evidence.items) and not question.lists)
    favour += COUNTED * (bool(question.counted) and counts(evidence, question.counted))
    favour += WANTED * has_wanted(evidence, question)
    return favour


def _may_open(evidence: Evidence, question: Question) -> bool:
    """Whether it reads well on its own and is no remark, unless just that is asked for."""
    if question.parts and evidence.items:
        return True
    remark = REMARK_ON.match(evidence.text) and question.voice is None
    sought = question.seeks(evidence.section)
    return evidence.fit > DOUBTFUL and stands_alone(evidence.reading) and (sought or not remark)


def _places(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """The place of each value, 0 for the largest; of equal ones the earlier comes first."""
    return np.argsort(np.argsort(-values, kind="stable"), kind="stable")
