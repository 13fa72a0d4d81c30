"""In: every demo (or those named); out: verdicts.json (`python -m demos.verdicts [ID ...]`).

Each demo runs under its default knobs on SEEDS seeds, with its mechanism and without it.
"""

import logging
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import islice

from demos.records import Entry, RecordedVerdict, Result
from demos.registry import ENTRIES, VERDICTS, file_of, fresh_entry, ids, load, recorded
from demos.replace import replace
from demos.run import run_demo

SEEDS = 5
log = logging.getLogger(__name__)


def judge(results: Sequence[Result]) -> RecordedVerdict:
    """`confirmed` if all checks hold on every seed, `refuted` if on none, else `unstable`."""
    held = sum(result.verdict == "holds" for result in results)
    if held == len(results):
        return "confirmed"
    return "unstable" if held else "refuted"


def record(
    demo_id: str, results: Sequence[Result], controls: Sequence[Result], seconds: float
) -> Entry:
    """The listing of a demo from its runs with the mechanism and without it.

    `seconds` is the processor time of the quickest run: a run has one thread, so that on a quiet
    machine this is how long a reader waits, and on a busy one it does not change.
    """
    names = [check.name for check in results[0].checks]
    counts = {n: sum(c.holds for r in results for c in r.checks if c.name == n) for n in names}
    return fresh_entry(demo_id).model_copy(
        update={
            "verdict": judge(results),
            "seeds": len(results),
            "held": sum(result.verdict == "holds" for result in results),
            "checks": counts,
            "control_fails": not any(c.holds for r in controls for c in r.checks),
            "seconds": round(seconds, 1),
            "recorded": date.today().isoformat(),
        }
    )


def measure(demo_ids: Sequence[str], seeds: int = SEEDS, processes: int = 2) -> Iterator[Entry]:
    """Run the demos over all seeds and controls in `processes` processes, one thread each.

    Yields each demo's listing as soon as its runs are done.
    """
    tasks = [
        (d, seed, control) for d in demo_ids for control in (False, True) for seed in range(seeds)
    ]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn) as pool:
        runs = pool.map(_one, tasks)
        for demo_id in demo_ids:
            held = list(islice(runs, seeds))
            controls = [result for result, _ in islice(runs, seeds)]
            quickest = min(seconds for _, seconds in held)
            yield record(demo_id, [result for result, _ in held], controls, quickest)


def _one(task: tuple[str, int, bool]) -> tuple[Result, float]:
    """A run and the processor time it took, in seconds, imports aside."""
    demo_id, seed, control = task
    load(demo_id)
    started = time.process_time()
    result = run_demo(demo_id, seed, control=control)
    return result, time.process_time() - started


def write(entries: Sequence[Entry]) -> None:
    """Replace the recorded verdicts; sorted, without `stale`, which is not a fact of the run."""
    rows = tuple(sorted(entries, key=lambda entry: entry.id))
    text = ENTRIES.dump_json(rows, indent=1, exclude={"__all__": {"stale"}})
    replace(VERDICTS, text + b"\n")


def main(names: Sequence[str]) -> None:
    """Measure the demos named (all if none) and rewrite the file; demos that are gone leave it."""
    wanted = tuple(names) or ids()
    for name in wanted:
        file_of(name)
    for entry in measure(wanted):
        counts = ", ".join(f"{name} {held}" for name, held in entry.checks.items())
        words = "%s: %s (%d of %d seeds; %s), control %s, %.1f s"
        fails = "fails" if entry.control_fails else "DOES NOT FAIL"
        args = (entry.id, entry.verdict, entry.held, entry.seeds, counts, fails, entry.seconds)
        log.info(words, *args)
        kept = {name: known for name, known in recorded().items() if name in ids()}
        write(tuple((kept | {entry.id: entry}).values()))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    os.environ["OMP_NUM_THREADS"] = "1"  # read by the spawned processes as they import torch
    main(sys.argv[1:])
