"""In: a quick demo; out: what starting a run costs, with torch loaded before and without.

Run as `python -m evals.bench_demos`. Both are timed in turn, from request to result.
"""

import statistics
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from demos.job import run_job
from demos.process import Keeper
from ingest.errors import StateError


def bench(
    demo: Annotated[str, typer.Option(help="a demo that takes no time itself")] = "sequence_ratio",
    runs: Annotated[int, typer.Option(min=1, max=50, help="runs of each kind")] = 5,
) -> None:
    """Time the same runs both ways. Example: `python -m evals.bench_demos --runs 3`."""
    seconds: dict[bool, list[float]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as folder, Keeper(warm=True) as warm:
        _run(demo, Path(folder) / "first", 0, warm)  # torch is loaded in this one
        for seed in range(runs):
            for loaded, taken in seconds.items():
                started = perf_counter()
                _run(demo, Path(folder) / str(loaded), seed, warm if loaded else None)
                taken.append(perf_counter() - started)
    with_torch, without = (statistics.median(seconds[loaded]) for loaded in (True, False))
    typer.echo(
        f"a run of {demo}, torch loaded: {with_torch * 1000:,.0f} ms; "
        f"each loading it: {without * 1000:,.0f} ms = x {without / with_torch:.1f}"
    )


def _run(demo: str, jobs: Path, seed: int, keeper: Keeper | None) -> None:
    job = run_job(demo, jobs, seed=seed, keeper=keeper)
    if job.result is None:
        raise StateError(f"{demo} {job.message}")


if __name__ == "__main__":
    typer.run(bench)
