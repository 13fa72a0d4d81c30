"""In: the pieces of a source; out: which of them a sentence that ends in a colon introduces."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.number_words import number_words
from ingest.records import Block

MOST_ITEMS = 8
"""A list of more items than this is not quoted whole."""
_COUNTS = number_words(2, 8)
_COUNTS |= {str(n): n for n in _COUNTS.values()}
_SO_MANY = re.compile(rf"\b({'|'.join(_COUNTS)})\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\W*(\d{1,2})[.)]?\s")


class Piece(NamedTuple):
    """A sentence as cut: the number of its block, the block, its text and repaired reading, the
    run-in heading before it, and its first and last line."""

    number: int
    block: Block
    text: str
    reading: str
    label: str | None
    span: tuple[int, int]


def introduced(pieces: Sequence[Piece], order: int) -> tuple[int, ...]:
    """The list that a sentence ending in a colon introduces, if it is not too long.

    Its items, whole or, where that is too much, the first sentence of each; or, before a heading,
    the headings of the parts.
    """
    block = pieces[order].number
    found: list[int] = []
    for later in range(order + 1, len(pieces)):
        number, kind = pieces[later].number, pieces[later].block.kind
        if number == block or kind not in ("item", "formula", "table"):
            break
        found.append(later)
    if not found:
        return _outline(pieces, order)
    if len(found) > MOST_ITEMS:
        found = [n for n in found if pieces[n].number != pieces[n - 1].number]
    return tuple(found) if len(found) <= MOST_ITEMS else ()


def _outline(pieces: Sequence[Piece], order: int) -> tuple[int, ...]:
    """The headings that a sentence just before the first of them introduces.

    Numbered ones as far as they count on; others as many as the sentence says.
    """
    is_heading = [piece.block.kind == "heading" for piece in pieces[order : order + 2]]
    if is_heading != [False, True]:
        return ()
    headings = [n for n in range(order, len(pieces)) if pieces[n].block.kind == "heading"]
    numbered = [n for n in headings if _NUMBERED.match(pieces[n].block.text)]
    told = _SO_MANY.search(pieces[order].text)
    most = _COUNTS.get(told[1].lower(), 0) if told else 0
    if numbered and numbered[0] == headings[0]:
        found = list(_counting_on(numbered, pieces))[: most or None]
    else:
        found = headings[:most]
    enough = most in (0, len(found)) and 1 < len(found) <= MOST_ITEMS
    return tuple(found) if enough else ()


def _counting_on(numbered: Sequence[int], pieces: Sequence[Piece]) -> Iterator[int]:
    """The headings numbered 1, 2, 3 and so on, as far as that goes."""
    for count, place in enumerate(numbered, 1):
        match = _NUMBERED.match(pieces[place].block.text)
        if match is None or int(match[1]) != count:
            return
        yield place
