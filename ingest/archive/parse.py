"""In: the text of an archive of paper reviews; out: a document with one source for each review.

The steps: headers -> layout (which line belongs to which review) -> titles, links, dates -> blocks.
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from ingest.archive.borders import find_layout
from ingest.archive.content import blocks_of
from ingest.archive.headers import find_headers
from ingest.archive.identity import Identity, identify
from ingest.archive.kinds import guess_kind
from ingest.archive.naming import Naming, name_work, titles_come_first
from ingest.archive.piece import Layout, Piece, spans_of
from ingest.archive.remarks import layout_notes, shared_dates, shared_links
from ingest.archive.reviewers import reviewers_of
from ingest.dates import SettledDate, settle
from ingest.oddities import oddities
from ingest.records import Document, Furniture, Note, RawText, Repair, Source


def parse_archive(raw: RawText, known: Mapping[str, str]) -> Document:  # noqa: ARG001
    """Reads an archive of reviews, of any newsletter; raises nothing, whatever the text is.

    Every non-blank line lies in exactly one source's spans or one class of furniture. What could
    not be read is None and has a note. `known` is not used: an archive names its own works.
    """
    lines = raw.lines
    layout = find_layout(lines, find_headers(lines))
    pieces = layout.pieces
    dates = settle([piece.header.date if piece.header else None for piece in pieces])
    lead_first = titles_come_first(lines, pieces)
    sources: list[Source] = []
    repairs: list[Repair] = []
    for piece, day in zip(pieces, dates, strict=True):
        naming = name_work(lines, piece, lead_first)
        identity = identify([(n, lines[n - 1]) for n in piece.lines], piece.lines[-1])
        sources.append(_source(raw, piece, day, naming, identity))
        repairs += [*naming.repairs, *_date_repairs(piece, day)]
    sources = shared_links(shared_dates(layout_notes(sources, pieces, lines)))
    return Document(
        file=raw.file,
        sha256=raw.sha256,
        type="review",
        encoding=raw.encoding,
        line_count=len(lines),
        sources=tuple(sources),
        furniture=_furniture(layout, lines),
        repairs=tuple(repairs),
    )


def _source(
    raw: RawText, piece: Piece, day: SettledDate, naming: Naming, identity: Identity
) -> Source:
    lines = raw.lines
    spans = spans_of(piece.lines, lines)
    blocks = blocks_of(lines, piece, naming.lines)
    people, people_notes = reviewers_of(lines, piece)
    notes = [*naming.notes, *people_notes, *identity.notes, *_date_notes(piece, day)]
    notes += oddities(blocks)
    text = "\n".join(block.text for block in blocks)
    return Source(
        source_id=f"{PurePath(raw.file).stem}:{spans[0][0]}",
        type="review",
        file=raw.file,
        spans=spans,
        header=piece.header.text if piece.header else None,
        date=day.iso,
        date_printed=piece.header.date.printed if piece.header else None,
        reviewers=people,
        title=naming.title,
        title_printed=naming.printed,
        links=identity.links,
        arxiv_id=identity.arxiv_id if naming.link_trusted else None,
        kind=guess_kind(naming.title, text),
        blocks=blocks,
        notes=tuple(sorted(notes, key=lambda note: note.line)),
    )


def _date_notes(piece: Piece, day: SettledDate) -> list[Note]:
    if piece.header is None or day.code is None:
        return []
    return [Note(code=day.code, line=piece.header.line, message=day.message or "")]


def _date_repairs(piece: Piece, day: SettledDate) -> list[Repair]:
    if piece.header is None or day.code != "date-typo":
        return []
    printed = piece.header.date.printed
    return [Repair(line=piece.header.line, rule="date-typo", before=printed, after=day.iso or "")]


def _furniture(layout: Layout, lines: Sequence[str]) -> tuple[Furniture, ...]:
    return tuple(
        Furniture(kind=kind, spans=spans_of(numbers, lines))
        for kind, numbers in sorted(layout.furniture.items())
    )
