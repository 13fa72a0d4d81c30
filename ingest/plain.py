"""In: a plain or Markdown document; out: a document with one source, the whole file."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from ingest.blocks import read_blocks
from ingest.links import Link, find_links
from ingest.records import Document, Note, RawText, Source

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<title>.*?)\s*#*\s*$")
_MARKS = '*_`"“” '
_LONGEST_TITLE = 200
_TOP = 12
"""An arXiv link within so many lines from the top is the document's own."""


def parse_plain(raw: RawText, known: Mapping[str, str]) -> Document:  # noqa: ARG001
    """Read a text about one work; its title is the first heading, else the first line if short."""
    filled = [n for n, line in enumerate(raw.lines, 1) if line.strip()]
    return Document(
        file=raw.file,
        sha256=raw.sha256,
        type="document",
        encoding=raw.encoding,
        line_count=len(raw.lines),
        sources=(_source(raw, filled),) if filled else (),
    )


def _source(raw: RawText, filled: Sequence[int]) -> Source:
    first, last = filled[0], filled[-1]
    links = [(n, link) for n in filled for link in find_links(raw.lines[n - 1])]
    printed = _title(raw.lines, filled)
    arxiv_id = _own_id(links, first)
    notes: list[Note] = []
    if printed is None:
        message = "the text begins with no heading and no short line that could be its title"
        notes.append(Note(code="no-title", line=first, message=message))
    if arxiv_id is None:
        message = "no arXiv link can be told to be this document's own"
        notes.append(Note(code="no-arxiv-id", line=first, message=message))
    return Source(
        source_id=f"{PurePath(raw.file).stem}:{first}",
        type="document",
        file=raw.file,
        spans=((first, last),),
        title=(printed.strip(_MARKS) or None) if printed else None,
        title_printed=printed,
        links=tuple(dict.fromkeys(link.printed for _, link in links)),
        arxiv_id=arxiv_id,
        blocks=read_blocks([(n, raw.lines[n - 1]) for n in range(first, last + 1)]),
        notes=tuple(notes),
    )


def _title(lines: Sequence[str], filled: Sequence[int]) -> str | None:
    headings = (match["title"] for n in filled if (match := _HEADING.match(lines[n - 1][:1000])))
    title = next((text for text in headings if text.strip(_MARKS)), None)
    opening = lines[filled[0] - 1].strip()
    return title or (opening if len(opening) <= _LONGEST_TITLE else None)


def _own_id(links: Sequence[tuple[int, Link]], first: int) -> str | None:
    """The only arXiv id of the text, or the only one at its top: others are references."""
    ids = {link.arxiv_id for _, link in links if link.arxiv_id}
    top = {link.arxiv_id for n, link in links if link.arxiv_id and n < first + _TOP}
    for found in (ids, top):
        if len(found) == 1:
            return next(iter(found))
    return None
