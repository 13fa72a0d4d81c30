"""In: a source and its neighbours in the archive; out: the same with notes only they explain."""

from collections.abc import Mapping, Sequence

from ingest.archive.piece import Piece
from ingest.archive.shape import is_tool_leftover
from ingest.archive.titles import same_title
from ingest.records import Note, Source


def layout_notes(source: Source, i: int, pieces: Sequence[Piece], lines: Sequence[str]) -> Source:
    """Says how a review without header was found, what stands before one, what a tool left."""
    piece = pieces[i]
    extra = [_no_header(i, source, pieces)] if piece.cause != "header" else []
    left = [n for n in piece.lines if is_tool_leftover(lines[n - 1])]
    text = "A tool said this to its user; it is no part of the review."
    extra += [Note(code="tool-leftover", line=n, message=text) for n in left]
    shown = {block.lines[0] for block in source.blocks}.union(left)
    text = "This line stands before the header of the review it announces."
    for n in [n for n in piece.lead if n in shown][:1]:
        extra.append(Note(code="before-header", line=n, message=text))
    return _with(source, extra)


def _no_header(i: int, source: Source, pieces: Sequence[Piece]) -> Note:
    how = {
        "after-link": "the text goes on after the previous review's closing link",
        "subject": "the subject changes at a paragraph that opens a review",
        "no-header": "the text before the first header is a review of its own",
        "header": "",
    }[pieces[i].cause]
    near = (*pieces[max(0, i - 1) : i], *pieces[i + 1 : i + 2])
    days = " and ".join(piece.header.date.printed for piece in near if piece.header)
    beside = f"; the neighbours are dated {days}" if days else ""
    text = f"No header, so no date and no reviewer: {how}{beside}."
    return Note(code="missing-header", line=source.spans[0][0], message=text)


def shared_date(source: Source, bearers: Mapping[str, Sequence[str]]) -> Source:
    """Notes a date that other reviews bear as well; `bearers` has the ids for each date."""
    others = [o for o in bearers.get(source.date or "", ())[:9] if o != source.source_id]
    text = f"The date is also that of {', '.join(others)}."
    note = Note(code="shared-date", line=source.spans[0][0], message=text)
    return _with(source, [note] if others else [])


def shared_link(source: Source, first: dict[str, tuple[str, str | None]]) -> Source:
    """Drops an arXiv id that an earlier review bears under another title: a link copied along.

    `first` has id and title of the first review of each arXiv id, and is added to.
    """
    if source.arxiv_id is None:
        return source
    earlier, title = first.setdefault(source.arxiv_id, (source.source_id, source.title))
    if not title or not source.title or same_title(title, source.title):
        return source
    text = f"The link is that of {earlier}, which has another title."
    note = Note(code="link-of-another-work", line=source.spans[-1][1], message=text)
    return _with(source.model_copy(update={"arxiv_id": None}), [note])


def _with(source: Source, extra: Sequence[Note]) -> Source:
    notes = sorted((*source.notes, *extra), key=lambda note: note.line)
    return source.model_copy(update={"notes": tuple(notes)}) if extra else source
