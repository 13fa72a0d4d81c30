"""In: a path and what is written for it; out: the file there, put in place in one step."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

OWNERS = 0o600
"""The mode of what people brought: nobody else reads it. Else the process's umask decides."""


@contextmanager
def replacing(path: Path, mode: int = 0o666) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` once it is on the disk.

    Where anything fails, `path` stays as it was and nothing is left beside it. Its folder must be
    there; raises OSError where it cannot be written or the disk is full.
    """
    part = path.with_name(f".{os.getpid()}-{threading.get_ident()}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
