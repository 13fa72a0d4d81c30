"""In: one review's lines; out: the title to go by, and whether its link belongs to that work."""

from collections.abc import Sequence

from ingest.archive.piece import Piece
from ingest.archive.reviewers import byline
from ingest.archive.shape import is_section_word, is_tool_leftover, title_like
from ingest.archive.titles import (
    Named,
    Spot,
    as_meant,
    find_spot,
    missing_from_title,
    named_titles,
    rival_titles,
    same_title,
)
from ingest.records import Note, Record, Repair


class Naming(Record):
    """A work's title as printed and as meant, the lines it takes up, and what was decided."""

    printed: str | None
    title: str | None
    lines: tuple[int, ...]
    link_trusted: bool = True
    notes: tuple[Note, ...] = ()
    repairs: tuple[Repair, ...] = ()


def titles_come_first(lines: Sequence[str], pieces: Sequence[Piece]) -> bool:
    """Whether in this file titles stand before their headers: most headers without a title on
    their line have a headline before them.
    """
    bare = [
        p for p in pieces if p.header and not p.header.rest and not (p.fields and p.fields.title)
    ]
    led = [p for p in bare if any(not is_tool_leftover(lines[n - 1]) for n in p.lead)]
    return len(led) >= 2 and len(led) > 0.6 * len(bare)


def name_work(lines: Sequence[str], piece: Piece, lead_first: bool) -> Naming:
    """Finds the printed title and weighs it against what the running text says of the title."""
    spot = find_spot(lines, piece, lead_first)
    at = spot.lines[0] if spot.lines else (piece.head[0] if piece.head else piece.lines[0])
    named = named_titles(lines, piece)
    if spot.printed is None:
        return _from_text(named, at)
    meant = as_meant(spot.printed)
    if not named or any(same_title(meant, other.title) for other in named):
        gap = None if named else missing_from_title(lines, piece, spot.printed)
        if gap is not None:
            return _headline_only(spot, gap)
        return _as_printed(lines, piece, spot, meant, at)
    return _overruled(spot, meant, named[0], at)


def _from_text(named: Sequence[Named], at: int) -> Naming:
    if not named:
        note = Note(code="no-title", line=at, message="The text names no title.")
        return Naming(printed=None, title=None, lines=(), notes=(note,))
    text = "No title is printed on top; the running text names it."
    note = Note(code="title-from-text", line=named[0].line, message=text)
    return Naming(printed=None, title=named[0].title, lines=(), notes=(note,))


def _headline_only(spot: Spot, gap: Named) -> Naming:
    text = f"The text says the work's title has “{gap.title}” in it: this one is a headline."
    note = Note(code="headline-for-title", line=gap.line, message=text)
    return Naming(printed=spot.printed, title=None, lines=spot.lines, notes=(note,))


def _as_printed(lines: Sequence[str], piece: Piece, spot: Spot, meant: str, at: int) -> Naming:
    printed = spot.printed or ""
    notes = []
    repairs = []
    if len(spot.lines) > 1:
        repairs.append(Repair(line=at, rule="title-wrapped", before=lines[at - 1], after=printed))
    if meant != printed:
        repairs.append(Repair(line=at, rule="title-label", before=printed, after=meant))
    below = [n for n in piece.body if n not in spot.lines and not byline(lines[n - 1])][:1]
    alone = bool(below) and not "".join(lines[below[0] : below[0] + 1]).strip()
    if alone and title_like(lines[below[0] - 1]) and not is_section_word(lines[below[0] - 1]):
        text = "A second line that could be a title follows; the first one counts."
        if len(lines[below[0] - 1].split()) >= 6:
            notes.append(Note(code="second-headline", line=below[0], message=text))
    return Naming(
        printed=printed,
        title=meant or None,
        lines=spot.lines,
        notes=tuple(notes),
        repairs=tuple(repairs),
    )


def _overruled(spot: Spot, meant: str, named: Named, at: int) -> Naming:
    """The running text names another title: two works' if both begin alike, else a headline."""
    if rival_titles(meant, named.title):
        code = "link-of-another-work"
        text = (
            f"The title line says “{meant}”, the text reviews “{named.title}”: title line and "
            "link are another work's."
        )
    else:
        code = "headline-for-title"
        text = f"A headline stands in the title's place; the text names “{named.title}”."
    return Naming(
        printed=spot.printed,
        title=named.title,
        lines=spot.lines,
        link_trusted=code != "link-of-another-work",
        notes=(Note(code=code, line=at, message=text),),
        repairs=(Repair(line=at, rule=code, before=meant, after=named.title),),
    )
