"""In: a file's lines and the quotes taken from them; out: HTML of the lines, every quote marked.

A quote is found again by its words; the marks carry ids, so that a number in an answer can lead
to the very words.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.drawn.markup import plain

_LIST_MARK = re.compile(r"^\s*[-*]\s+(?=\S)")
"""How a line of a list begins in a file; a reader sees a dot."""
NEAR, FAR = 3, 15
"""So many lines before and after the quotes are shown, and so many more on demand."""


class Quoted(NamedTuple):
    """A quote in lines `first` to `last` (1-based), its number in the answer, its anchor."""

    number: int
    first: int
    last: int
    quote: str
    anchor: str


class _Mark(NamedTuple):
    start: int
    end: int
    quoted: Quoted
    begins: bool


def excerpt(text: Sequence[str], quotes: Sequence[Quoted], near: int = NEAR, far: int = FAR) -> str:
    """The lines of some quotes with their neighbours; the far ones are folded away."""
    first, last = min(q.first for q in quotes), max(q.last for q in quotes)
    cited = {line for q in quotes for line in range(q.first, q.last + 1)}
    marks: dict[int, list[_Mark]] = {}
    for quoted in sorted(quotes, key=lambda q: q.number):
        for line, mark in _places(text, quoted):
            marks.setdefault(line, []).append(mark)
    rows = [
        _row(number, _marked(text[number - 1], marks.get(number, ())), number in cited)
        for number in _lines(text, first - near, last + near)
    ]
    before = _folded(text, first - near - far, first - near - 1, "Earlier lines")
    after = _folded(text, last + near + 1, last + near + far, "Later lines")
    return f'<div class="lt-excerpt">{before}{"".join(rows)}{after}</div>'


def _lines(text: Sequence[str], first: int, last: int) -> list[int]:
    """The numbers of the lines in a span that are not blank and are there."""
    span = range(max(1, first), min(len(text), last) + 1)
    return [number for number in span if text[number - 1].strip()]


def _row(number: int, line: str, cited: bool) -> str:
    near = "" if cited else " lt-near"
    line = _LIST_MARK.sub("• ", line)
    return (
        f'<div class="lt-line{near}"><span class="lt-no">{number}</span><span>{line}</span></div>'
    )


def _folded(text: Sequence[str], first: int, last: int, name: str) -> str:
    rows = [_row(number, plain(text[number - 1]), False) for number in _lines(text, first, last)]
    if not rows:
        return ""
    return f'<details class="lt-far"><summary>{name}</summary>{"".join(rows)}</details>'


def _places(text: Sequence[str], quoted: Quoted) -> list[tuple[int, _Mark]]:
    """Where, in each line, a quote stands; whole lines where white space hides it."""
    joined = "\n".join(text[quoted.first - 1 : quoted.last])
    words = r"\s+".join(re.escape(word) for word in quoted.quote.split())
    found = re.search(words, joined) if words else None
    start, end = found.span() if found else (0, len(joined))
    places: list[tuple[int, _Mark]] = []
    offset = 0
    for number in range(quoted.first, min(quoted.last, len(text)) + 1):
        length = len(text[number - 1])
        inside = max(0, start - offset), min(length, end - offset)
        if inside[0] < inside[1] and text[number - 1][slice(*inside)].strip():
            places.append((number, _Mark(*inside, quoted, begins=not places)))
        offset += length + 1
    return places


def _marked(line: str, marks: Sequence[_Mark]) -> str:
    """The line with its marks; of two that overlap the later one keeps what the first leaves."""
    out, at = [], 0
    for mark in sorted(marks, key=lambda m: (m.start, m.quoted.number)):
        start = max(at, mark.start)
        tag = f' id="{mark.quoted.anchor}"' if mark.begins else ""
        number = f'<sup class="lt-n">{mark.quoted.number}</sup>' if mark.begins else ""
        said = plain(line[start : max(start, mark.end)])
        out.append(f"{plain(line[at:start])}{number}<mark{tag}>{said}</mark>")
        at = max(start, mark.end)
    return "".join([*out, plain(line[at:])])
