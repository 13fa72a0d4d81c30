"""In: an Atom file as arXiv's interface answers; out: each entry's metadata and abstract as lines.

An entry begins with its "Title: …" line, after a blank one; its abstract is one line.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from ingest.errors import InputError
from ingest.lines import Data
from ingest.metadata import Metadata, day_of, one_line, own_arxiv_id

_ATOM = "{http://www.w3.org/2005/Atom}"
ABSTRACT = "Abstract:"


def looks_like_feed(data: Data) -> bool:
    """Whether bytes begin as XML whose first element is an Atom feed or entry."""
    start = re.sub(
        rb"^(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,200}\?>\s*|<!--.{0,500}?-->\s*)*", b"", data[:2000]
    )
    return re.match(rb"<(?:\w+:)?(?:feed|entry)\b[^>]*w3\.org/2005/Atom", start) is not None


def feed_lines(file: str, data: bytes) -> tuple[str, ...]:
    """The lines of all entries. Raises InputError where it is no sound XML or has no entry."""
    # No feed declares entities; a file that does means to blow up when read.
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise InputError(file, "this XML file declares a document type", "save the feed as it is")
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as exc:
        raise InputError(file, "this XML file is damaged", "save the feed anew") from exc
    entries = [root] if root.tag == f"{_ATOM}entry" else root.findall(f"{_ATOM}entry")
    lines = [line for entry in entries for line in _entry(entry)]
    if not lines:
        raise InputError(file, "this feed has no entry", "save the answer of another query")
    return tuple(lines[:-1])


def _entry(entry: ElementTree.Element) -> Iterator[str]:
    address = _text(entry, "id")
    stated = Metadata(
        title=_text(entry, "title") or "(no title)",
        authors=tuple(
            name for author in entry.findall(f"{_ATOM}author") if (name := _text(author, "name"))
        ),
        date=day_of(_text(entry, "published")),
        arxiv_id=own_arxiv_id(address),
        link=address or None,
    )
    yield from stated.lines
    if summary := _text(entry, "summary"):
        yield from ("", ABSTRACT, summary)
    yield ""


def _text(element: ElementTree.Element, name: str) -> str:
    return one_line(element.findtext(f"{_ATOM}{name}") or "")
