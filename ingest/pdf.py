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
from typing import TYPE_CHECKING

from ingest.errors import InputError
from ingest.metadata import Metadata, one_line

if TYPE_CHECKING:
    from pypdf import PageObject

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
        sizes: list[tuple[float, str]] = []
        pages = [
            _clean(_text_of(page, None if i else sizes)) for i, page in enumerate(reader.pages)
        ]
        stated = _stated(reader.metadata, _largest(sizes), pages)
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


def _text_of(page: "PageObject", sizes: list[tuple[float, str]] | None) -> str:
    """The text of a page; notes (size, text) of what stands upright on it where a list is given."""
    if sizes is None:
        return page.extract_text()

    def note(text: str, _at: object, place: Sequence[float], _font: object, size: float) -> None:
        if text.strip() and not round(place[1], 3):
            sizes.append((round(abs(size * place[3]), 1), text))

    return page.extract_text(visitor_text=note)


def _largest(sizes: Sequence[tuple[float, str]]) -> str | None:
    """The text in the largest type of a page, if it is as long as a title is."""
    most = max((size for size, _ in sizes), default=0.0)
    text = one_line(" ".join(text for size, text in sizes if size == most))
    larger = any(size < most for size, _ in sizes)
    return text if larger and 2 <= len(text.split()) <= 40 else None


def _clean(text: str) -> list[str]:
    """The lines of a page, control characters dropped."""
    return [re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", line).rstrip() for line in text.split("\n")]


def _stated(info: object, largest: str | None, pages: Sequence[Sequence[str]]) -> Metadata:
    """Title and authors of the file's properties, where the first page says the same.

    Without them, what stands on the first page in the largest type is the title.
    """
    title, author = (getattr(info, name, None) for name in ("title", "author"))
    top = _letters(" ".join(pages[0][:40])) if pages else ""
    authors = re.split(r"\s*(?:;|,|\band\b)\s*", str(author)) if author else []
    names = tuple(name for name in authors if len(_letters(name)) > 3 and _letters(name) in top)
    told = title is not None and len(_letters(str(title))) > 7 and _letters(str(title)) in top
    return Metadata(title=str(title) if told else largest, authors=names)


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
