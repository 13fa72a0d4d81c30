"""In: one review's lines; out: its reviewers: from the header, a field, or a byline beside it."""

import re
from collections.abc import Sequence

from ingest.archive.headers import NAME, split_names
from ingest.archive.piece import Piece
from ingest.archive.shape import plain
from ingest.records import Note

_NAMES = rf"{NAME}(?:(?:,\s|\s(?:and|&)\s){NAME}){{0,3}}"
_BYLINE = re.compile(
    rf"(?:(?:reviewed|written|posted|text|notes)\s)?(?:by:?|reviewers?:)\s({_NAMES})\W*"
)
_JOINT = re.compile(rf"\b(?:joint |guest |shared )review (?:by|with|of) ({_NAMES})")


def reviewers_of(lines: Sequence[str], piece: Piece) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """Reviewers in printed order; a note where the text adds one whom the header leaves out."""
    named = piece.header.reviewers if piece.header else ()
    if not named and piece.fields:
        named = split_names(piece.fields.reviewers)
    near = [*piece.lead, *piece.body[:3]]
    for n in near:
        match = byline(lines[n - 1])
        if match and not named:
            named = match
    for n in piece.body[:3]:
        match_joint = _JOINT.search(lines[n - 1][:200])
        extra = split_names(match_joint[1]) if match_joint else ()
        added = tuple(name for name in extra if name not in named)
        if added:
            text = f"The text says the review is also by {', '.join(added)}."
            return (*named, *added), (Note(code="co-reviewer", line=n, message=text),)
    return named, ()


def byline(line: str) -> tuple[str, ...]:
    """The names of a line that is nothing but "by NAME" or "Reviewer: NAME", else ()."""
    text = plain(line[:200])
    match = _BYLINE.fullmatch(text[:1].lower() + text[1:])
    return split_names(match[1]) if match else ()
