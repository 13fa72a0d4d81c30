"""In: the sources of one archive; out: the same, with notes that only their neighbours explain."""

from collections.abc import Sequence

from ingest.archive.piece import Piece
from ingest.archive.shape import is_tool_leftover
from ingest.archive.titles import same_title
from ingest.records import Note, Source


def layout_notes(
    sources: Sequence[Source], pieces: Sequence[Piece], lines: Sequence[str]
) -> list[Source]:
    """Says how a review without header was found, what stands before one, what a tool left."""
    noted = []
    for i, (source, piece) in enumerate(zip(sources, pieces, strict=True)):
        extra = []
        if piece.cause != "header":
            extra.append(_no_header(i, source, piece, sources))
        left = [n for n in piece.lines if is_tool_leftover(lines[n - 1])]
        text = "A tool said this to its user; it is no part of the review."
        extra += [Note(code="tool-leftover", line=n, message=text) for n in left]
        shown = {block.lines[0] for block in source.blocks}.union(left)
        text = "This line stands before the header of the review it announces."
        for n in [n for n in piece.lead if n in shown][:1]:
            extra.append(Note(code="before-header", line=n, message=text))
        noted.append(_with(source, extra))
    return noted


def _no_header(i: int, source: Source, piece: Piece, sources: Sequence[Source]) -> Note:
    how = {
        "after-link": "the text goes on after the previous review's closing link",
        "subject": "the subject changes at a paragraph that opens a review",
        "no-header": "the text before the first header is a review of its own",
        "header": "",
    }[piece.cause]
    near = [s.date_printed for s in (*sources[max(0, i - 1) : i], *sources[i + 1 : i + 2])]
    days = " and ".join(day for day in near if day)
    beside = f"; the neighbours are dated {days}" if days else ""
    text = f"No header, so no date and no reviewer: {how}{beside}."
    return Note(code="missing-header", line=source.spans[0][0], message=text)


def shared_dates(sources: Sequence[Source]) -> list[Source]:
    """Notes dates that two or more reviews bear."""
    bearers: dict[str, list[str]] = {}
    for source in sources:
        if source.date:
            bearers.setdefault(source.date, []).append(source.source_id)
    noted = []
    for source in sources:
        others = [o for o in bearers.get(source.date or "", ())[:9] if o != source.source_id]
        text = f"The date is also that of {', '.join(others)}."
        note = Note(code="shared-date", line=source.spans[0][0], message=text)
        noted.append(_with(source, [note] if others else []))
    return noted


def shared_links(sources: Sequence[Source]) -> list[Source]:
    """Drops an arXiv id that an earlier review bears under another title: a link copied along."""
    first: dict[str, Source] = {}
    kept = []
    for source in sources:
        earlier = first.setdefault(source.arxiv_id, source) if source.arxiv_id else source
        if earlier.title and source.title and not same_title(earlier.title, source.title):
            text = f"The link is that of {earlier.source_id}, which has another title."
            note = Note(code="link-of-another-work", line=source.spans[-1][1], message=text)
            kept.append(_with(source.model_copy(update={"arxiv_id": None}), [note]))
        else:
            kept.append(source)
    return kept


def _with(source: Source, extra: Sequence[Note]) -> Source:
    notes = sorted((*source.notes, *extra), key=lambda note: note.line)
    return source.model_copy(update={"notes": tuple(notes)}) if extra else source
