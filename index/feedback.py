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
from index.store import Ranked, ranked


def shared_topics(ranking: Ranked, topics: NDArray[np.bool_], best: int) -> Ranked:
    """The ranked works by how much they share topics with the first `best` of them, 0 if none.

    `topics[work, topic]` says what works are about. A topic counts as much as the scores of the
    best works that have it, and as it is rare; of a work with several each counts less. A work of
    which no topic is known, a user's own document say, gets the mean of the others.
    """
    first = ranking.rows[:best]
    rarity = np.log(len(topics) / np.maximum(topics.sum(axis=0), 1))
    wanted = ranking.scores[:best] @ topics[first] * rarity
    mine = topics[ranking.rows]
    count = mine.sum(axis=1)
    shared = mine @ wanted / np.sqrt(np.maximum(count, 1))
    if count.any():
        shared[count == 0] = shared[count > 0].mean()
    return ranked(ranking.rows, shared)


def linked(ranking: Ranked, links: NDArray[np.bool_], best: int) -> Ranked:
    """The ranked works by the scores of those of the first `best` that they are linked with.

    `links[work, work]` is symmetric; 0 for a work without such a link.
    """
    scores = ranking.scores[:best] @ links[ranking.rows[:best]]
    return ranked(ranking.rows, scores[ranking.rows])


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
    strongest = said[np.lexsort((said, -sums[said]))[:terms]]
    total = sums[strongest].sum()
    added = share / (1 - share) * sum(query.values())
    drawn = defaultdict(float, query)
    for number in strongest.tolist():
        drawn[number] += added * float(sums[number] / total)
    return {number: weight for number, weight in drawn.items() if weight > 0}
