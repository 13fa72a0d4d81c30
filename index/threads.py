"""In: nothing; out: a stretch of code in which BLAS uses one thread.

Dividing products as small as a question's over threads makes them wait for one another: twice the
processor time of a search, and on a busy machine hundreds of milliseconds (measured).
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import LibController  # type: ignore[import-untyped]


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Keep BLAS to one thread until the last of those within has left, in whatever thread it is."""
    _within.enter()
    try:
        yield
    finally:
        _within.leave()


class _Within:
    """How many are within; the limit is the process's, so the first sets and the last lifts it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._before: list[int] = []

    def enter(self) -> None:
        with self._lock:
            if self._count == 0:
                self._before = [library.get_num_threads() for library in _blas()]
                _set_threads(repeat(1))
            self._count += 1

    def leave(self) -> None:
        with self._lock:
            self._count -= 1
            if self._count == 0:
                _set_threads(self._before)


_within = _Within()


def _set_threads(threads: Iterable[int]) -> None:
    for library, number in zip(_blas(), threads, strict=False):
        library.set_num_threads(number)


@cache
def _blas() -> "list[LibController]":
    """NumPy's BLAS, and others loaded so far; to look for them takes a millisecond."""
    from threadpoolctl import ThreadpoolController

    # the controller's own `limit` describes all libraries each time, which takes a quarter of one
    return ThreadpoolController().select(user_api="blas").lib_controllers  # type: ignore[no-any-return]
