"""In: limits on one run; out: the same limits set on this process as far as the platform allows."""

import sys
from typing import Any

from pydantic import Field

from demos.records import Frozen


class Limits(Frozen):
    """What one run may use; past it the run ends as a job that says so."""

    seconds: float = Field(default=60.0, gt=0, description="Wall time, start-up included.")
    cpu_seconds: int = Field(default=60, ge=1, description="Processor time.")
    memory_mib: int = Field(default=8192, ge=64, description="Address space.")


def set_limits(limits: Limits) -> tuple[str, ...]:
    """Limit this process; returns what could not be enforced, in words.

    Called first thing in the worker, before torch is imported, so that loading counts too.
    """
    try:
        import resource
    except ImportError:
        return ("processor time", "memory", "network")
    memory = limits.memory_mib * 1024 * 1024
    left = [
        _set(resource, "RLIMIT_CPU", limits.cpu_seconds, "processor time"),
        _set(resource, "RLIMIT_CORE", 0, "core files"),
        _set(resource, "RLIMIT_AS", memory, "memory"),
    ]
    return (*(name for name in left if name), "network of native code")


def _set(resource: Any, name: str, value: int, words: str) -> str | None:
    """Set one limit; the hard limit may be lower already and then stays."""
    which = getattr(resource, name, None)
    if which is None:
        return words
    hard = resource.getrlimit(which)[1]
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(which, (allowed, hard))
    except (ValueError, OSError):
        return words
    return None


def close_network() -> None:
    """Refuse every connection and name look-up that Python code tries from here on."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _args: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        raise PermissionError(f"a demo reaches no network ({event})")
