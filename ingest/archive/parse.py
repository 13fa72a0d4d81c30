"""In: the text of an archive of paper reviews; out: a document with one source for each review.

The steps: headers -> layout (which line belongs to which review) -> titles, links, dates -> blocks.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from ingest.archive.borders import find_layout
from ingest.archive.content import blocks_of
from ingest.archive.headers import find_headers
from ingest.archive.identity import identify
from ingest.archive.kinds import guess_kind
from ingest.archive.naming import Naming, name_work, titles_come_first
from ingest.archive.piece import Layout, Piece
from ingest.archive.remarks import layout_notes, shared_date, shared_link
from ingest.archive.reviewers import reviewers_of
from ingest.archive.signed import signed_headers
from ingest.dates import SettledDate, settle
from ingest.oddities import oddities
from ingest.records import Document, Furniture, Note, RawText, Repair, Source
from ingest.spans import spans_of


def parse_archive(raw: RawText, known: Mapping[str, str]) -> Document:  # noqa: ARG001
    """Reads an archive of reviews, of any newsletter; raises nothing, whatever the text is.

    Every non-blank line lies in exactly one source's spans or one class of furniture. What could
    not be read is None and has a note. `known` is not used: an archive names its own works.
    """
    layout = find_layout(raw.lines, find_headers(raw.lines) or signed_headers(raw.lines))
    sources: list[Source] = []
    repairs: list[Repair] = []
    for source, repaired in read_reviews(raw, layout.pieces):
        sources.append(source)
        repairs += repaired
    return Document(
        file=raw.file,
        sha256=raw.sha256,
        type="review",
        encoding=raw.encoding,
        line_count=len(raw.lines),
        sources=tuple(sources),
        furniture=_furniture(layout, raw.lines),
        repairs=tuple(repairs),
    )


def read_reviews(
    raw: RawText, pieces: Sequence[Piece]
) -> Iterator[tuple[Source, tuple[Repair, ...]]]:
    """The sources one by one, in order, with their repairs; none is held on to.

    What a review needs to know of the others is settled before: days, titles' place, ids.
    """
    days = settle([piece.header.date if piece.header else None for piece in pieces])
    lead_first = titles_come_first(raw.lines, pieces)
    bearers: dict[str, list[str]] = defaultdict(list)
    for piece, day in zip(pieces, days, strict=True):
        if day.iso:
            bearers[day.iso].append(_source_id(raw, piece))
    first: dict[str, tuple[str, str | None]] = {}
    for i, (piece, day) in enumerate(zip(pieces, days, strict=True)):
        naming = name_work(raw.lines, piece, lead_first)
        source = layout_notes(_source(raw, piece, day, naming), i, pieces, raw.lines)
        source = shared_link(shared_date(source, bearers), first)
        yield source, (*naming.repairs, *_date_repairs(piece, day))


def _source_id(raw: RawText, piece: Piece) -> str:
    return f"{PurePath(raw.file).stem}:{min(piece.lines)}"


def _source(raw: RawText, piece: Piece, day: SettledDate, naming: Naming) -> Source:
    lines = raw.lines
    identity = identify([(n, lines[n - 1]) for n in piece.lines], piece.lines[-1])
    spans = spans_of(piece.lines, lines)
    blocks = blocks_of(lines, piece, naming.lines)
    people, people_notes = reviewers_of(lines, piece)
    notes = [*naming.notes, *people_notes, *identity.notes, *_date_notes(piece, day)]
    notes += oddities(blocks)
    text = "\n".join(block.text for block in blocks)
    return Source(
        source_id=_source_id(raw, piece),
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
