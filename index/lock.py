"""In: the home folder; out: the right to write in it, for one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import StateError


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the home folder's lock, so that nobody else writes to it; may be nested.

    Raises StateError when another process holds it or the folder cannot be written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / "lock", timeout=0, is_singleton=True)
        lock.acquire()
    except Timeout as exc:
        message = f"another ingest is writing to {home}; wait until it is done and run again"
        raise StateError(message) from exc
    except OSError as exc:
        raise unwritable(home, exc) from exc
    try:
        yield
    finally:
        lock.release()


def unwritable(home: Path, exc: OSError) -> StateError:
    """What to tell a person whose disk is full or whose folder is not theirs."""
    return StateError(
        f"cannot write to {home} ({exc.strerror or exc}); make room or change its rights and run "
        "again; what was stored before is as it was"
    )
