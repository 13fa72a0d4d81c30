"""In: paths and the files known so far; out: the list of files a library is made from."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath

from pydantic import ValidationError

from ingest.errors import InputError, StateError
from ingest.formats import Format
from ingest.read import decode, find_files, read_file
from ingest.records import Document, Record, SourceType
from ingest.replace import replacing
from ingest.texts import keep_text

_FORMAT_OF: dict[SourceType, Format] = {
    "card": "card",
    "review": "archive",
    "thread": "thread",
    "transcript": "transcript",
    "document": "document",
}


class Input(Record):
    """One file of a library: `file` names it, `origin` is its path, `sha256` its kept bytes."""

    file: str
    origin: str
    sha256: str
    form: Format


class Rejected(Record):
    """A file that was set aside, with the one line that says why and what to do."""

    file: str
    reason: str


def input_of(doc: Document) -> Input:
    """The input a document was parsed from."""
    return Input(file=doc.file, origin=doc.origin, sha256=doc.sha256, form=_FORMAT_OF[doc.type])


def write_inputs(path: Path, inputs: Iterable[Input]) -> None:
    """Write the list of files a library is made from, in one atomic step."""
    with replacing(path) as file:
        file.writelines(i.model_dump_json().encode() + b"\n" for i in inputs)


def read_inputs(path: Path) -> tuple[Input, ...]:
    """The list that `write_inputs` wrote; empty where there is none.

    Raises StateError where it is damaged.
    """
    if not path.is_file():
        return ()
    try:
        lines = path.read_bytes().splitlines()
        return tuple(Input.model_validate_json(line) for line in lines)
    except (OSError, ValidationError) as exc:
        message = f"{path} is damaged; move it away and run `litmus ingest` with your files again"
        raise StateError(message) from exc


def gather(
    known: Iterable[Input], paths: Sequence[Path], form: Format, texts: Path
) -> tuple[tuple[Input, ...], tuple[Rejected, ...]]:
    """The known inputs with the files at `paths` added or replaced, and the files set aside.

    A folder given again also loses the files that are no longer in it. A file that cannot be
    read is set aside and what it would have replaced stays. Raises InputError for a path that
    does not exist or a folder with nothing to read.
    """
    files = find_files(paths)
    folders = [path.resolve() for path in paths if path.is_dir()]
    inputs = {i.origin: i for i in known if not _left(i.origin, folders)}
    rejected: list[Rejected] = []
    for path in files:
        try:
            data = read_file(path)
            decode(path.name, data)
        except InputError as exc:
            rejected.append(Rejected(file=path.name, reason=str(exc)))
            continue
        new = _named(path, keep_text(texts, data), form, inputs)
        inputs = {o: i for o, i in inputs.items() if i.file != new.file} | {new.origin: new}
    return tuple(inputs.values()), tuple(rejected)


def _left(origin: str, folders: Sequence[Path]) -> bool:
    inside = any(PurePath(origin).is_relative_to(folder) for folder in folders)
    return inside and not Path(origin).exists()


def _named(path: Path, digest: str, form: Format, inputs: Mapping[str, Input]) -> Input:
    """An input for a path, named as before, or by its file name, or with its folder's before it.

    A name is free for a file that was moved: the old path is gone, or the bytes are the same.
    """
    origin = path.as_posix()
    same = inputs.get(origin)
    if same and form == "auto":
        form = same.form  # a file keeps its kind, so that a card spoilt in editing is no document
    taken = {
        PurePath(known.file).stem
        for known in inputs.values()
        if known.origin != origin and known.sha256 != digest and Path(known.origin).exists()
    }
    names = [same.file] if same else [path.name, f"{path.parent.name}-{path.name}"]
    names += [f"{path.stem}-{digest[:8]}{path.suffix}"]
    file = next(name for name in names if same or PurePath(name).stem not in taken)
    return Input(file=file, origin=origin, sha256=digest, form=form)
