"""In: a folder; out: this process shut in: no network, no writing elsewhere, no other process."""

import ctypes
import sys
from pathlib import Path
from typing import Any

from demos.landlock import write_only_in
from demos.seccomp import deny_system_calls

_PROFILE = """(version 1)(allow default)(deny network*)(deny process-fork)(deny process-exec*)
(deny signal (target others))(deny file-write*)
(allow file-write* (subpath "{folder}") (literal "/dev/null"))"""


def shut_in(folder: Path) -> tuple[str, ...]:
    """Shut this process in for good; returns what the platform could not enforce, in words.

    Linux: Landlock and seccomp; macOS: its sandbox. Neither needs root. Called while the process
    has one thread, since Linux shuts in the thread that asks and what it starts.
    """
    close_network()
    if sys.platform == "darwin":
        return () if _mac(folder) else ("network of native code", "writing elsewhere", "processes")
    left = () if write_only_in(folder) else ("writing elsewhere",)
    return left if deny_system_calls() else (*left, "network of native code", "processes")


def _mac(folder: Path) -> bool:
    """The sandbox of macOS; False if it is gone or refuses."""
    try:
        start = ctypes.CDLL("/usr/lib/libSystem.dylib").sandbox_init
    except (OSError, AttributeError):
        return False
    path = str(folder.resolve()).replace("\\", "\\\\").replace('"', '\\"')
    problem = ctypes.c_char_p()
    profile = _PROFILE.format(folder=path).encode()
    return int(start(profile, ctypes.c_uint64(0), ctypes.byref(problem))) == 0


def close_network() -> None:
    """Refuse every connection and name look-up of Python code, with words that say why."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _args: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        raise PermissionError(f"a demo reaches no network ({event})")
