"""In: a folder; out: this thread and what it starts can write nowhere else (Linux, Landlock)."""

import ctypes
import os
import sys
from pathlib import Path

_NO_NEW_PRIVILEGES = 38  # prctl
_CREATE, _ADD, _RESTRICT = 444, 445, 446  # system calls, the same on every architecture
_WRITE, _TRUNCATE, _REFER = 1 << 1, 1 << 14, 1 << 13
_REMOVE = 1 << 4 | 1 << 5
_MAKE_FOLDER, _MAKE_FILE = 1 << 7, 1 << 8
_MAKE = sum(1 << bit for bit in range(6, 13))  # devices, sockets, pipes and links too


class _Rules(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64),)


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def write_only_in(folder: Path) -> bool:
    """Refuse every change of files outside `folder` (and /dev/null); False where it cannot be.

    Inside, plain files and folders only: no link, pipe or device. Reading stays as it was.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    handled = _WRITE | _REMOVE | _MAKE
    handled |= (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    rules = _Rules(handled)
    held = libc.syscall(_CREATE, ctypes.byref(rules), ctypes.c_size_t(ctypes.sizeof(rules)), 0)
    if held < 0:
        return False
    inside = handled & (_WRITE | _TRUNCATE | _REFER | _REMOVE | _MAKE_FOLDER | _MAKE_FILE)
    try:
        return (
            _allow(libc, held, folder, inside)
            and _allow(libc, held, Path(os.devnull), handled & (_WRITE | _TRUNCATE))
            and libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
            and libc.syscall(_RESTRICT, held, 0) == 0
        )
    finally:
        os.close(held)


def _allow(libc: ctypes.CDLL, rules: int, path: Path, allowed: int) -> bool:
    where = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        beneath = _Beneath(allowed, where)
        return int(libc.syscall(_ADD, rules, 1, ctypes.byref(beneath), 0)) == 0
    finally:
        os.close(where)
