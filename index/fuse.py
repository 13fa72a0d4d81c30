"""In: rankings of the same things by several rankers; out: one ranking."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.settings import SearchSettings
from index.store import Ranked, ranked

Rankings = Mapping[str, Ranked]


def by_group(found: Ranked, group: NDArray[np.int64], second: float) -> Ranked:
    """Rank groups by the mean of their best row and, with weight `second`, their next best.

    `group[row]` is a row's group. A group with one row has that row's score, so short works are
    not held back; equal scores come in order of group.
    """
    order = np.argsort(group[found.rows], kind="stable")  # within a group still best first
    groups, first, count = np.unique(
        group[found.rows][order], return_index=True, return_counts=True
    )
    scores = found.scores[order].astype(np.float64)
    means = scores[first]
    more = count > 1
    means[more] = (means[more] + second * scores[first[more] + 1]) / (1 + second)
    return ranked(groups, means)


def fused(rankings: Rankings, settings: SearchSettings) -> Ranked:
    """Join the rankings of the dense and the lexical ranker as the settings say."""
    weights = {"dense": settings.dense_weight, "lexical": 1 - settings.dense_weight}
    if settings.fusion == "rrf":
        return rrf(rankings, weights, settings.rrf_k)
    scores = convex(rankings, weights)
    if not settings.rank_weight:
        return scores
    # the first of both rankers gets rank_weight, as the best score of both gets 1
    k, whole = settings.rrf_k, 1 + settings.rank_weight
    ranks = rrf(rankings, weights, k)
    return _summed(
        {
            "scores": Ranked(scores.rows, scores.scores / whole),
            "ranks": Ranked(ranks.rows, settings.rank_weight * (k + 1) * ranks.scores / whole),
        }
    )


def rrf(rankings: Rankings, weights: Mapping[str, float], k: float) -> Ranked:
    """Reciprocal rank fusion (Cormack et al. 2009): the sum of weight / (k + rank).

    Equal scores have the rank of the first of them.
    """
    parts = {
        name: Ranked(ranking.rows, weights[name] / (k + 1 + _before(ranking.scores)))
        for name, ranking in rankings.items()
    }
    return _summed(parts)


def _before(scores: NDArray[np.floating[Any]]) -> NDArray[np.int64]:
    """How many scores of a falling list are greater than each."""
    return np.searchsorted(-scores, -scores, side="left")


def convex(rankings: Rankings, weights: Mapping[str, float]) -> Ranked:
    """The weighted sum of scores, each ranker's brought to 0..1; what it did not find gets 0."""
    parts = {
        name: Ranked(ranking.rows, weights[name] * _scaled(ranking.scores))
        for name, ranking in rankings.items()
    }
    return _summed(parts)


def _scaled(scores: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    if not len(scores):
        return scores
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.ones_like(scores)


def _summed(parts: Rankings) -> Ranked:
    rows, place = np.unique(
        np.concatenate([part.rows for part in parts.values()]), return_inverse=True
    )
    sums = np.zeros(len(rows))
    np.add.at(sums, place, np.concatenate([part.scores for part in parts.values()]))
    return ranked(rows, sums)


def reordered(ranking: Ranked, first: Ranked, weight: float) -> Ranked:
    """A ranking whose scores (0..1) are raised by `weight` times another's of its first rows.

    The scores of `first` are brought to 0..1, and sums to 0..1 again.
    """
    raised = Ranked(first.rows, weight * _scaled(first.scores) / (1 + weight))
    return _summed({"all": Ranked(ranking.rows, ranking.scores / (1 + weight)), "first": raised})


def mixed(ranking: Ranked, other: Ranked, weight: float) -> Ranked:
    """The sum of a ranking's scores and `weight` times another's, each with its best at 1."""
    parts = {
        "this": Ranked(ranking.rows, _topped(ranking.scores)),
        "other": Ranked(other.rows, weight * _topped(other.scores)),
    }
    return _summed(parts)


def _topped(scores: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    return scores / scores[0] if len(scores) and scores[0] > 0 else scores
