"""In: limits on one run; out: the same limits set on this process as far as the platform allows."""

import sys
from typing import Any

from pydantic import Field

from demos.records import Frozen

FILE_MIB = 64
"""A run may write files of this size, in its scratch folder only."""


class Limits(Frozen):
    """What one run may use; past it the run ends as a job that says so."""

    seconds: float = Field(
        default=300.0,
        gt=0,
        description="Wall time, start-up included: several times the "
        "processor's, since on a busy machine to import torch alone takes half a minute.",
    )
    cpu_seconds: int = Field(default=60, ge=1, description="Processor time.")
    memory_mib: int = Field(default=8192, ge=64, description="Address space.")


def set_limits(limits: Limits) -> tuple[str, ...]:
    """Limit this process for good; returns what could not be enforced, in words.

    Called first thing in a run, before torch is imported, so that loading counts too. "memory" is
    among the words on macOS, which takes the limit and does not keep it.
    """
    try:
        import resource
    except ImportError:
        return ("processor time", "memory")
    size = 1024 * 1024
    left = [
        _set(resource, "RLIMIT_CPU", limits.cpu_seconds, "processor time", grace=2),
        _set(resource, "RLIMIT_CORE", 0, "core files"),
        _set(resource, "RLIMIT_FSIZE", FILE_MIB * size, "size of files"),
        _set(resource, "RLIMIT_AS", limits.memory_mib * size, "memory"),
    ]
    if sys.platform == "darwin" and "memory" not in left:
        left.append("memory")
    return tuple(name for name in left if name)


def _set(resource: Any, name: str, value: int, words: str, grace: int = 0) -> str | None:
    """Set one limit, the hard one `grace` above; one that is lower already stays."""
    which = getattr(resource, name, None)
    if which is None:
        return words
    hard = resource.getrlimit(which)[1]
    unlimited = hard == resource.RLIM_INFINITY
    soft, hard = (v if unlimited else min(v, hard) for v in (value, value + grace))
    try:
        resource.setrlimit(which, (soft, hard))
    except (ValueError, OSError):
        return words
    return None
