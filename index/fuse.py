"""In: rankings of the same things by several rankers; out: one ranking."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.settings import SearchSettings
from index.store import Ranked, ranked

Rankings = Mapping[str, Ranked]


def by_group(found: Ranked, group: NDArray[np.int64]) -> Ranked:
    """Rank groups by their best rows, in any order, of which `group[row]` is the group; ties by
    group.
    """
    best = np.full(group.max(initial=-1) + 1, -np.inf)
    np.maximum.at(best, group[found.rows], found.scores)
    groups = np.flatnonzero(best > -np.inf)
    return ranked(groups, best[groups])


def fused(rankings: Rankings, settings: SearchSettings) -> Ranked:
    """Join the rankings of the dense and the lexical ranker as the settings say."""
    weights = {"dense": settings.dense_weight, "lexical": 1 - settings.dense_weight}
    if settings.fusion == "rrf":
        return rrf(rankings, weights, settings.rrf_k)
    if not settings.rank_weight:
        return convex(rankings, weights)
    # the first of both rankers gets rank_weight, as the best score of both gets 1
    k, whole = settings.rrf_k, 1 + settings.rank_weight
    rows, scores = _summed(_scored(rankings, weights))
    ranks = _summed(_placed(rankings, weights, k)).scores
    return ranked(rows, scores / whole + settings.rank_weight * (k + 1) * ranks / whole)


def rrf(rankings: Rankings, weights: Mapping[str, float], k: float) -> Ranked:
    """Reciprocal rank fusion (Cormack et al. 2009): the sum of weight / (k + rank).

    Equal scores have the rank of the first of them.
    """
    return ranked(*_summed(_placed(rankings, weights, k)))


def convex(rankings: Rankings, weights: Mapping[str, float]) -> Ranked:
    """The weighted sum of scores, each ranker's brought to 0..1; what it did not find gets 0."""
    return ranked(*_summed(_scored(rankings, weights)))


def _placed(rankings: Rankings, weights: Mapping[str, float], k: float) -> list[Ranked]:
    return [
        Ranked(ranking.rows, weights[name] / (k + 1 + _before(ranking.scores)))
        for name, ranking in rankings.items()
    ]


def _scored(rankings: Rankings, weights: Mapping[str, float]) -> list[Ranked]:
    return [
        Ranked(ranking.rows, weights[name] * _scaled(ranking.scores))
        for name, ranking in rankings.items()
    ]


def _before(scores: NDArray[np.floating[Any]]) -> NDArray[np.int64]:
    """How many scores of a falling list are greater than each."""
    return np.maximum.accumulate(np.where(_changes(scores), np.arange(len(scores)), 0))


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value is not that before it."""
    changes = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _scaled(scores: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    if not len(scores):
        return scores
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.ones_like(scores)


def _summed(parts: Sequence[Ranked]) -> Ranked:
    """The rows of all parts in order of row, each with the sum of its scores."""
    sums, found = _room_for(parts)
    for part in parts:
        sums[part.rows] += part.scores
        found[part.rows] = True
    rows = np.flatnonzero(found)
    return Ranked(rows, sums[rows])


def _room_for(parts: Sequence[Ranked]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """A sum for each row there may be, and whether it is there."""
    size = 1 + max(part.rows.max(initial=-1) for part in parts)
    return np.zeros(size), np.zeros(size, dtype=np.bool_)


def reordered(ranking: Ranked, *others: tuple[Ranked, float]) -> Ranked:
    """A ranking whose scores (0..1) are raised by those of others' first rows, one after another.

    The scores of each are brought to 0..1 and count so much; then the sums are brought to 0..1.
    """
    sums, found = _room_for([ranking, *(first for first, _ in others)])
    sums[ranking.rows] = ranking.scores
    found[ranking.rows] = True
    for first, weight in others:
        sums /= 1 + weight
        sums[first.rows] += weight * _scaled(first.scores) / (1 + weight)
        found[first.rows] = True
    rows = np.flatnonzero(found)
    return ranked(rows, sums[rows])


def behind(first: Ranked, then: Ranked, held: int) -> Ranked:
    """The first `held` of a ranking, and behind them all others as another ranks them.

    None of those scores more than the last that is held.
    """
    kept = Ranked(first.rows[:held], first.scores[:held])
    others = (then.rows[:, None] != kept.rows).all(axis=1)
    least = kept.scores.min(initial=np.inf)
    scores = np.minimum(then.scores[others], least)
    return Ranked(
        np.concatenate((kept.rows, then.rows[others])), np.concatenate((kept.scores, scores))
    )


def mixed(ranking: Ranked, other: Ranked, weight: float) -> Ranked:
    """The sum of a ranking's scores and `weight` times another's, each with its best at 1."""
    other = Ranked(other.rows, weight * _topped(other.scores))
    return ranked(*_summed([Ranked(ranking.rows, _topped(ranking.scores)), other]))


def _topped(scores: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    return scores / scores[0] if len(scores) and scores[0] > 0 else scores
