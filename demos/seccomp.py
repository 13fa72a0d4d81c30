"""In: nothing; out: this thread and what it starts, refused the system calls no demo needs (Linux).

A seccomp filter: no socket, no process, no program, no signal to another process, no change of
limits, owners or modes, and nothing that the kernel would keep after the process has ended.
"""

import ctypes
import errno
import os
import platform
import sys
from collections.abc import Iterable

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2  # prctl
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # BPF
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_THREAD = 0x00010000  # CLONE_THREAD
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_X32 = 0x40000000

_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
_DENIED = {  # system call: its number on x86_64 and on aarch64, None where there is none
    "socket": (41, 198), "io_uring_setup": (425, 425), "bpf": (321, 280),
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281),
    "setsid": (112, 157), "setpgid": (109, 154), "unshare": (272, 97), "setns": (308, 268),
    "tkill": (200, 130), "pidfd_send_signal": (424, 424), "pidfd_getfd": (438, 438),
    "ptrace": (101, 117), "process_vm_writev": (311, 271),
    "setrlimit": (160, 164), "chroot": (161, 51), "mount": (165, 40), "umount2": (166, 39),
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54),
    "utime": (132, None), "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "memfd_create": (319, 279), "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186),
    "mq_open": (240, 180), "add_key": (248, 217), "keyctl": (250, 219),
}  # fmt: skip
_CLONE, _CLONE3, _KILL, _TGKILL, _PRLIMIT = (
    (56, 220), (435, 435), (62, 129), (234, 131), (302, 261)
)  # fmt: skip

Instruction = tuple[int, int, int, int]
"""Code, jump if true, jump if false, constant."""


class _Filter(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("jt", ctypes.c_uint8), ("jf", ctypes.c_uint8),
                ("k", ctypes.c_uint32))  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Filter)))


def deny_system_calls() -> bool:
    """Install the filter for good; False where the platform has none."""
    machine = _MACHINES.get(platform.machine()) if sys.platform == "linux" else None
    if machine is None:
        return False
    rows = [_Filter(*row) for row in program(*machine, own=os.getpid())]
    held = (_Filter * len(rows))(*rows)
    given = _Program(len(rows), held)
    call = ctypes.CDLL(None, use_errno=True).prctl
    if call(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return int(call(_SET_SECCOMP, _FILTER, ctypes.byref(given), 0, 0)) == 0


def program(architecture: int, column: int, own: int) -> list[Instruction]:
    """The filter as BPF: `column` picks the numbers of the architecture, `own` is this process."""
    no = (_RETURN, 0, 0, _ERRNO | errno.EPERM)
    yes = (_RETURN, 0, 0, _ALLOW)
    rows = [
        (_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, architecture), no,
        (_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 0, 1, _X32), no,
    ]  # fmt: skip
    for numbers in _DENIED.values():
        if (number := numbers[column]) is not None:
            rows += _case(number, [no])
    rows += _case(_CLONE[column], [_argument(0), (_ANY_BIT, 1, 0, _THREAD), no, yes])
    # glibc falls back to clone, whose flags can be looked at
    rows += _case(_CLONE3[column], [(_RETURN, 0, 0, _ERRNO | errno.ENOSYS)])
    for numbers in (_KILL, _TGKILL):
        rows += _case(numbers[column], [_argument(0), (_EQUAL, 1, 0, own), no, yes])
    null = [_argument(2), (_EQUAL, 1, 0, 0), no, _argument(2, 4), (_EQUAL, 1, 0, 0), no, yes]
    return [*rows, *_case(_PRLIMIT[column], null), yes]


def _argument(place: int, half: int = 0) -> Instruction:
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * place + half)


def _case(number: int, then: Iterable[Instruction]) -> list[Instruction]:
    """What to do for one system call; otherwise the next instruction."""
    rows = list(then)
    return [(_EQUAL, 0, len(rows), number), *rows]
