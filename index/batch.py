"""In: a file of queries (JSON Lines); out: a TREC run file and how long the queries took."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.ranking import Ranking
from index.search import Searcher
from ingest.errors import InputError
from ingest.records import Record

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
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as exc:
        problem = f"cannot be read ({exc})"
        raise InputError(str(path), problem, "give a JSON Lines file in UTF-8") from exc
    queries: dict[str, Query] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        query = _query(path, number, line)
        if query.id in queries:
            problem = f"the id {query.id!r} occurs twice"
            raise InputError(str(path), problem, "give every query its own id", number)
        queries[query.id] = query
    if not queries:
        raise InputError(str(path), "no query in this file", 'add lines {"_id": "1", "text": "…"}')
    return tuple(queries.values())


def _query(path: Path, number: int, line: str) -> Query:
    try:
        return Query.model_validate_json(line)
    except ValidationError as exc:
        first = exc.errors()[0]
        field = f"field `{first['loc'][0]}`: " if first["loc"] else ""
        remedy = 'write {"_id": "1", "text": "…"} with an id without spaces'
        raise InputError(str(path), f"{field}{first['msg']}", remedy, number) from exc


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
