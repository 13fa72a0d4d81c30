"""In: the pieces of an archive; out: the same without what belongs to no review."""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.archive.piece import Piece
from ingest.archive.shape import is_link_line

_MIN_WORDS = 60


def without_contents(pieces: Sequence[Piece]) -> tuple[list[Piece], Sequence[int]]:
    """Takes out a table of contents: three or more headers in a row with nothing under them."""
    kept: list[Piece] = []
    contents = array("I")
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and not piece.body:
            run.append(piece)
            continue
        if len(run) >= 3 and piece is not None:
            contents.extend(n for empty in run for n in empty.lines)
        else:
            kept += run
        run = []
        if piece is not None:
            kept.append(piece)
    return kept, contents


def without_sign_offs(
    lines: Sequence[str], pieces: Sequence[Piece]
) -> tuple[list[Piece], Sequence[int]]:
    """Takes out a sentence of four or more words that closes three or more reviews verbatim."""
    ends = Counter(lines[piece.lines[-1] - 1].strip() for piece in pieces if piece.body)
    repeated = {
        text
        for text, count in ends.items()
        if count >= 3 and len(text.split()) >= 4 and not is_link_line(text)
    }
    kept, taken = [], array("I")
    for piece in pieces:
        last = piece.lines[-1]
        if piece.body and lines[last - 1].strip() in repeated:
            taken.append(last)
            kept.append(replace(piece, lines=piece.lines[:-1]))
        else:
            kept.append(piece)
    return kept, taken


def is_preamble(lines: Sequence[str], numbers: Sequence[int]) -> bool:
    """Whether text before the first header is shorter than a review, or has no link of its own."""
    words = sum(len(lines[n - 1].split()) for n in numbers)
    return words < _MIN_WORDS or not any(is_link_line(lines[n - 1]) for n in numbers)
