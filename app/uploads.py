"""In: names and bytes of uploaded files; out: the files kept in the home folder and ingested.

A name is never used as a path: what is kept of it is a slug. Originals live in `home/uploads`;
one that is replaced by a new file of its name moves to `home/uploads/old`.
"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from slugify import slugify

from app.library import UNWATCHED, Change, Watch, add, remove
from index.load import load_library
from index.lock import unwritable
from ingest.errors import InputError, LitmusError
from ingest.formats import Format
from ingest.inputs import Rejected
from ingest.read import decode
from ingest.replace import OWNERS, replacing

TYPES = ("txt", "md", "pdf", "html", "htm", "docx")
MOST_MIB = 20
MOST_FILES = 50


class Upload(NamedTuple):
    """A file as a browser sends it."""

    name: str
    data: bytes


class _Kept(NamedTuple):
    """An upload in its place, and where the file lies that was there before, if one was."""

    target: Path
    digest: str
    replaced: Path | None


def uploads_of(home: Path) -> Path:
    """The folder of uploaded originals."""
    return home / "uploads"


def safe_name(name: str) -> str:
    """A file name made of letters, digits and hyphens. Raises InputError for another type."""
    last = PurePosixPath(name.replace("\\", "/")).name
    stem, _, suffix = last.rpartition(".")
    if suffix.lower() not in TYPES:
        shown = f"upload a text or a document ({', '.join('.' + t for t in TYPES)})"
        raise InputError(last[:80] or "the file", "is of a type that is not read", shown)
    return f"{slugify(stem, max_length=80) or 'upload'}.{suffix.lower()}"


def ingest_uploads(
    home: Path,
    uploads: Sequence[Upload],
    form: Format = "auto",
    watch: Watch = UNWATCHED,
) -> Change:
    """Check, keep and ingest uploads in one step; one that cannot be read is set aside.

    What was there before stays if anything fails. Raises InputError where none of them can be
    read (too big, of another type, no text), and what `app.library.add` raises.
    """
    kept, refused = _checked(home, uploads[:MOST_FILES])
    refused += [_beyond(upload) for upload in uploads[MOST_FILES:]]
    try:
        change = add(home, [one.target for one in kept], form, watch)
    except LitmusError:
        _take_back(kept)
        raise
    read = {(doc.origin, doc.sha256) for doc in change.collected.library.documents}
    _take_back([one for one in kept if (one.target.as_posix(), one.digest) not in read])
    rejected = (*change.collected.rejected, *refused)
    return change._replace(collected=change.collected.model_copy(update={"rejected": rejected}))


def forget_files(
    home: Path,
    names: Iterable[str],
    watch: Watch = UNWATCHED,
) -> Change:
    """Remove files from the library, and those that were uploaded from the uploads too.

    Raises what `app.library.remove` raises.
    """
    gone = frozenset(names)
    origins = [doc.origin for doc in load_library(home).documents if doc.file in gone]
    change = remove(home, gone, watch)
    for origin in origins:
        path = uploads_of(home) / PurePosixPath(origin).name
        if path.as_posix() == origin:
            path.unlink(missing_ok=True)
    return change


def _checked(home: Path, uploads: Sequence[Upload]) -> tuple[list[_Kept], list[Rejected]]:
    """The uploads that can be read, in their places.

    Raises InputError where there is none, StateError where they cannot be kept.
    """
    good: dict[str, bytes] = {}
    refused: list[Rejected] = []
    errors: list[InputError] = []
    for upload in uploads:
        try:
            file = _readable(upload)
            if file in good:
                raise InputError(file, "is named like another of these files", "rename one")
        except InputError as exc:
            errors.append(exc)
            refused.append(Rejected(file=exc.file, reason=str(exc)))
            continue
        good[file] = upload.data
    if not good:
        raise errors[0] if errors else InputError("the upload", "is empty", "choose a file")
    kept: list[_Kept] = []
    try:
        for file, data in good.items():
            kept.append(_keep(uploads_of(home) / file, data))
    except OSError as exc:
        _take_back(kept)
        raise unwritable(home, exc) from exc
    return kept, refused


def _readable(upload: Upload) -> str:
    """The name under which an upload is kept. Raises InputError where it cannot be read."""
    file = safe_name(upload.name)
    if len(upload.data) > MOST_MIB * 2**20:
        raise InputError(file, f"is larger than {MOST_MIB} MiB", "divide it and upload the parts")
    decode(file, upload.data)
    return file


def _beyond(upload: Upload) -> Rejected:
    name = PurePosixPath(upload.name).name[:80]
    return Rejected(file=name, reason=f"{name}: more than {MOST_FILES} files; upload it next")


def _keep(target: Path, data: bytes) -> _Kept:
    """Put the bytes in place by one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    replaced = None
    before = target.read_bytes() if target.is_file() else None
    if before == data:
        return _Kept(target, hashlib.sha256(data).hexdigest(), target)
    if before is not None:
        digest = hashlib.sha256(before).hexdigest()[:8]
        replaced = target.parent / "old" / f"{target.stem}-{digest}{target.suffix}"
        replaced.parent.mkdir(exist_ok=True)
        replaced.write_bytes(before)
    with replacing(target, OWNERS) as file:
        file.write(data)
    return _Kept(target, hashlib.sha256(data).hexdigest(), replaced)


def _take_back(kept: Iterable[_Kept]) -> None:
    for one in kept:
        if one.replaced is None:
            one.target.unlink(missing_ok=True)
        else:
            one.replaced.replace(one.target)
