"""In: requests on a socket; out: each run in a process forked here, and how it ended.

`python -m demos.keeper FD [warm]`, started by `demos.process`. For each run the owner passes one
end of a socket pair: on it comes the request, on it the run itself writes its words, and at last
this process writes how the run ended. When the owner closes its end the run is killed; when the
owner is gone, so is everything here. With `warm` torch is imported once, before any fork.
"""

import contextlib
import os
import select
import shutil
import signal
import socket
import sys
import time
import traceback
from pathlib import Path
from typing import Literal, NoReturn

from demos.records import Frozen
from demos.worker import Request, work


class Start(Frozen):
    """The line that asks for a run: it writes in `folder/scratch` alone, which is removed after."""

    request: Request
    folder: str


class Ended(Frozen):
    """How the process of a run ended: exit code or minus the signal, and why it was killed."""

    code: int
    cpu_seconds: float
    killed: Literal["time", "stopped", "lost", "flood"] | None = None


class _Run:
    """A run that goes on: its process, its channel, when it must be over, why it was killed."""

    def __init__(self, pid: int, channel: socket.socket, start: Start) -> None:
        self.pid, self.channel, self.start = pid, channel, start
        self.until = time.monotonic() + start.request.limits.seconds
        self.killed: Literal["time", "stopped"] | None = None

    def kill(self, why: Literal["time", "stopped"]) -> None:
        self.killed = self.killed or why
        _kill_group(self.pid)


def keep(control: socket.socket) -> None:
    """Start runs and see them out until the owner closes `control`."""
    wake, woken = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC) if hasattr(os, "pipe2") else os.pipe()
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(woken)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    runs: dict[int, _Run] = {}
    try:
        while True:
            open_ = [run.channel for run in runs.values() if run.killed is None]
            waits = [run.until - time.monotonic() for run in runs.values() if run.killed is None]
            wait = max(0.0, min(waits)) if waits else None
            watched: list[socket.socket | int] = [control, wake, *open_]
            ready = select.select(watched, [], [], wait)[0]
            if control in ready and not _accept(control, runs):
                return
            if wake in ready:
                os.read(wake, 4096)
            for run in list(runs.values()):
                if run.channel in ready:
                    run.kill("stopped")  # the owner says no more, so it is the end of its stream
                elif run.until <= time.monotonic():
                    run.kill("time")
                _reap(run, runs)
    finally:
        for run in list(runs.values()):
            run.kill("stopped")
            _reap(run, runs, wait=True)


def _accept(control: socket.socket, runs: dict[int, _Run]) -> bool:
    """Take one channel and start what is asked for on it; False when the owner is gone."""
    data, fds, _, _ = socket.recv_fds(control, 1, 1)
    if not data or not fds:
        return False
    channel = socket.socket(fileno=fds[0])
    channel.settimeout(10)
    line = b""
    with contextlib.suppress(TimeoutError), channel.makefile("rb") as lines:
        line = lines.readline()
    channel.settimeout(None)
    if not line:  # who asked is gone
        channel.close()
        return True
    start = Start.model_validate_json(line)
    keeper = os.getpid()
    pid = os.fork()
    if pid == 0:
        _child(start, channel.fileno(), keeper)
    with contextlib.suppress(OSError):
        os.setpgid(pid, pid)  # here too, so that it can be killed at once
    runs[pid] = _Run(pid, channel, start)
    return True


def _child(start: Start, channel: int, keeper: int) -> NoReturn:
    """Become the run: a group, folder, error file and channel of its own, nothing else open."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setpgid(0, 0)
        _die_with(keeper)
        folder = Path(start.folder)
        scratch = folder / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        errors = os.open(folder / "stderr.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(errors, 2)
        os.dup2(channel, 3)
        os.closerange(4, 4096)
        os.chdir(scratch)
        os.environ |= {"HOME": str(scratch), "TMPDIR": str(scratch)}
        work(start.request, scratch, 3)
    finally:  # whatever happened, nothing of the keeper goes on in here
        try:
            traceback.print_exc()
        finally:
            os._exit(1)


def _die_with(keeper: int) -> None:
    """Ask Linux to kill this process when the keeper dies, even if it is killed itself."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != keeper:
        os._exit(1)


def _reap(run: _Run, runs: dict[int, _Run], wait: bool = False) -> None:
    """See whether a run has ended; then kill what is left of its group and say how it ended."""
    pid, status, used = os.wait4(run.pid, 0 if wait else os.WNOHANG)
    if pid == 0:
        return
    _kill_group(run.pid)
    folder = Path(run.start.folder)
    shutil.rmtree(folder / "scratch", ignore_errors=True)
    if run.killed == "stopped":  # nobody asks for its words
        (folder / "stderr.txt").unlink(missing_ok=True)
    code = os.waitstatus_to_exitcode(status)
    ended = Ended(code=code, cpu_seconds=used.ru_utime + used.ru_stime, killed=run.killed)
    with contextlib.suppress(OSError):  # the owner may be gone
        run.channel.sendall(b"\n" + ended.model_dump_json().encode() + b"\n")
    run.channel.close()
    del runs[run.pid]


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # gone, or (macOS) zombies only
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    if "warm" in sys.argv[2:]:
        import torch

        torch.set_num_threads(1)
    keep(socket.socket(fileno=int(sys.argv[1])))
    os._exit(0)  # nothing is left to tidy, and torch takes its time
