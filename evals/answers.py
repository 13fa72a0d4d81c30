"""In: a reader, judged questions; out: every answer scored, and means by kind of question.

The library is asked with no threshold, so that what a refusal would have said is known too; the
threshold is applied afterwards, as `answer` applies it.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter, process_time

import numpy as np
from pydantic import BaseModel, ConfigDict

from app.answering.answer import answer
from app.answering.reader import Reader
from app.answering.records import Answer
from evals.answer_metrics import (
    Cites,
    cites,
    facts_covered,
    lost_quotes,
    says_fact_within,
    spans_of,
)
from evals.beir import Qrels, Query
from evals.metrics import Mean, mean_with_interval

UNANSWERABLE = ("near-domain", "off-domain")
"""Kinds to be refused; a false premise is to be answered with what the source says instead."""
MEASURES = (
    "answered",
    "first",
    "any",
    "right_work",
    "precision",
    "on_lines",
    "recall",
    "facts",
    "opens_on_fact",
    "fact_soon",
    "opens_on_line",
    "sentences",
)
SOON = 3
"""Within so many sentences a reader should have met a key fact."""
Progress = Callable[[int, int], None]


class Scored(BaseModel):
    """One question: what its answer is worth, had it been given, and whether it was given.

    `opens_on_fact`: its first sentence says a key fact; `fact_soon`: one of the first few does.
    `sentences` and `lost_quotes` are counts; `wall_ms` and `cpu_ms` time the whole answer.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    kind: str
    confidence: float
    answered: bool
    cites: Cites
    facts: float
    opens_on_fact: float
    fact_soon: float
    sentences: int
    lost_quotes: int
    wall_ms: float
    cpu_ms: float

    @property
    def answerable(self) -> bool:
        """Whether the library holds an answer."""
        return self.kind not in UNANSWERABLE

    def value(self, measure: str) -> float:
        """A measure of `MEASURES`; what a refusal would have said counts for nothing."""
        if measure == "answered":
            return float(self.answered)
        holder = self.cites if measure in Cites.model_fields else self
        return float(getattr(holder, measure)) * self.answered


class Latency(BaseModel):
    """Milliseconds a question: wall clock and processor time, median and 99th percentile."""

    model_config = ConfigDict(frozen=True)

    wall_p50: float
    wall_p99: float
    cpu_p50: float
    cpu_p99: float


class AnswersEvaluation(BaseModel):
    """A set of questions, scored; `means` by kind (`answerable` holds all that have an answer).

    `refused` is the share of each kind that was refused.
    """

    model_config = ConfigDict(frozen=True)

    threshold: float
    scores: tuple[Scored, ...]
    means: dict[str, dict[str, Mean]]
    refused: dict[str, Mean]
    lost_quotes: int
    sentences_p50: float
    sentences_most: int
    latency: Latency


def evaluate_answers(
    reader: Reader, queries: Sequence[Query], qrels: Qrels, progress: Progress = lambda *_: None
) -> AnswersEvaluation:
    """Ask every question and score its answer.

    The first question is asked once more before, so that no question pays for loading.
    """
    threshold = reader.threshold
    open_reader = replace(reader, settings=reader.settings.model_copy(update={"threshold": 0.0}))
    if queries:
        answer(queries[0].text, open_reader, queries[0].metadata.history)
    scores = []
    for place, query in enumerate(queries, 1):
        scores.append(_score(query, open_reader, qrels.get(query.id, {}), threshold))
        progress(place, len(queries))
    return summarise(scores, threshold)


def summarise(scores: Sequence[Scored], threshold: float) -> AnswersEvaluation:
    """Means by kind of what was scored one by one."""
    kinds: dict[str, list[Scored]] = defaultdict(list)
    for scored in scores:
        kinds[scored.kind].append(scored)
        if scored.answerable:
            kinds["answerable"].append(scored)
    counts = [s.sentences for s in scores if s.answered] or [0]
    return AnswersEvaluation(
        threshold=threshold,
        scores=tuple(scores),
        means={
            kind: {m: mean_with_interval([s.value(m) for s in rows]) for m in MEASURES}
            for kind, rows in sorted(kinds.items())
            if kind not in UNANSWERABLE
        },
        refused={
            kind: mean_with_interval([float(not s.answered) for s in rows])
            for kind, rows in sorted(kinds.items())
        },
        lost_quotes=sum(s.lost_quotes for s in scores),
        sentences_p50=float(np.median(counts)),
        sentences_most=max(counts),
        latency=_latency(scores),
    )


def wrong(scored: Scored) -> bool:
    """Whether giving this answer misleads: there is none, or it opens with another work."""
    return not (scored.answerable and scored.cites.first)


def _score(query: Query, reader: Reader, judged: dict[str, int], threshold: float) -> Scored:
    wall, cpu = perf_counter(), process_time()
    given: Answer = answer(query.text, reader, query.metadata.history)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    right = frozenset(paper_id for paper_id, grade in judged.items() if grade > 0)
    return Scored(
        id=query.id,
        kind=query.metadata.kind,
        confidence=given.confidence,
        answered=given.status == "answered" and given.confidence >= threshold,
        cites=cites(given.citations, spans_of(query.metadata.evidence), right),
        facts=facts_covered(query.metadata.facts, given),
        opens_on_fact=says_fact_within(1, query.metadata.facts, given),
        fact_soon=says_fact_within(SOON, query.metadata.facts, given),
        sentences=len(given.sentences),
        lost_quotes=len(lost_quotes(given, reader.lines_of)),
        wall_ms=1000 * wall,
        cpu_ms=1000 * cpu,
    )


def _latency(scores: Sequence[Scored]) -> Latency:
    wall = [s.wall_ms for s in scores] or [0.0]
    cpu = [s.cpu_ms for s in scores] or [0.0]
    return Latency(
        wall_p50=round(float(np.percentile(wall, 50)), 1),
        wall_p99=round(float(np.percentile(wall, 99)), 1),
        cpu_p50=round(float(np.percentile(cpu, 50)), 1),
        cpu_p99=round(float(np.percentile(cpu, 99)), 1),
    )
