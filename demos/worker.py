"""In: a request, in a process forked for it; out: lines on a channel: progress, then the reply.

A demo that fails leaves its traceback on stderr and no reply; who started it reads both.
"""

import os
import sys
import threading
import time
from pathlib import Path

from pydantic import Field

from demos.limits import Limits, set_limits
from demos.records import Frozen, Number, Result
from demos.sandbox import shut_in

TICK = 0.25
"""Seconds between two reports of progress."""
STARVED = 137
"""Exit code of a run that passed its memory where the platform keeps no such limit."""


class Request(Frozen):
    """What is to be run."""

    demo: str
    seed: int
    knobs: dict[str, Number]
    control: bool
    limits: Limits


class Progress(Frozen):
    """How far a run is: wall and processor seconds, and steps that an optimiser has taken."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    steps: int = 0


class Reply(Frozen):
    """What a run leaves when it came to its end."""

    result: Result
    code: str
    versions: dict[str, str]
    not_enforced: tuple[str, ...] = Field(default=())


class Word(Frozen):
    """One line of a run."""

    progress: Progress | None = None
    reply: Reply | None = None


def work(request: Request, scratch: Path, channel: int) -> None:
    """Set the limits, shut this process in, run the demo, and write the reply to `channel`."""
    not_enforced = (*set_limits(request.limits), *shut_in(scratch))
    memory = request.limits.memory_mib if "memory" in not_enforced else None
    told = threading.Lock()
    reporter = threading.Thread(target=_report, args=(channel, memory, told), daemon=True)
    reporter.start()
    from demos.registry import code_hash, load
    from demos.run import run_demo

    load(request.demo)
    _count_steps()
    result = run_demo(request.demo, request.seed, request.knobs, request.control)
    code = code_hash(request.demo)
    reply = Reply(result=result, code=code, versions=versions(), not_enforced=not_enforced)
    with told:  # and never given back: nothing is said after the reply
        _say(channel, Word(reply=reply))
        os._exit(0)


_steps = 0


def _count_steps() -> None:
    """Count what optimisers do from now on, if torch is there; the demo knows nothing of it."""
    if "torch" not in sys.modules:
        return
    from torch.optim.optimizer import register_optimizer_step_post_hook

    def count(*_: object) -> None:
        global _steps  # noqa: PLW0603
        _steps += 1

    register_optimizer_step_post_hook(count)


def _report(channel: int, memory_mib: int | None, told: threading.Lock) -> None:
    """Say how far the run is, again and again; end it if it is to be watched and uses too much."""
    begun = time.monotonic()
    while True:
        time.sleep(TICK)
        if memory_mib is not None and resident_mib() > memory_mib:
            os._exit(STARVED)
        seconds, cpu = time.monotonic() - begun, time.process_time()
        progress = Progress(seconds=round(seconds, 2), cpu_seconds=round(cpu, 2), steps=_steps)
        with told:
            _say(channel, Word(progress=progress))


def resident_mib() -> float:
    """The most memory that this process has held so far."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _say(channel: int, word: Word) -> None:
    left = memoryview(word.model_dump_json(exclude_none=True).encode() + b"\n")
    while left:
        left = left[os.write(channel, left) :]


def versions() -> dict[str, str]:
    """The versions that numbers may depend on: Python, and those libraries that were imported."""
    found = {"python": ".".join(str(part) for part in sys.version_info[:3])}
    for name in ("numpy", "torch", "scipy", "sklearn"):
        if name in sys.modules:
            found[name] = str(sys.modules[name].__version__)
    return found
