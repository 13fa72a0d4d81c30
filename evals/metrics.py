"""In: judgements and a run; out: each measure for each query, and means with intervals."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from evals.beir import Qrels
from evals.runs import Run

MEASURES = ("nDCG@10", "R@5", "R@10", "R@100", "RR")
PerQuery = dict[str, dict[str, float]]
"""Query id -> measure -> value between 0 and 1."""


class Mean(BaseModel):
    """A mean over queries with its 95% bootstrap interval."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: float
    low: float
    high: float
    queries: int


def score_run(qrels: Qrels, run: Run, measures: Sequence[str] = MEASURES) -> PerQuery:
    """Each measure for each judged query; a query that the run lacks counts as zero.

    Only queries with a relevant document are judged; computed by ir_measures (trec_eval).
    """
    import ir_measures

    judged = {q: docs for q, docs in qrels.items() if any(grade > 0 for grade in docs.values())}
    scores: PerQuery = {query: dict.fromkeys(measures, 0.0) for query in judged}
    parsed = {ir_measures.parse_measure(name): name for name in measures}
    present = {query: run[query] for query in judged if run.get(query)}
    for row in ir_measures.iter_calc(list(parsed), judged, present):
        scores[row.query_id][parsed[row.measure]] = float(row.value)
    return scores


def mean_with_interval(values: Sequence[float], seed: int = 0) -> Mean:
    """The mean of per-query values and its 95% percentile bootstrap interval."""
    from scipy import stats

    data = np.asarray(values, dtype=np.float64)
    mean = float(data.mean()) if len(data) else 0.0
    if len(data) < 2 or np.ptp(data) == 0:
        return Mean(value=mean, low=mean, high=mean, queries=len(data))
    interval = stats.bootstrap(
        (data,), np.mean, n_resamples=2000, method="percentile", rng=np.random.default_rng(seed)
    ).confidence_interval
    return Mean(value=mean, low=float(interval.low), high=float(interval.high), queries=len(data))


def by_kind(scores: PerQuery, kinds: Mapping[str, str]) -> dict[str, dict[str, Mean]]:
    """Kind of question -> measure -> mean; `all` holds every query."""
    groups: dict[str, list[str]] = defaultdict(list)
    for query in scores:
        groups["all"].append(query)
        if (kind := kinds.get(query, "any")) != "any":
            groups[kind].append(query)
    return {
        kind: {
            measure: mean_with_interval([scores[query][measure] for query in queries])
            for measure in next(iter(scores.values()), {})
        }
        for kind, queries in sorted(groups.items())
    }
