"""In: a demo, its knobs and limits; out: a Job: the run as a process of its own, kept on disk.

A job's folder is named by the hash of code, knobs, seed and control, so the same run is computed
once: a second caller waits for the first, later ones read the result.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock
from pydantic import ValidationError

from demos.errors import RecordError
from demos.limits import Limits
from demos.receipt import Receipt, Verification, compare, make_receipt, read_receipt
from demos.records import Frozen, Result
from demos.registry import ROOM, code_hash, knobs
from demos.run import check_knobs, check_seed
from demos.worker import Reply, Request

Status = Literal["done", "crashed", "timed out", "out of memory"]
_THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
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
) -> Job:
    """Run a demo in a process of its own under `jobs`, or return the finished run of that key.

    Raises DemoError where id, seed or knobs are wrong. A run that fails is a Job that says so;
    it is tried again next time.
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
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_suffix(".lock")):
        kept = read_job(folder)
        if kept is not None and kept.status == "done":
            return kept.model_copy(update={"reused": True})
        job = _compute(request, key, folder)
        _write(folder / "job.json", job.model_dump_json())
    return job


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
        now: Receipt = read_receipt(Path(job.result.receipt))
    return compare(then, now)


def _compute(request: Request, key: str, folder: Path) -> Job:
    (folder / "outcome.json").unlink(missing_ok=True)
    _write(folder / "request.json", request.model_dump_json())
    code, words = _run_process(folder, request.limits)
    if code == 0 and (folder / "outcome.json").is_file():
        return _finished(request, key, folder)
    status, message = _failure(code, words, request.limits)
    return Job(demo=request.demo, key=key, status=status, message=message)


def _finished(request: Request, key: str, folder: Path) -> Job:
    reply = Reply.model_validate_json((folder / "outcome.json").read_bytes())
    receipt = make_receipt(reply.result, reply.code, reply.versions)
    _write(folder / "receipt.json", receipt.model_dump_json(indent=1))
    result = reply.result.model_copy(update={"receipt": str(folder / "receipt.json")})
    return Job(
        demo=request.demo,
        key=key,
        status="done",
        message=f"{request.demo}: {result.verdict} ({result.seconds:.1f} s)",
        result=result,
        not_enforced=reply.not_enforced,
    )


def _run_process(folder: Path, limits: Limits) -> tuple[int | None, str]:
    """Run the worker; returns its exit code (None: wall time over) and the end of its stderr.

    It leads a process group of its own, which is killed whole, children included, in any case.
    """
    log = folder / "stderr.txt"
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "demos.worker", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
        try:
            code: int | None = process.wait(timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            _kill_group(process)
    return code, log.read_text(encoding="utf-8", errors="replace")[-4000:]


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        process.kill()  # the group is gone already, or (macOS) holds zombies only
    process.wait()


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the caller's environment but where programs are."""
    clean = dict.fromkeys(_THREADS, "1")
    clean |= {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(ROOM.parent)}
    clean |= {"HOME": str(folder), "TMPDIR": str(folder), "PYTHONHASHSEED": "0"}
    return clean | {"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


def _failure(code: int | None, words: str, limits: Limits) -> tuple[Status, str]:
    last = words.strip().splitlines()[-1] if words.strip() else "it left no message"
    if code is None:
        return "timed out", f"stopped after {limits.seconds:g} s of wall time; turn a knob down"
    if code == -signal.SIGXCPU:
        return "timed out", f"stopped after {limits.cpu_seconds} s of processor time"
    if code == -signal.SIGKILL or any(word in words for word in _MEMORY_WORDS):
        return "out of memory", f"ran out of its {limits.memory_mib} MiB; turn a knob down"
    if code < 0:
        return "crashed", f"ended by {signal.Signals(-code).name}: {last}"
    return "crashed", f"failed: {last}"


def _write(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
