"""In: the works a first look found; out: the query again, drawn towards what they have in common.

Pseudo-relevance feedback, mild: Rocchio for the vector, RM3 for the words. Alone either ranker
drifts; here each is drawn towards the works that both together put first, by their scores.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors
from index.lexical import LexicalIndex, TermWeights
from index.store import best


def drawn_vector(
    query: Vectors, liked: Vectors, weights: NDArray[np.floating[Any]], share: float
) -> Vectors:
    """The unit vector of the query plus `share` of the weighted mean of the liked rows (n, dim)."""
    if not len(liked):
        return query
    moved = query + np.float32(share) * (weights @ liked / weights.sum())
    return np.asarray(moved / np.linalg.norm(moved), dtype=np.float32)


def drawn_terms(
    query: TermWeights,
    index: LexicalIndex,
    liked: Sequence[int],
    weights: NDArray[np.floating[Any]],
    share: float,
    terms: int,
) -> dict[int, float]:
    """The query's terms and the strongest `terms` of the liked rows, which get `share` of all.

    `liked` are row numbers of the index, each of which counts by its weight; a query without known
    terms stays without.
    """
    if not query or not liked or not share:
        return dict(query)
    sums: NDArray[np.float64] = np.zeros(len(index.terms))
    for row, weight in zip(liked, weights.tolist(), strict=True):
        numbers, scores = index.terms_of(row)
        sums[numbers] += weight * scores
    said = np.flatnonzero(sums)  # few of all the terms there are
    strongest = best(said, sums[said], terms).rows
    total = sums[strongest].sum()
    added = share / (1 - share) * sum(query.values())
    drawn = defaultdict(float, query)
    for number in strongest.tolist():
        drawn[number] += added * float(sums[number] / total)
    return {number: weight for number, weight in drawn.items() if weight > 0}
