"""In: a demo, its knobs and limits; out: a Job: the run as a process of its own, kept on disk.

A job's folder is named by the hash of code, knobs, seed and control, so the same run is computed
once: a second caller waits for the first, later ones read the result.
"""

import hashlib
import json
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock, Timeout
from pydantic import ValidationError

from demos.errors import DemoError, PlaceError, RecordError
from demos.keeper import Ended
from demos.limits import Limits
from demos.process import Keeper
from demos.receipt import Verification, compare, make_receipt, read_receipt
from demos.records import Frozen, Result
from demos.registry import code_hash, knobs
from demos.replace import replace
from demos.run import check_knobs, check_seed
from demos.worker import STARVED, Progress, Reply, Request

Status = Literal["done", "crashed", "timed out", "out of memory", "cancelled"]
Tell = Callable[[Progress], None]
_LESS = "turn a knob down"
_MEMORY_WORDS = (
    "MemoryError",
    "allocate memory",
    "Unable to allocate",
    "bad_alloc",
    "failed to map",
)


class Job(Frozen):
    """How a run ended; `result` is there exactly when `status` is `done`.

    `message` is one line for people; `not_enforced` names limits the platform did not take.
    """

    demo: str
    key: str
    status: Status
    message: str
    result: Result | None = None
    not_enforced: tuple[str, ...] = ()
    reused: bool = False


def run_job(
    demo_id: str,
    jobs: Path,
    *,
    seed: int = 0,
    given: Mapping[str, Any] | None = None,
    control: bool = False,
    limits: Limits | None = None,
    keeper: Keeper | None = None,
    tell: Tell | None = None,
    stop: threading.Event | None = None,
) -> Job:
    """Run a demo in a process of its own under `jobs`, or return the finished run of that key.

    `tell` hears how far it is; `stop`, once set, cancels it. Raises DemoError where id, seed or
    knobs are wrong or `jobs` cannot be written. A run that fails is a Job that says so; it is
    tried again next time.
    """
    values = check_knobs(demo_id, knobs(demo_id), given or {})
    request = Request(
        demo=demo_id,
        seed=check_seed(seed),
        knobs=values,
        control=control,
        limits=limits or Limits(),
    )
    key = job_key(request)
    folder = (jobs / demo_id / key).resolve()
    stop = stop or threading.Event()
    if (kept := read_job(folder)) is not None and kept.status == "done":
        return kept.model_copy(update={"reused": True})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder, stop) as mine:
            if not mine:
                return _cancelled(request, key)
            if (kept := read_job(folder)) is not None and kept.status == "done":
                return kept.model_copy(update={"reused": True})
            with nullcontext(keeper) if keeper else Keeper() as at_work:
                job = _compute(request, key, folder, at_work, tell, stop)
            replace(folder / "job.json", job.model_dump_json().encode())
    except OSError as exc:
        problem = f"{folder}: the run cannot be kept ({exc.strerror}); give another --home"
        raise PlaceError(problem) from exc
    return job


@contextmanager
def _alone(folder: Path, stop: threading.Event) -> Iterator[bool]:
    """Hold the key's lock, waiting for who has it; False if `stop` was set meanwhile."""
    lock = FileLock(folder.with_suffix(".lock"))
    while True:
        try:
            with lock.acquire(timeout=0.2):
                yield not stop.is_set()
                return
        except Timeout:
            if stop.is_set():
                yield False
                return


def job_key(request: Request) -> str:
    """Twenty hex digits over code, knobs, seed and control; limits do not change numbers."""
    parts = [code_hash(request.demo), request.demo, request.knobs, request.seed, request.control]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:20]


def read_job(folder: Path) -> Job | None:
    """The job that ended in this folder, or None; a half-written one counts as none."""
    try:
        return Job.model_validate_json((folder / "job.json").read_bytes())
    except (OSError, ValidationError):
        return None


def verify(path: Path, limits: Limits | None = None) -> Verification:
    """Run a receipt's demo again, from nothing, and compare. Raises DemoError where it cannot."""
    then = read_receipt(path)
    try:
        check_knobs(then.demo, knobs(then.demo), then.knobs)
    except DemoError as exc:
        raise RecordError(f"{path}: cannot be run as the demos are now: {exc}") from exc
    with tempfile.TemporaryDirectory() as scratch:
        job = run_job(
            then.demo,
            Path(scratch),
            seed=then.seed,
            given=then.knobs,
            control=then.control,
            limits=limits,
        )
        if job.result is None or job.result.receipt is None:
            raise RecordError(f"{then.demo} could not be run again: {job.message}")
        now = read_receipt(Path(job.result.receipt))
    return compare(then, now)


def _compute(
    request: Request,
    key: str,
    folder: Path,
    keeper: Keeper,
    tell: Tell | None,
    stop: threading.Event,
) -> Job:
    reply, ended = keeper.run(request, folder, tell, stop)
    errors = folder / "stderr.txt"
    if reply is not None and ended.code == 0 and ended.killed is None:
        errors.unlink(missing_ok=True)
        return _finished(request, key, folder, reply)
    words = errors.read_text("utf-8", "replace")[-4000:] if errors.is_file() else ""
    if words:
        replace(errors, words.encode())
    status, message = _failure(ended, words, request.limits)
    return Job(demo=request.demo, key=key, status=status, message=message)


def _finished(request: Request, key: str, folder: Path, reply: Reply) -> Job:
    receipt = make_receipt(reply.result, reply.code, reply.versions, reply.not_enforced)
    replace(folder / "receipt.json", receipt.model_dump_json(indent=1).encode())
    result = reply.result.model_copy(update={"receipt": str(folder / "receipt.json")})
    return Job(
        demo=request.demo,
        key=key,
        status="done",
        message=f"{request.demo}: {result.verdict} ({result.seconds:.1f} s)",
        result=result,
        not_enforced=reply.not_enforced,
    )


def _cancelled(request: Request, key: str) -> Job:
    return Job(demo=request.demo, key=key, status="cancelled", message="was cancelled")


def _failure(ended: Ended, words: str, limits: Limits) -> tuple[Status, str]:
    """The status and one line for people."""
    if ended.killed is not None:
        kills: dict[str, tuple[Status, str]] = {
            "stopped": ("cancelled", "was cancelled"),
            "time": ("timed out", f"stopped after {limits.seconds:g} s of wall time; {_LESS}"),
            "flood": ("crashed", "said more than a run may; its curves are too long"),
            "lost": ("crashed", "was lost with the process that kept it; run it again"),
        }
        return kills[ended.killed]
    code = ended.code
    spent = code == -signal.SIGKILL and ended.cpu_seconds >= limits.cpu_seconds
    if code == -signal.SIGXCPU or spent:
        return "timed out", f"stopped after {limits.cpu_seconds} s of processor time; {_LESS}"
    if code in (-signal.SIGKILL, STARVED) or any(word in words for word in _MEMORY_WORDS):
        return "out of memory", f"ran out of its {limits.memory_mib} MiB; {_LESS}"
    last = words.strip().splitlines()[-1][:300] if words.strip() else "it left no message"
    if code == 0 or last.startswith("SystemExit"):
        return "crashed", "left before it gave a result; a demo returns its Outcome"
    ended_by = f"ended by {signal.Signals(-code).name}" if code < 0 else "failed"
    return "crashed", f"{ended_by}: {last}"
