"""In: nothing; out: a stretch of code in which BLAS uses one thread.

Dividing products as small as a question's over threads makes them wait for one another: twice the
processor time of a search, and on a busy machine hundreds of milliseconds (measured).
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]


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
        self._lift: Callable[[], None] = lambda: None

    def enter(self) -> None:
        with self._lock:
            if self._count == 0:
                self._lift = _blas().limit(limits=1, user_api="blas").restore_original_limits
            self._count += 1

    def leave(self) -> None:
        with self._lock:
            self._count -= 1
            if self._count == 0:
                self._lift()


_within = _Within()


@cache
def _blas() -> "ThreadpoolController":
    """NumPy's BLAS, and others loaded so far; to look for them takes a millisecond."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
