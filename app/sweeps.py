"""In: a demo, a knob and its range; out: its sweep in the background, and how far it is.

Each point is a run like any other, kept on disk: a sweep that is started again computes nothing
twice, and one that was lost with its server is soon where it was.
"""

import threading
from collections.abc import Mapping
from typing import Literal, NamedTuple

from pydantic import Field

from app.runs import Runs, request_for
from demos.errors import DemoError
from demos.job import Job
from demos.ranges import Range
from demos.records import Frozen, Number
from demos.sweep import Progress, Sweep, sweep


class SweepRequest(Frozen):
    """A sweep to be run: `given` sets the other knobs."""

    demo: str
    range: Range
    seeds: int = 3
    given: dict[str, Number] = Field(default={})


class SweepState(NamedTuple):
    """What is known of a sweep; `sweep` is there once it is done, `problem` if it failed."""

    phase: Literal["idle", "running", "done", "stopped", "failed"]
    progress: Progress = Progress(done=0, total=0, points=())
    sweep: Sweep | None = None
    problem: str = ""


class StoppedError(DemoError):
    """Raised inside a sweep to end it when it was cancelled."""


class Sweeps:
    """The sweeps of one server; their runs take turns with the others of `runs`."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._lock = threading.Lock()
        self._states: dict[str, SweepState] = {}
        self._stops: dict[str, threading.Event] = {}

    def state(self, asked: SweepRequest) -> SweepState:
        """What is known of a sweep now."""
        return self._states.get(asked.model_dump_json(), SweepState("idle"))

    def start(self, asked: SweepRequest) -> None:
        """Run it in the background unless it is running already."""
        key = asked.model_dump_json()
        with self._lock:
            if self.state(asked).phase == "running":
                return
            self._states[key] = SweepState("running")
            stop = self._stops[key] = threading.Event()
        threading.Thread(target=self._sweep, args=(asked, key, stop), daemon=True).start()

    def stop(self, asked: SweepRequest) -> None:
        """Cancel it, and the run it is at; what was run stays."""
        if found := self._stops.get(asked.model_dump_json()):
            found.set()

    def _sweep(self, asked: SweepRequest, key: str, stop: threading.Event) -> None:
        def run(seed: int, values: Mapping[str, Number]) -> Job:
            job = self._runs.run(request_for(asked.demo, seed, values), stop)
            if job is None or job.status == "cancelled":
                raise StoppedError("the sweep was cancelled")
            return job

        def tell(progress: Progress) -> None:
            self._states[key] = SweepState("running", progress)

        try:
            found = sweep(
                asked.demo,
                asked.range,
                run,
                seeds=range(asked.seeds),
                given=asked.given,
                at_once=self._runs.at_once,
                tell=tell,
            )
            self._states[key] = SweepState("done", self.state(asked).progress, found)
        except StoppedError:
            self._states[key] = SweepState("stopped", self.state(asked).progress)
        except (DemoError, OSError) as exc:
            self._states[key] = SweepState("failed", problem=str(exc))
