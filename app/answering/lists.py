"""In: the pieces of a source; out: which of them a sentence that ends in a colon introduces."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from ingest.number_words import number_words
from ingest.records import Block

MOST_ITEMS = 8
"""A list of more items than this is not quoted whole."""
_COUNTS = number_words(2, 8)
_COUNTS |= {str(n): n for n in _COUNTS.values()}
_SO_MANY = re.compile(rf"\b({'|'.join(_COUNTS)})\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\W*(\d{1,2})[.)]?\s")
_NAMED = re.compile(r"[A-Z][^.:!?\n]{2,50}:\s")
"""How a paragraph begins that names the part it tells of."""


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
    the headings of the parts; or paragraphs that are meant as items.
    """
    block = pieces[order].number
    found: list[int] = []
    for later in range(order + 1, len(pieces)):
        number, kind = pieces[later].number, pieces[later].block.kind
        if number == block or kind not in ("item", "formula", "table"):
            break
        found.append(later)
    if not found:
        return _outline(pieces, order) or _paragraphs(pieces, order)
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


def _paragraphs(pieces: Sequence[Piece], order: int) -> tuple[int, ...]:
    """The paragraphs that a sentence at the end of its own introduces, by their first sentences.

    One that goes on in lower case; or those that each begin with a name and a colon; or, of single
    sentences, as many as it says.
    """
    firsts = list(_first_sentences(pieces, order))
    if firsts and pieces[firsts[0]].text[0].islower():
        return (firsts[0],)
    told = _SO_MANY.search(pieces[order].text)
    most = _COUNTS[told[1].lower()] if told else 0
    named = list(takewhile(lambda n: _NAMED.match(pieces[n].text), firsts))
    single = [n for n in firsts[:most] if not _goes_on(pieces, n)]
    found = named or single
    enough = most in (0, len(found)) and 1 < len(found) <= MOST_ITEMS
    return tuple(found) if enough else ()


def _first_sentences(pieces: Sequence[Piece], order: int) -> Iterator[int]:
    """The first sentence of each paragraph that follows, if the next sentence begins one."""
    for place in range(order + 1, len(pieces)):
        if pieces[place].block.kind != "paragraph":
            return
        if pieces[place].number != pieces[place - 1].number:
            yield place
        elif place == order + 1:
            return


def _goes_on(pieces: Sequence[Piece], place: int) -> bool:
    """Whether the next sentence stands in the same paragraph."""
    return place + 1 < len(pieces) and pieces[place + 1].number == pieces[place].number
