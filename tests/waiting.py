"""In: a condition; out: what it gives once it is true; however slow the machine is."""

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 300.0
"""Seconds after which a test gives up: about what never comes, not about speed."""
_LOOK = 0.02
Found = TypeVar("Found")


def wait_for(condition: Callable[[], Found], describe: Callable[[], object] = str) -> Found:
    """Ask again and again until the condition is true; its value. A failure shows `describe()`."""
    until = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < until, describe()
        time.sleep(_LOOK)
    return found
