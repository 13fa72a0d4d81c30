"""In: the sentences of a work and their vectors; out: what each is worth, whatever is asked.

A work's matter is what more than one of its sources says, in the words that it keeps using and
others do not; asides stand in one source alone.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.answering.evidence import Evidence
from app.answering.matching import SentenceTokens
from app.answering.sense.agreement import numbers
from app.answering.terms import Vocabulary
from app.answering.vectors import Said

CENTRAL, CONFIRMED, RARITY, KEPT_TO, NUMBERS = 0.10, 0.20, 0.02, 0.02, 0.02
APART = 0.5
"""Two sentences of a work say different things up to this cosine."""
FEW, MOST_NUMBERS = 5, 3
"""So many of its rarest terms, and at most so many of its numbers, are looked at."""


class Matter(NamedTuple):
    """The sentences of a work that can be evidence, (n,), their unit vectors, (n, d), their tokens,
    their worth, (n,), and their likest."""

    said: tuple[Evidence, ...]
    vectors: NDArray[np.float32]
    tokens: SentenceTokens
    worth: NDArray[np.float32]
    likest: "Likest"


class Likest(NamedTuple):
    """Of each sentence of a work, (n,), the place of the likest one of another source and the
    cosine of the two; 0 and 0 where all is of one source."""

    place: NDArray[np.int64]
    cosine: NDArray[np.float32]

    def same(self) -> NDArray[np.float32]:
        """How far each says the same as its likest, (n,): 0 unless each is the other's likest."""
        mutual = self.place[self.place] == np.arange(len(self.place))
        return np.asarray(mutual * np.maximum(0, self.cosine - APART), dtype=np.float32)


def matter(
    said: Sequence[Evidence],
    kept: Sequence[Said],
    names: frozenset[str],
    vocabulary: Vocabulary,
) -> Matter:
    """Weigh the sentences of a work, one at least, of which vectors and codes are kept.

    `names` are the terms of its names.
    """
    vectors = np.stack([one.vector for one in kept])
    middle = vectors.mean(axis=0)
    central = vectors @ (middle / max(1e-9, float(np.linalg.norm(middle))))
    likest = likest_elsewhere(said, vectors)
    worth = CENTRAL * central + CONFIRMED * confirmed(likest)
    kept_to = Counter(term for e in said for term in e.terms - names)
    worth += np.array([_telling(e, kept_to, vocabulary) for e in said], dtype=np.float32)
    tokens = SentenceTokens.of([one.codes for one in kept])
    return Matter(tuple(said), vectors, tokens, worth, likest)


def likest_elsewhere(said: Sequence[Evidence], vectors: NDArray[np.float32]) -> Likest:
    """The likest sentence of another source for each sentence of a work."""
    names, sources = np.unique([e.source_id for e in said], return_inverse=True)
    if len(names) == 1:  # and a long text is not held against itself
        none = np.zeros(len(said), dtype=np.int64)
        return Likest(none, none.astype(np.float32))
    others = sources[:, None] != sources[None, :]
    cosines = np.where(others, vectors @ vectors.T, np.float32(0))
    return Likest(cosines.argmax(axis=1), cosines.max(axis=1))


def confirmed(likest: Likest) -> NDArray[np.float32]:
    """The cosine of each sentence with its likest, less their mean.

    Less the mean, so that a work of many sources is not ahead of one of which a single one tells.
    """
    return np.asarray(likest.cosine - likest.cosine.mean(), dtype=np.float32)


def _telling(evidence: Evidence, kept_to: Counter[str], vocabulary: Vocabulary) -> float:
    """How much a sentence tells: its rarest terms, those its work keeps to, and its numbers."""
    rare = [vocabulary.idf(term) for term in evidence.terms]
    kept = [
        vocabulary.idf(term) * math.log1p(kept_to[term])
        for term in evidence.terms
        if term in kept_to
    ]
    count = min(MOST_NUMBERS, len(numbers(evidence.reading)))
    return RARITY * _mean_of_most(rare) + KEPT_TO * _mean_of_most(kept) + NUMBERS * count


def _mean_of_most(values: Sequence[float]) -> float:
    """The mean of the few largest values."""
    most = sorted(values, reverse=True)[:FEW]
    return sum(most) / max(1, len(most))
