"""In: nothing; out: a stretch of code in which BLAS uses one thread.

Dividing products as small as a question's over threads makes them wait for one another: twice the
processor time of a search, and on a busy machine hundreds of milliseconds (measured).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Keep BLAS to one thread; may be nested, and used by several threads at once."""
    with _blas().limit(limits=1, user_api="blas"):
        yield


@cache
def _blas() -> "ThreadpoolController":
    """NumPy's BLAS, and others loaded so far; to look for them takes a millisecond."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
