"""In: paths; out: files as `RawText`, or one `InputError` that says what to do."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from ingest.errors import InputError
from ingest.lines import Data, Lines
from ingest.records import RawText

TEXT_SUFFIXES = frozenset({".md", ".txt", ".markdown", ".text", ".rst", ".vtt", ".srt"})
SUFFIXES = TEXT_SUFFIXES | {".pdf", ".html", ".htm", ".xhtml", ".docx", ".xml", ".atom"}
MAX_BYTES = 256 * 1024 * 1024
"""The records of an archive take about eight times its size in memory."""
MAX_LINE = 1_000_000
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """List the readable files among `paths`, folders walked in name order.

    Raises InputError for a path that does not exist, a folder that cannot be read or one without
    readable files.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            _check_readable(path)
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


def _check_readable(folder: Path) -> None:
    """Raises InputError where a folder's names cannot be read: walking it would find nothing."""
    try:
        next(folder.iterdir(), None)
    except OSError as exc:
        problem = f"the folder cannot be read ({exc.strerror})"
        raise InputError(str(folder), problem, "change its rights, or name another") from exc


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


def decode(file: str, data: Data) -> RawText:
    """The lines of a file: the one place where bytes of any format become text.

    A PDF, web page, Word or Atom file becomes the lines of its text (`encoding` says which it
    was), the same for the same bytes. Anything else is UTF-8 (or UTF-16 by its byte-order
    mark); there a line ends at LF or CR LF, other separators stay in it, so that numbers agree
    with an editor's. Raises InputError for an empty, damaged or binary file, another encoding,
    or a line of more than a million characters.
    """
    if not data[:4096].strip() and not data[:].strip():
        raise InputError(file, "the file is empty", "remove it or fill it")
    form = _format_of(file, data)
    encoding, lines = (form, _extracted(form, file, data[:])) if form else _text_lines(file, data)
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            problem = f"a line of {len(line):,} characters"
            raise InputError(file, problem, "break it into lines of under a million", number)
    return RawText(
        file=file, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding, lines=lines
    )


def _format_of(file: str, data: Data) -> str | None:
    """What must be taken apart to be read, by its first bytes; None for text."""
    from ingest.atom import looks_like_feed
    from ingest.webpage import looks_like_page
    from ingest.word import is_word

    suffix = Path(file).suffix.lower()
    if data[:64].lstrip().startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    if suffix == ".pdf":
        raise InputError(file, "this is no PDF", "save it anew as PDF")
    if is_word(data):
        return "docx"
    if looks_like_feed(data):
        return "atom"
    if suffix in (".xml", ".atom"):
        raise InputError(file, "this XML file is no Atom feed", "leave it out")
    return "html" if looks_like_page(file, data) else None


@lru_cache(maxsize=4)
def _extracted(form: str, file: str, data: bytes) -> tuple[str, ...]:
    """The lines taken out of another format; kept for a moment, since one ingest asks thrice."""
    from ingest.atom import feed_lines
    from ingest.pdf import pdf_lines
    from ingest.webpage import page_lines
    from ingest.word import word_lines

    readers = {"pdf": pdf_lines, "html": page_lines, "docx": word_lines, "atom": feed_lines}
    return readers[form](file, data)


def _text_lines(file: str, data: Data) -> tuple[str, Sequence[str]]:
    """The encoding of a text file and its lines."""
    bom, encoding = next(
        ((b, e) for b, e in _BOMS.items() if data[:3].startswith(b)), (b"", "utf-8")
    )
    if encoding != "utf-16" and data.find(b"\0") >= 0:
        remedy = "give a text, Markdown, PDF, HTML or DOCX file"
        raise InputError(file, "this is a binary file", remedy)
    try:
        if encoding == "utf-16":
            return encoding, Lines(data[:].decode(encoding).encode())
        return encoding, Lines(data, len(bom))
    except UnicodeDecodeError as exc:
        bad = exc.object.count(b"\n", 0, exc.start) + 1
        remedy = "save it as UTF-8 (e.g. with `iconv -t utf-8`)"
        raise InputError(file, f"not {encoding} text", remedy, bad) from exc
