"""In: a demo, a range of one knob, a way to run; out: a Sweep: where the claim holds and turns."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby, pairwise
from typing import Any

from pydantic import computed_field

from demos.job import Job
from demos.ranges import Range, Scale, centre, middle, spaced
from demos.records import Frozen, Number, Relation
from demos.registry import entry, knobs
from demos.run import check_knobs, check_seed

Run = Callable[[int, Mapping[str, Number]], Job]
"""From a seed and all knobs to the job that ran them; called from several threads."""


class Reading(Frozen):
    """One check at one value: what each seed measured, and the bar each had to pass."""

    name: str
    relation: Relation
    measured: tuple[float, ...]
    needed: tuple[float, ...]


class Point(Frozen):
    """One value of the knob: on how many of the seeds that ran all checks held."""

    value: Number
    held: int
    ran: int
    checks: tuple[Reading, ...] = ()
    failed: tuple[str, ...] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def holds(self) -> bool | None:
        """Whether all checks hold on more than half of the seeds; None if no run ended."""
        return 2 * self.held > self.ran if self.ran else None


class Crossing(Frozen):
    """The claim turns between `low` and `high`, two values next to each other that were run.

    `begins`: it holds at `high` and not at `low`; `at` is the middle, on the scale of the sweep.
    """

    low: Number
    high: Number
    at: float
    begins: bool


class Sweep(Frozen):
    """A claim along one knob; `points` in order of value, `knobs` what the others stood at."""

    demo: str
    claim: str
    range: Range
    knobs: dict[str, Number]
    seeds: tuple[int, ...]
    points: tuple[Point, ...]
    crossings: tuple[Crossing, ...]


class Progress(Frozen):
    """Runs that ended and runs known to be needed; `total` grows when a turn is found."""

    done: int
    total: int
    points: tuple[Point, ...]


def sweep(
    demo_id: str,
    asked: Range,
    run: Run,
    *,
    seeds: Sequence[int] = (0, 1, 2),
    given: Mapping[str, Any] | None = None,
    refine: int = 4,
    at_once: int = 1,
    tell: Callable[[Progress], None] | None = None,
) -> Sweep:
    """Run every value on every seed, then halve `refine` times each gap in which the claim turns.

    Whole numbers are halved until they are next to each other. Raises DemoError where id, knob or
    seeds are wrong; what `run` raises (when it is stopped) ends the sweep.
    """
    known = {knob.name: knob for knob in knobs(demo_id)}
    values = check_knobs(demo_id, tuple(known.values()), given or {})
    check_knobs(demo_id, tuple(known.values()), {asked.knob: asked.low})
    seeds = tuple(check_seed(seed) for seed in seeds)
    whole = known[asked.knob].type == "int"
    points: dict[Number, Point] = {}
    total = 0

    def measure(wanted: Sequence[Number], more: int) -> None:
        nonlocal total
        total = len(seeds) * (len(points) + len(wanted) + more)
        tasks = [(seed, values | {asked.knob: value}) for value in wanted for seed in seeds]
        jobs: list[Job] = []
        for job in pool.map(lambda task: run(*task), tasks):
            jobs.append(job)
            if len(jobs) % len(seeds) == 0:
                value = wanted[len(jobs) // len(seeds) - 1]
                points[value] = _point(value, jobs[-len(seeds) :])
            if tell:
                done = len(seeds) * len(points) + len(jobs) % len(seeds)
                tell(Progress(done=done, total=total, points=_sorted(points)))

    pool = ThreadPoolExecutor(at_once)
    try:
        measure(spaced(asked, whole), 0)
        for left in range(refine, 0, -1):
            turns = _turns(_sorted(points))
            found = (middle(a.value, b.value, asked.scale, whole) for a, b in turns)
            wanted = [value for value in found if value is not None and value not in points]
            if not wanted:
                break
            measure(wanted, len(wanted) * (left - 1))
    finally:  # who stops a sweep stops the run it is at as well
        pool.shutdown(wait=False, cancel_futures=True)
    return Sweep(
        demo=demo_id,
        claim=entry(demo_id).claim,
        range=asked,
        knobs={name: value for name, value in values.items() if name != asked.knob},
        seeds=seeds,
        points=_sorted(points),
        crossings=tuple(_crossing(a, b, asked.scale) for a, b in _turns(_sorted(points))),
    )


def _sorted(points: Mapping[Number, Point]) -> tuple[Point, ...]:
    return tuple(points[value] for value in sorted(points))


def _point(value: Number, jobs: Sequence[Job]) -> Point:
    results = [job.result for job in jobs if job.result is not None]
    readings = []
    for place, check in enumerate(results[0].checks if results else ()):
        same = [result.checks[place] for result in results]
        sign = 1.0 if check.relation == ">" else -1.0
        readings.append(
            Reading(
                name=check.name,
                relation=check.relation,
                measured=tuple(c.measured for c in same),
                needed=tuple(c.baseline + sign * c.margin for c in same),
            )
        )
    return Point(
        value=value,
        held=sum(result.verdict == "holds" for result in results),
        ran=len(results),
        checks=tuple(readings),
        failed=tuple(job.message for job in jobs if job.result is None),
    )


def _turns(points: Sequence[Point]) -> list[tuple[Point, Point]]:
    """Neighbours of which one holds and one does not; a point without a run has no side."""
    return [(a, b) for a, b in pairwise(points) if {a.holds, b.holds} == {True, False}]


def _crossing(a: Point, b: Point, scale: Scale) -> Crossing:
    at = centre(a.value, b.value, scale)
    return Crossing(low=a.value, high=b.value, at=at, begins=b.holds is True)


def in_words(found: Sweep) -> str:
    """Where the claim holds along the knob, between values that were run."""
    ran = [point for point in found.points if point.holds is not None]
    parts = []
    for holds, group in groupby(ran, key=lambda point: point.holds):
        values = [point.value for point in group]
        low, high = f"{values[0]:g}", f"{values[-1]:g}"
        span = f"from {low} to {high}" if len(values) > 1 else f"at {low}"
        parts.append(f"{'holds' if holds else 'does not hold'} {span}")
    return f"{found.range.knob}: " + (", ".join(parts) or "no run ended")
