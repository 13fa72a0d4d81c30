"""In: the files of an index folder; out: `manifest.json`, which pins them and says how made."""

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from ingest.errors import StateError
from ingest.records import Record

FORMAT = 3
"""Raised whenever an older Litmus could not read, or would misread, what is written."""

MANIFEST = "manifest.json"
REMEDY = "run `litmus ingest` to build it again"


class Model(Record):
    """The embedding model of an index."""

    name: str
    fingerprint: str
    dimension: int


class Counts(Record):
    """How many records of each kind an index holds."""

    documents: int
    sources: int
    works: int
    passages: int


class File(Record):
    """The length and hash of one file of the folder."""

    bytes: int = Field(ge=0)
    sha256: str


class Manifest(Record):
    """All that an index was made from and consists of; nothing in it depends on the clock."""

    format: int
    litmus: str
    generation: str
    model: Model
    settings: dict[str, Any]
    counts: Counts
    files: dict[str, File]


def litmus_version() -> str:
    """The installed version, or `unknown` in a clone that was never installed."""
    try:
        return version("litmus")
    except PackageNotFoundError:
        return "unknown"


def hash_files(folder: Path) -> dict[str, File]:
    """The files below a folder by relative path, but for the manifest."""
    paths = sorted(p for p in folder.rglob("*") if p.is_file() and p != folder / MANIFEST)
    return {path.relative_to(folder).as_posix(): _hashed(path) for path in paths}


def _hashed(path: Path) -> File:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return File(bytes=path.stat().st_size, sha256=digest)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest; it is the last file of a folder to be written."""
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1) + "\n", "utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest and hold the folder's files to it.

    Raises StateError where it is missing or of another format, or a file differs.
    """
    try:
        text = (folder / MANIFEST).read_bytes()
    except OSError as exc:
        raise StateError(f"the index {folder} has no {MANIFEST}; {REMEDY}") from exc
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as exc:
        message = f"the {MANIFEST} of {folder} is damaged or of another version; {REMEDY}"
        raise StateError(message) from exc
    if manifest.format != FORMAT:
        message = f"the index {folder} has format {manifest.format}, this is {FORMAT}; {REMEDY}"
        raise StateError(message)
    _check_files(folder, manifest)
    return manifest


def _check_files(folder: Path, manifest: Manifest) -> None:
    found = hash_files(folder)
    for name, file in manifest.files.items():
        if found.get(name) != file:
            what = "differs from its manifest" if name in found else "is missing"
            raise StateError(f"the index {folder} is damaged: {name} {what}; {REMEDY}")
