"""In: the bytes of a Word file (DOCX); out: the lines of its text, marked up as in Markdown."""

import io
import logging
import zipfile
from xml.parsers.expat import ExpatError

from ingest.errors import InputError
from ingest.lines import Data
from ingest.webpage import html_lines

_BODY = "word/document.xml"
_MOST = 200 * 1024 * 1024
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
# What mammoth raises on damaged files: it has no errors of its own.
_BROKEN = (
    zipfile.BadZipFile,
    ExpatError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    RecursionError,
    NotImplementedError,
    OSError,
    EOFError,
)


def is_word(data: Data) -> bool:
    """Whether bytes are a Word file: a ZIP with a document's body in it."""
    if data[:4] != b"PK\x03\x04":
        return False
    try:
        return _BODY in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def word_lines(file: str, data: bytes) -> tuple[str, ...]:
    """The lines of a Word file. Raises InputError where it is damaged or has no text."""
    import mammoth  # type: ignore[import-untyped]

    logging.getLogger("mammoth").setLevel(logging.CRITICAL)
    damaged = InputError(file, "this Word file is damaged", "open it and save it anew as DOCX")
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
        if sum(part.file_size for part in parts) > _MOST:
            raise InputError(file, "unpacks to more than 200 MiB", "take the pictures out of it")
        html = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
        ).value
    except _BROKEN as exc:
        raise damaged from exc
    lines = html_lines(str(html))
    if not any(lines):
        raise InputError(file, "this Word file has no text", "fill it, or leave it out")
    return lines
