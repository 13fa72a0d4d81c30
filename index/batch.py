"""In: a file of queries (JSON Lines); out: a TREC run file and how long the queries took."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from index.ranking import Ranking
from index.search import Searcher
from ingest.errors import InputError
from ingest.records import Record
from ingest.rows import read_rows

RUN_TAG = "litmus"
_STEP = 1e-6
"""Equal scores are printed this far apart, since evaluation tools sort by score alone."""


class Query(BaseModel):
    """One line of a BEIR query file; fields beyond these two are let be."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(alias="_id", pattern=r"^\S+$")
    text: str = Field(pattern=r"\S")


class BatchSummary(Record):
    """How long the queries took, each timed alone from its text to the ranked works."""

    queries: int
    p50_ms: float
    p99_ms: float
    total_s: float


def read_queries(path: Path) -> tuple[Query, ...]:
    """Read `{"_id", "text"}` lines. Raises InputError naming the line that is not one."""
    queries = tuple(read_rows(path, Query, apart=True))
    if not queries:
        raise InputError(str(path), "no query in this file", 'add lines {"_id": "1", "text": "…"}')
    return queries


def run_batch(
    searcher: Searcher,
    queries: Sequence[Query],
    run: Path,
    k: int = 100,
    watch: Callable[[int, int], None] | None = None,
) -> BatchSummary:
    """Search every query and write the run (`qid Q0 paper_id rank score litmus`).

    Raises InputError when the run file cannot be written.
    """
    searcher.search(queries[0].text, k)  # the first search reads the model's weights
    lines: list[str] = []
    times: list[float] = []
    for done, query in enumerate(queries, 1):
        ranking = searcher.search(query.text, k)
        times.append(ranking.timings_ms.total)
        lines.extend(_run_lines(query.id, ranking))
        if watch:
            watch(done, len(queries))
    try:
        run.write_text("".join(lines), "utf-8")
    except OSError as exc:
        problem = f"cannot be written ({exc.strerror})"
        raise InputError(str(run), problem, "give a run file in a folder you can write to") from exc
    return BatchSummary(
        queries=len(queries),
        p50_ms=round(float(np.percentile(times, 50)), 3),
        p99_ms=round(float(np.percentile(times, 99)), 3),
        total_s=round(sum(times) / 1000, 3),
    )


def _run_lines(query_id: str, ranking: Ranking) -> Iterator[str]:
    printed = float("inf")
    for hit in ranking.hits:
        printed = min(hit.score, printed - _STEP)
        yield f"{query_id} Q0 {hit.paper_id} {hit.rank} {printed:.6f} {RUN_TAG}\n"
