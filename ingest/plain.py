"""In: a text about one work (plain, Markdown, or taken from a PDF, web page, Word or Atom file);
out: a document with one source: the whole file, or an entry of a feed.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from ingest.atom import ABSTRACT
from ingest.blocks import read_blocks
from ingest.hyphens import join_words
from ingest.links import Link, find_links
from ingest.metadata import EXTRACTED, Metadata, read_metadata
from ingest.origins import origin_of
from ingest.pdf import page_starts
from ingest.records import Document, Note, RawText, Repair, Source
from ingest.running_heads import running_heads
from ingest.spans import spans_of

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<title>.*?)\s*#*\s*$")
_MARKS = '*_`"“” '
_LONGEST_TITLE = 200


def parse_plain(raw: RawText, known: Mapping[str, str]) -> Document:  # noqa: ARG001
    """Read a text about one work; its title is as stated, else the first heading or short line."""
    furniture = running_heads(raw.lines) if raw.encoding == "pdf" else ()
    left_out = {n for piece in furniture for span in piece.spans for n in range(*_ends(span))}
    filled = [n for n, line in enumerate(raw.lines, 1) if line.strip() and n not in left_out]
    parts = _entries(raw.lines, filled) if raw.encoding == "atom" else [filled]
    sources = [_source(raw, part) for part in parts if part]
    repairs: tuple[Repair, ...] = ()
    if raw.encoding == "pdf" and sources:
        blocks, repairs = join_words(sources[0].blocks)
        sources = [sources[0].model_copy(update={"blocks": blocks})]
    return Document(
        file=raw.file,
        sha256=raw.sha256,
        type="document",
        encoding=raw.encoding,
        line_count=len(raw.lines),
        sources=tuple(sources),
        furniture=furniture,
        repairs=repairs,
    )


def _ends(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], span[1] + 1


def _entries(lines: Sequence[str], filled: Sequence[int]) -> list[list[int]]:
    """The lines of each entry of a feed: each begins with its title, after a blank line."""
    parts: list[list[int]] = []
    for n in filled:
        opens = lines[n - 1].startswith("Title: ") and (n == 1 or not lines[n - 2].strip())
        if opens or not parts:
            parts.append([])
        parts[-1].append(n)
    return parts


def _source(raw: RawText, filled: Sequence[int]) -> Source:
    first = filled[0]
    numbered = [(n, raw.lines[n - 1]) for n in filled]
    stated, count = Metadata(), 0
    if raw.encoding in EXTRACTED:
        stated, count = read_metadata([line for _, line in numbered])
    body = filled[count:]
    links = [(n, link) for n in body for link in find_links(raw.lines[n - 1])]
    printed = stated.title or _title(raw.lines, body)
    origin = origin_of(raw, stated, links, first)
    notes = _stated_notes(stated, first)
    if printed is None:
        message = "the text begins with no heading and no short line that could be its title"
        notes.append(Note(code="no-title", line=first, message=message))
    notes += origin.notes
    if raw.encoding == "pdf":
        notes.append(_pages(raw.lines))
    return Source(
        source_id=f"{PurePath(raw.file).stem}:{first}",
        type="document",
        file=raw.file,
        spans=spans_of(filled, raw.lines),
        date=origin.date,
        date_printed=origin.date_printed,
        title=(printed.strip(_MARKS) or None) if printed else None,
        title_printed=printed,
        links=_printed(stated, links),
        arxiv_id=origin.arxiv_id,
        blocks=read_blocks(_with_gaps(raw, body)),
        notes=tuple(notes),
    )


def _with_gaps(raw: RawText, body: Sequence[int]) -> list[tuple[int, str]]:
    """The body's lines and the blank ones between; what is left out between them is blank too."""
    wanted = {n for n in body if raw.encoding != "atom" or raw.lines[n - 1] != ABSTRACT}
    span = range(body[0], body[-1] + 1) if body else ()
    return [(n, raw.lines[n - 1] if n in wanted else "") for n in span]


def _printed(stated: Metadata, links: Sequence[tuple[int, Link]]) -> tuple[str, ...]:
    own = (stated.link,) if stated.link else ()
    return tuple(dict.fromkeys([*own, *(link.printed for _, link in links)]))


def _title(lines: Sequence[str], body: Sequence[int]) -> str | None:
    headings = (match["title"] for n in body if (match := _HEADING.match(lines[n - 1][:1000])))
    title = next((text for text in headings if text.strip(_MARKS)), None)
    opening = lines[body[0] - 1].strip() if body else ""
    return title or (opening if 0 < len(opening) <= _LONGEST_TITLE else None)


def _stated_notes(stated: Metadata, line: int) -> list[Note]:
    if not stated.authors:
        return []
    return [Note(code="authors", line=line, message=f"By {', '.join(stated.authors)}.")]


def _pages(lines: Sequence[str]) -> Note:
    starts = page_starts(lines)
    at = ", ".join(map(str, starts))
    message = f"{len(starts)} pages; they begin at lines {at}." if starts[1:] else "One page."
    return Note(code="pages", line=1, message=message)
