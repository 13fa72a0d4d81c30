"""In: bytes of files; out: a folder of them by hash, so that every quote can be reopened."""

import hashlib
import os
from functools import cache
from importlib.metadata import version
from mmap import ACCESS_READ, mmap
from pathlib import Path

from ingest.errors import StateError
from ingest.lines import Data
from ingest.replace import OWNERS, replacing

MAP_FROM = 1 << 20
"""Bytes from which a stored text is mapped: the system may then drop what is not being read."""
_EXTRACTORS = ("pypdf", "selectolax", "mammoth")


def keep_text(folder: Path, data: bytes) -> str:
    """Store bytes under their SHA-256 and return it; what is there already is left alone.

    Raises StateError when the disk is full or the folder cannot be written.
    """
    digest = hashlib.sha256(data).hexdigest()
    target = folder / digest
    if target.is_file():
        return digest
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(target, OWNERS) as file:
            file.write(data)
    except OSError as exc:
        message = f"cannot write to {folder} ({exc.strerror}); free some space and run again"
        raise StateError(message) from exc
    return digest


def fetch_text(folder: Path, digest: str) -> Data:
    """The bytes stored under a SHA-256; raises StateError when they are gone or changed.

    A large text is mapped, not read: a stored file is put in place whole and never written again.
    """
    try:
        with (folder / digest).open("rb") as file:
            large = os.fstat(file.fileno()).st_size >= MAP_FROM
            data = mmap(file.fileno(), 0, access=ACCESS_READ) if large else file.read()
    except OSError as exc:
        message = (
            f"the stored text {digest[:12]} is missing; run `litmus ingest` with its file again"
        )
        raise StateError(message) from exc
    if hashlib.sha256(data).hexdigest() != digest:
        raise StateError(f"the stored text {digest[:12]} was changed; ingest its file again")
    return data


def drop_texts(folder: Path, wanted: frozenset[str]) -> None:
    """Remove stored texts that no published library needs any more."""
    for path in folder.glob("*"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)


@cache
def reader_hash() -> str:
    """A hash of the code that reads texts: another one means they must be parsed again.

    It covers this package and the versions of the libraries that take text out of other formats,
    since another version may cut the same file into other lines.
    """
    digest = hashlib.sha256(" ".join(map(version, _EXTRACTORS)).encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
