"""In: a request and a folder; out: the run in a process of its own: its words and how it ended."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from pydantic import ValidationError

from demos.errors import PlaceError
from demos.keeper import Ended, Start
from demos.registry import ROOM
from demos.worker import Progress, Reply, Request, Word

LARGEST = 64 * 1024 * 1024
"""A run that says more than this many bytes is stopped."""
_THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_LOOK = 0.1
"""Seconds between two looks at whether the run is to be stopped."""


class Seen(NamedTuple):
    """A run that is over: its reply if it came to its end, and how its process ended."""

    reply: Reply | None
    ended: Ended


class Keeper:
    """A process that forks the runs of this one, and dies with it; a thread may ask at any time.

    `warm` imports torch before the first run, so that later ones start at once: for an owner with
    many runs, and on Linux only, since elsewhere a fork after that import is not safe.
    """

    def __init__(self, warm: bool = False) -> None:
        self._words = ["warm"] if warm and sys.platform == "linux" else []
        self._lock = threading.Lock()
        self._held = _Held()
        weakref.finalize(self, self._held.end)

    def run(
        self,
        request: Request,
        folder: Path,
        tell: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> Seen:
        """Run it to its end, whatever end that is; `stop` set ends it."""
        mine, theirs = socket.socketpair()
        with mine:
            with theirs:
                self._pass_on(theirs)
            asked = Start(request=request, folder=str(folder)).model_dump_json().encode()
            with contextlib.suppress(BrokenPipeError):  # it died at once: told as lost
                mine.sendall(asked + b"\n")
            stop = stop or threading.Event()
            reply, ended = _listen(mine, tell, stop)
        if ended.killed in ("stopped", "lost") and stop.is_set():
            ended = ended.model_copy(update={"killed": "stopped"})
        elif ended.killed == "stopped":
            ended = ended.model_copy(update={"killed": "flood"})
        return Seen(reply, ended)

    @property
    def pid(self) -> int | None:
        """The keeper's process id while there is one."""
        return self._held.process.pid if self._held.process else None

    def close(self) -> None:
        """End the process and every run of it."""
        with self._lock:
            self._held.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _pass_on(self, channel: socket.socket) -> None:
        """Hand one end of a channel over, to a new process if there is none or it has died."""
        with self._lock:
            for _ in range(2):
                with contextlib.suppress(OSError):
                    socket.send_fds(self._held.start(self._words), [b"r"], [channel.fileno()])
                    return
                self._held.end()
        raise PlaceError("no process could be started for the run; see whether memory is left")


class _Held:
    """The keeper's process and the socket that it lives by, if there is one."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.control: socket.socket | None = None

    def start(self, words: list[str]) -> socket.socket:
        """The control socket, of a new process if none is alive."""
        if self.control is not None and self.process and self.process.poll() is None:
            return self.control
        self.end()
        self.control, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "demos.keeper", str(theirs.fileno()), *words],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd="/",
                env=environment(),
                start_new_session=True,
            )
        return self.control

    def end(self) -> None:
        """Close the socket, upon which the process ends its runs and itself."""
        if self.control is not None:
            self.control.close()
            self.control = None
        if self.process is not None:
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None


def _listen(
    channel: socket.socket, tell: Callable[[Progress], None] | None, stop: threading.Event
) -> Seen:
    """Hear a run out. If the keeper dies the run is lost with it."""
    reply: Reply | None = None
    for line in _lines(channel, stop):
        with contextlib.suppress(ValidationError):
            return Seen(reply, Ended.model_validate_json(line))
        with contextlib.suppress(ValidationError):
            word = Word.model_validate_json(line)
            reply = word.reply or reply
            if word.progress and tell:
                tell(word.progress)
    return Seen(None, Ended(code=0, cpu_seconds=0.0, killed="lost"))


def _lines(channel: socket.socket, stop: threading.Event) -> Iterator[bytes]:
    """Lines until the stream ends; the run is asked to stop when `stop` is set or it says too much.

    A line that is too long is lost.
    """
    channel.settimeout(_LOOK)
    held, heard, asked = bytearray(), 0, False
    while True:
        if not asked and (stop.is_set() or heard > LARGEST):
            channel.shutdown(socket.SHUT_WR)
            asked = True
        try:
            part = channel.recv(1 << 16)
        except TimeoutError:
            continue
        except ConnectionResetError:
            return
        if not part:
            return
        heard += len(part)
        held += part
        if b"\n" in part:
            *whole, held = held.split(b"\n")
            yield from (bytes(line) for line in whole if line)


def environment() -> dict[str, str]:
    """Nothing of the caller's environment but where programs are."""
    clean = dict.fromkeys(_THREADS, "1")
    clean |= {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(ROOM.parent)}
    return clean | {
        "PYTHONHASHSEED": "0",
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
