"""In: the bytes of a PDF; out: the lines of its text, a form feed on a line of its own per page.

What is written on a page comes in the order in which the file draws it. Blank lines are put in
where a paragraph ends or a heading stands, since a PDF has none.
"""

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from statistics import median

from ingest.errors import InputError
from ingest.metadata import Metadata

PAGE_BREAK = "\f"
# What pypdf raises on damaged files besides its own errors: its objects are not what they should.
_BROKEN = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    AssertionError,
    OSError,
    struct.error,
    zlib.error,
)
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[A-H](?:\.\d{1,2}){1,2})\s+[A-Z][^.]{2,80}"
)
_SECTION = re.compile(
    r"(?:abstract|introduction|related work|background|methods?|experiments?|results|discussion|"
    r"limitations|conclusions?|acknowledge?ments?|references|appendix)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?:][\"”')\]]*$")
_SHORT = 0.8


def pdf_lines(file: str, data: bytes) -> tuple[str, ...]:
    """The lines of a PDF. Raises InputError where it is damaged, locked or has no text."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    # Its warnings on untidy files would reach the terminal.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    locked = InputError(file, "this PDF is locked by a password", "save it without one")
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
        pages = [_clean(page.extract_text()) for page in reader.pages]
        stated = _stated(reader.metadata, pages)
    except (DependencyError, FileNotDecryptedError) as exc:
        raise locked from exc
    except (PyPdfError, *_BROKEN) as exc:
        raise InputError(file, "this PDF is damaged", "print or save it anew as PDF") from exc
    if not any(line.strip() for page in pages for line in page):
        raise InputError(file, "this PDF has no text (a scan?)", "run text recognition on it first")
    lines = [*stated.lines, ""] if stated.lines else []
    for number, page in enumerate(pages):
        if number:
            lines.append(PAGE_BREAK)
        lines += _with_gaps(page)
    return tuple(lines)


def page_starts(lines: Sequence[str]) -> tuple[int, ...]:
    """The first line (1-based) of each page of the text of a PDF."""
    return (1, *(n + 1 for n, line in enumerate(lines, 1) if line == PAGE_BREAK))


def page_of(lines: Sequence[str], number: int) -> int:
    """The page (1-based) on which a line of the text of a PDF stands."""
    return 1 + sum(line == PAGE_BREAK for line in lines[: number - 1])


def _clean(text: str) -> list[str]:
    """The lines of a page, control characters dropped."""
    return [re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", line).rstrip() for line in text.split("\n")]


def _stated(info: object, pages: Sequence[Sequence[str]]) -> Metadata:
    """Title and authors of the file's properties, where the first page says the same."""
    title, author = (getattr(info, name, None) for name in ("title", "author"))
    top = _letters(" ".join(pages[0][:40])) if pages else ""
    authors = re.split(r"\s*(?:;|,|\band\b)\s*", str(author)) if author else []
    names = tuple(name for name in authors if len(_letters(name)) > 3 and _letters(name) in top)
    told = title is not None and len(_letters(str(title))) > 7 and _letters(str(title)) in top
    return Metadata(title=str(title) if told else None, authors=names)


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _with_gaps(page: Sequence[str]) -> Iterator[str]:
    """A page's lines with a blank one after each paragraph's last line and around headings."""
    lengths = [len(line) for line in page if len(line.split()) > 3]
    usual = median(lengths) if lengths else 0
    gap = True
    for line in page:
        heading = _is_heading(line.strip())
        if heading and not gap:
            yield ""
        yield line
        gap = not line.strip()
        last = bool(_ENDS.search(line)) and len(line) < _SHORT * usual
        if heading or last:
            yield ""
            gap = True


def _is_heading(line: str) -> bool:
    if len(line.split()) > 12:
        return False
    return bool(_NUMBERED.fullmatch(line) or _SECTION.fullmatch(line.rstrip(".:")))
