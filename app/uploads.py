"""In: the name and bytes of an uploaded file; out: the file kept in the home folder and ingested.

A name is never used as a path: what is kept of it is a slug. Originals live in `home/uploads`;
one that is replaced by a new file of its name moves to `home/uploads/old`.
"""

import hashlib
import tempfile
from pathlib import Path, PurePosixPath

from slugify import slugify

from app.library import Change, add
from index.embed import Progress, silent
from ingest.errors import InputError, LitmusError
from ingest.formats import Format
from ingest.read import decode

TYPES = ("txt", "md")
MOST_MIB = 20


def uploads_of(home: Path) -> Path:
    """The folder of uploaded originals."""
    return home / "uploads"


def safe_name(name: str) -> str:
    """A file name made of letters, digits and hyphens. Raises InputError for another type."""
    last = PurePosixPath(name.replace("\\", "/")).name
    stem, _, suffix = last.rpartition(".")
    if suffix.lower() not in TYPES:
        shown = f"upload a text file ({', '.join('.' + t for t in TYPES)})"
        raise InputError(last[:80] or "the file", "is of a type that is not read", shown)
    return f"{slugify(stem, max_length=80) or 'upload'}.{suffix.lower()}"


def ingest_upload(
    home: Path, name: str, data: bytes, form: Format = "auto", progress: Progress = silent
) -> Change:
    """Check, keep and ingest one upload; what was there before stays if anything fails.

    Raises InputError where the file is too big, of another type or no text, and what
    `app.library.add` raises.
    """
    file = safe_name(name)
    if len(data) > MOST_MIB * 2**20:
        raise InputError(file, f"is larger than {MOST_MIB} MiB", "divide it and upload the parts")
    decode(file, data)
    target = uploads_of(home) / file
    replaced = _keep(target, data)
    try:
        change = add(home, [target], form, progress)
    except LitmusError:
        _take_back(target, replaced)
        raise
    if change.collected.rejected:
        _take_back(target, replaced)
    return change


def _keep(target: Path, data: bytes) -> Path | None:
    """Put the bytes in place by one step; returns where the file they replace went."""
    target.parent.mkdir(parents=True, exist_ok=True)
    replaced = None
    if target.is_file() and (before := target.read_bytes()) != data:
        digest = hashlib.sha256(before).hexdigest()[:8]
        replaced = target.parent / "old" / f"{target.stem}-{digest}{target.suffix}"
        replaced.parent.mkdir(exist_ok=True)
        replaced.write_bytes(before)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as part:
        part.write(data)
    Path(part.name).replace(target)
    return replaced


def _take_back(target: Path, replaced: Path | None) -> None:
    if replaced is None:
        target.unlink(missing_ok=True)
    else:
        replaced.replace(target)
