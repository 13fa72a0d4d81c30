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
FEW, MOST_NUMBERS = 5, 3
"""So many of its rarest terms, and at most so many of its numbers, are looked at."""


class Matter(NamedTuple):
    """The sentences of a work that can be evidence, (n,), their unit vectors, (n, d), their tokens
    and their worth, (n,)."""

    said: tuple[Evidence, ...]
    vectors: NDArray[np.float32]
    tokens: SentenceTokens
    worth: NDArray[np.float32]


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
    worth = CENTRAL * central + CONFIRMED * confirmed(said, vectors)
    kept_to = Counter(term for e in said for term in e.terms - names)
    worth += np.array([_telling(e, kept_to, vocabulary) for e in said], dtype=np.float32)
    tokens = SentenceTokens.of([one.codes for one in kept])
    return Matter(tuple(said), vectors, tokens, worth)


def confirmed(said: Sequence[Evidence], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The cosine of each sentence with the likest of another source, less their mean.

    Less the mean, so that a work of many sources is not ahead of one of which a single one tells.
    """
    names, sources = np.unique([e.source_id for e in said], return_inverse=True)
    if len(names) == 1:  # and a long text is not held against itself
        return np.zeros(len(said), dtype=np.float32)
    others = sources[:, None] != sources[None, :]
    found = np.where(others, vectors @ vectors.T, 0.0).max(axis=1)
    return np.asarray(found - found.mean(), dtype=np.float32)


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
