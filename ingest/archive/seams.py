"""In: a review's lines as its header bounds them; out: the reviews in them that have no header.

Where an archive's reviews close with their link, text that goes on after a link is a review of its
own. A review that joins two subjects, the second opened like a review, is two (see `cohesion`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.archive.cohesion import apart, spread, subject_change
from ingest.archive.piece import Piece
from ingest.archive.shape import is_link_line

_AFTERWORD = re.compile(
    r"\W{0,4}(?:p\.?\s?s\b|appendix|update|edit|bonus|references|related|further|see also|note:|"
    r"footnote|thanks|subscribe|comments)",
    re.IGNORECASE,
)
_MIN_WORDS = 60
_MIN_WORDS_WITHOUT_LINK = 120


def closes_with_links(lines: Sequence[str], pieces: Sequence[Piece]) -> bool:
    """Whether this archive's reviews, where they have a link line, mostly end with it."""
    linked = closed = 0
    for piece in pieces:
        at = [i for i, n in enumerate(piece.body) if is_link_line(lines[n - 1])]
        linked += bool(at)
        closed += bool(at) and _closes([lines[n - 1] for n in piece.body], at[-1])
    return linked >= 2 and closed >= 0.6 * linked


def _closes(texts: Sequence[str], link: int) -> bool:
    """Whether running text stands before the last link line, and a remark at most after it."""
    told = any(len(text.split()) >= 12 for text in texts[:link])
    return told and sum(len(text.split()) for text in texts[link + 1 :]) <= 20


def cut_after_links(lines: Sequence[str], piece: Piece) -> list[Piece]:
    """Begins a new piece where text as long as a review goes on after a closing link."""
    groups = _groups(lines, piece.body)
    parts: list[list[int]] = [[]]
    for i, (text, links) in enumerate(groups):
        before = piece.body[: len(piece.body) - len(text) - len(links)]
        if i and _new_review(lines, before, text, bool(links)):
            parts.append([])
        parts[-1] += text + links
    first = replace(piece, lines=(*piece.lead, *piece.head, *parts[0]))
    return [first, *(Piece(lines=part, cause="after-link") for part in parts[1:])]


def _groups(lines: Sequence[str], body: Sequence[int]) -> list[tuple[list[int], list[int]]]:
    """Cuts a body into (text lines, link lines that follow them)."""
    groups: list[tuple[list[int], list[int]]] = [([], [])]
    for n in body:
        if is_link_line(lines[n - 1]):
            groups[-1][1].append(n)
        elif groups[-1][1]:
            groups.append(([n], []))
        else:
            groups[-1][0].append(n)
    return groups


def _new_review(
    lines: Sequence[str], before: Sequence[int], text: Sequence[int], linked: bool
) -> bool:
    words = sum(len(lines[n - 1].split()) for n in text)
    if len(text) < 2 or words < (_MIN_WORDS if linked else _MIN_WORDS_WITHOUT_LINK):
        return False
    if _AFTERWORD.match(lines[text[0] - 1]):
        return False
    if linked:
        return True
    # Only the last stretch can be without link, so `before` is all that precedes it.
    own = "\n".join(lines[n - 1] for n in text)
    return apart("\n".join(lines[n - 1] for n in before), own, {})


def cut_at_subjects(lines: Sequence[str], pieces: Sequence[Piece]) -> list[Piece]:
    """Begins a new piece where a review's subject changes at a paragraph that opens a review."""
    shares = spread("\n".join(lines[n - 1] for n in piece.body) for piece in pieces)
    parts: list[Piece] = []
    for piece in pieces:
        body = piece.body
        at = subject_change([lines[n - 1] for n in body], shares) if len(pieces) > 2 else None
        if at is None:
            parts.append(piece)
            continue
        parts.append(replace(piece, lines=(*piece.lead, *piece.head, *body[:at])))
        parts.append(Piece(lines=body[at:], cause="subject"))
    return parts
