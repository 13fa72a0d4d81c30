"""In: a demo with its knobs; out: its run in the background, and what is known of it so far.

A page asks again and again: a run that ended is read from disk, so a reload finds it.
"""

import logging
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from demos.errors import DemoError
from demos.figure import Theme, png
from demos.job import Job, Tell, job_key, read_job, run_job
from demos.limits import Limits
from demos.process import Keeper
from demos.records import Number
from demos.registry import knobs
from demos.run import check_knobs, check_seed
from demos.worker import Progress, Request
from ingest.replace import replacing

log = logging.getLogger(__name__)


class State(NamedTuple):
    """What is known of a run: `idle` (never run), `waiting`, `running`, or `ended` with its job.

    An idle run has a `problem` where it was begun and could not be run or kept.
    """

    phase: Literal["idle", "waiting", "running", "ended"]
    progress: Progress = Progress()
    job: Job | None = None
    problem: str = ""


class _Going:
    """A run that waits or goes on."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.state = State("waiting")


class Runs:
    """The runs of one server under a folder of jobs: one at a time for each two processors.

    They are forked from one process with torch loaded, which starts with the first of them.
    """

    def __init__(self, jobs: Path, at_once: int | None = None) -> None:
        self._jobs = jobs
        self.at_once = at_once or max(1, (os.cpu_count() or 2) // 2)
        self._slots = threading.BoundedSemaphore(self.at_once)
        self._lock = threading.Lock()
        self._going: dict[str, _Going] = {}
        self._problems: dict[str, str] = {}
        self._keeper = Keeper(warm=True)

    def folder(self, request: Request) -> Path:
        """Where the job of a request lives."""
        return self._jobs / request.demo / job_key(request)

    def state(self, request: Request) -> State:
        """What is known of a run now."""
        key = job_key(request)
        with self._lock:
            if going := self._going.get(key):
                return going.state
            problem = self._problems.get(key, "")
        job = read_job(self.folder(request))
        return State("idle", problem=problem) if job is None else State("ended", job=job)

    def start(self, request: Request) -> None:
        """Run it in the background unless it is running already or was done before."""
        key = job_key(request)
        with self._lock:
            if key in self._going:
                return
            self._problems.pop(key, None)
            going = self._going[key] = _Going()
        threading.Thread(target=self._run, args=(request, key, going), daemon=True).start()

    def stop(self, request: Request) -> None:
        """Cancel a run that waits or goes on; its job then says so."""
        with self._lock:
            if going := self._going.get(job_key(request)):
                going.stop.set()

    def run(self, request: Request, stop: threading.Event, tell: Tell | None = None) -> Job | None:
        """Run it now, in a place of its own among the others; None if stopped while waiting."""
        while not self._slots.acquire(timeout=0.2):
            if stop.is_set():
                return None
        try:
            if tell:
                tell(Progress())
            return run_job(
                request.demo,
                self._jobs,
                seed=request.seed,
                given=request.knobs,
                control=request.control,
                limits=request.limits,
                keeper=self._keeper,
                tell=tell,
                stop=stop,
            )
        finally:
            self._slots.release()

    def _run(self, request: Request, key: str, going: _Going) -> None:
        def tell(progress: Progress) -> None:
            going.state = State("running", progress)

        try:
            self.run(request, going.stop, tell)
        except (DemoError, OSError) as exc:
            log.warning("the run of %s could not be kept: %s", request.demo, exc)
            with self._lock:
                self._problems[key] = str(exc)
        finally:
            with self._lock:
                del self._going[key]

    def close(self) -> None:
        """End every run and the process that starts them."""
        with self._lock:
            for going in self._going.values():
                going.stop.set()
        self._keeper.close()

    def picture(self, request: Request, job: Job, theme: Theme) -> bytes:
        """The picture of a run that is done, drawn once for each theme where it can be kept.

        Raises DemoError where the run has no result.
        """
        if job.result is None:
            raise DemoError(f"{request.demo} has no result to draw; run it again")
        path = self.folder(request) / f"picture-{theme}.png"
        try:
            return path.read_bytes()
        except OSError:
            drawn = png(job.result, theme)
        try:
            with replacing(path) as file:
                file.write(drawn)
        except OSError as exc:
            log.warning("%s could not be kept: %s", path, exc)
        return drawn


def request_for(
    demo_id: str, seed: int = 0, given: Mapping[str, Number] | None = None, control: bool = False
) -> Request:
    """A checked request. Raises DemoError where id, seed or knobs are wrong."""
    values = check_knobs(demo_id, knobs(demo_id), given or {})
    return Request(
        demo=demo_id, seed=check_seed(seed), knobs=values, control=control, limits=Limits()
    )
