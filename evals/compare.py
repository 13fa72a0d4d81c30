"""In: per-query values of two systems; out: the difference, its p-value, and who won where."""

from collections.abc import Mapping

import numpy as np
from pydantic import BaseModel, ConfigDict

from ingest.errors import UsageError


class Comparison(BaseModel):
    """System A against system B on one measure; `p_value` of a paired randomisation test."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: str
    mean_a: float
    mean_b: float
    difference: float
    p_value: float
    wins: tuple[str, ...]
    losses: tuple[str, ...]
    ties: int


def compare(
    a: Mapping[str, Mapping[str, float]],
    b: Mapping[str, Mapping[str, float]],
    measure: str,
    seed: int = 0,
) -> Comparison:
    """Compare two systems query by query (Fisher's paired randomisation, two-sided).

    `wins` are the queries on which A is better, largest difference first. Raises UsageError if
    the two were not scored on the same queries.
    """
    if a.keys() != b.keys():
        raise UsageError("the two runs are scored on different queries; use the same qrels")
    queries = sorted(a)
    left = np.array([a[q][measure] for q in queries])
    right = np.array([b[q][measure] for q in queries])
    gaps = left - right
    order = sorted(range(len(queries)), key=lambda i: (-abs(gaps[i]), queries[i]))
    return Comparison(
        measure=measure,
        mean_a=float(left.mean()),
        mean_b=float(right.mean()),
        difference=float(gaps.mean()),
        p_value=_p_value(gaps, seed),
        wins=tuple(queries[i] for i in order if gaps[i] > 0),
        losses=tuple(queries[i] for i in order if gaps[i] < 0),
        ties=int((gaps == 0).sum()),
    )


def _p_value(gaps: np.ndarray, seed: int) -> float:
    """How often random signs give a mean at least as far from zero."""
    from scipy import stats

    if not np.any(gaps):
        return 1.0
    test = stats.permutation_test(
        (gaps,),
        lambda x, axis: np.mean(x, axis=axis),
        permutation_type="samples",
        n_resamples=9999,
        vectorized=True,
        rng=np.random.default_rng(seed),
    )
    return float(test.pvalue)
