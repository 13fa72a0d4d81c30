"""In: paths; out: files as `RawText`, or one `InputError` that says what to do."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from ingest.errors import InputError
from ingest.records import RawText

SUFFIXES = frozenset({".md", ".txt", ".markdown", ".text"})
MAX_BYTES = 512 * 1024 * 1024
MAX_LINE = 1_000_000
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """List the readable files among `paths`, folders walked in name order.

    Raises InputError for a path that does not exist or a folder without readable files.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and _wanted(p, path))
            if not inside:
                kinds = ", ".join(sorted(SUFFIXES))
                raise InputError(str(path), "no readable file in this folder", f"add {kinds} files")
            found.update(dict.fromkeys(p.resolve() for p in inside))
        elif path.is_file():
            found[path.resolve()] = None
        else:
            raise InputError(str(path), "no such file or folder", "check the path")
    return tuple(found)


def _wanted(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return path.suffix.lower() in SUFFIXES and not hidden


def read_file(path: Path) -> bytes:
    """The bytes of a file; raises InputError when it cannot be read or is too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(
                str(path), f"larger than {MAX_BYTES // 2**20} MiB", "split it into smaller files"
            )
        return path.read_bytes()
    except OSError as exc:
        problem = f"cannot be read ({exc.strerror})"
        raise InputError(str(path), problem, "check that it is there and readable") from exc


def decode(file: str, data: bytes) -> RawText:
    """Decode bytes as UTF-8 (or UTF-16 by its byte-order mark) and cut them into lines.

    A line ends at LF or CR LF; other separators stay in the line, so that numbers agree with
    an editor's. Raises InputError for an empty or binary file, another encoding, or a line of
    more than a million characters.
    """
    if not data.strip():
        raise InputError(file, "the file is empty", "remove it or fill it")
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), "utf-8")
    if encoding != "utf-16" and b"\0" in data:
        raise InputError(file, "this is a binary file", "give a text or Markdown file")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as exc:
        bad = data.count(b"\n", 0, exc.start) + 1
        remedy = "save it as UTF-8 (e.g. with `iconv -t utf-8`)"
        raise InputError(file, f"not {encoding} text", remedy, bad) from exc
    lines = tuple(line.removesuffix("\r") for line in text.split("\n"))
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            problem = f"a line of {len(line):,} characters"
            raise InputError(file, problem, "break it into lines of under a million", number)
    if lines[-1] == "":
        lines = lines[:-1]
    return RawText(
        file=file, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding, lines=lines
    )
