"""In: a ranking system, questions, judgements; out: its run and its scores by kind of question."""

from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict

from evals.beir import Qrels, Query
from evals.metrics import Mean, PerQuery, by_kind, score_run
from evals.runs import Run

System = Callable[[Query, int], dict[str, float]]
"""A question and how many works are wanted; the works found, best first, with their scores."""

_STEP = 1e-6
"""Equal scores are told apart by so much, since trec_eval orders them by id, the last first."""


class Evaluation(BaseModel):
    """One system on one set of questions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    system: str
    run: Run
    scores: PerQuery
    means: dict[str, dict[str, Mean]]


def evaluate(
    name: str, system: System, queries: Sequence[Query], qrels: Qrels, k: int = 100
) -> Evaluation:
    """Run a system over all queries and score it; a query with no hits counts as zero."""
    run = {query.id: _apart(system(query, k)) for query in queries}
    scores = score_run(qrels, run)
    means = by_kind(scores, {query.id: query.metadata.kind for query in queries})
    return Evaluation(system=name, run=run, scores=scores, means=means)


def _apart(found: dict[str, float]) -> dict[str, float]:
    """The same works with scores that fall strictly, in the order in which they were given."""
    last = float("inf")
    scores = {}
    for work, score in found.items():
        last = scores[work] = min(score, last - _STEP)
    return scores
