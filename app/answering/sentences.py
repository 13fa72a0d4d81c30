"""In: the text of a block; out: its sentences as slices, so that each is verbatim by construction.

A border is a sentence's final mark before white space and something that can begin a sentence.
Marks inside a formula, brackets, a quotation or code, after an abbreviation, an initial or a list
number are none. List markers and run-in headings are left out of a slice, as are Markdown marks
whose partner is outside.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from ingest.records import Block

LONGEST = 600
"""Text without a final mark for longer than this many characters is cut at line ends."""
WINDOW = 300

_END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?=\s|$)")
_CLOSED = re.compile(
    r"\$\$.{1,600}?\$\$|\$[^$]{1,300}\$|`[^`]{1,200}`|<https?://[^>]*>"
    r"|\([^()]{1,400}\)|\[[^\[\]]{1,400}\]|\"[^\"]{1,400}\"|“[^”]{1,400}”",
    re.DOTALL,
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[\"“])(?:e\.?g|i\.?e|et al|vs|cf|viz|resp|approx|ca|figs?|eqs?|secs?|tab|thm|prop"
    r"|ref|refs|ch|vol|pp|dr|prof|mr|mrs|ms|st|no|w\.?r\.?t|a\.?k\.?a)\.$",
    re.IGNORECASE,
)
_OPENING_WORDS = """
    a after all also although an and as at because both but by each finally first for from
    further furthermore given hence here how however if importantly in instead it its moreover next
    no not now of on once one other our overall second similarly since so some such that the their
    then there therefore these they this those thus to together unlike we what when where which
    while why with yet you"""
_OPENERS = frozenset(_OPENING_WORDS.split())
_MARKER = re.compile(
    r"(?:\.{3}\s+|…\s+)?(?:[-*•–—▪◦+]\s+|[-•](?=[A-Z])|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+){0,2}"
)
_RUN_IN = re.compile(r"\*\*[^*\n]{1,60}?(?::\s*\*\*|\*\*\s*:)\s+(?=\S)")
_HALF_RUN_IN = re.compile(r"[^*\n]{1,60}?:\*\*\s+(?=\S)")
"""A run-in heading of which only the closing mark is there, as some pastes leave it."""


class Slice(NamedTuple):
    """A sentence of a block: `text[start:end]`, and the section its run-in heading names."""

    start: int
    end: int
    label: str | None = None


def sentences(block: Block) -> tuple[Slice, ...]:
    """The sentences of a block, in order; formulas and tables are one slice a block.

    So are headings, without their number and colon.
    """
    if block.kind in ("formula", "table"):
        return (Slice(0, len(block.text)),)
    if block.kind == "heading":
        piece = _trimmed(block.text, 0, len(block.text.rstrip(":")), item=True)
        return (piece if piece.end > piece.start else Slice(0, len(block.text)),)
    starts = borders(block.text)
    cut: list[tuple[int, int]] = []
    for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
        cut.extend(_windows(block.text, start, end))
    slices = (_trimmed(block.text, s, e, item=block.kind == "item") for s, e in cut)
    return tuple(piece for piece in slices if piece.end > piece.start)


def line_span(block: Block, piece: Slice) -> tuple[int, int] | None:
    """First and last file line of a slice; None when its lines do not ascend in the file."""
    first = block.text.count("\n", 0, piece.start)
    last = first + block.text.count("\n", piece.start, piece.end)
    lines = block.lines[first : last + 1]
    ascending = all(a < b for a, b in pairwise(lines))
    return (lines[0], lines[-1]) if ascending and lines else None


def without_half_marks(text: str) -> str:
    """A text without white space, and without a bold mark of which only one stands, at its ends."""
    start, end = _balanced(text, *_strip(text, 0, len(text)))
    return text[start:end].strip()


def borders(text: str) -> list[int]:
    """Where sentences begin: 0 and the first character after each border."""
    closed = [match.span() for match in _CLOSED.finditer(text)]
    starts = [0]
    for match in _END.finditer(text):
        end = match.end()
        inside = any(low < end < high for low, high in closed)
        if not inside and _ends_sentence(text, starts[-1], match):
            starts.append(end)
    if not text[starts[-1] :].strip():
        starts.pop()
    return starts or [0]


def _ends_sentence(text: str, begun: int, match: re.Match[str]) -> bool:
    following = text[match.end() :].lstrip()
    if following and following[0].islower():
        return False
    said = text[begun : match.start() + 1]
    if re.fullmatch(r"[\s*_(•–-]*\d{1,3}\.", said):
        return False
    if match.group().startswith("."):
        opener = re.match(r"[\"“*_(]*([A-Za-z']+)", following)
        opens = bool(opener and opener[1].lower() in _OPENERS)
        if _ABBREVIATION.search(said):
            return opens and bool(re.search(r"\bal\.$", said))
        if re.search(r"[A-Z][a-z]+\s[A-Z]\.$", said) and following[:1].isupper():
            return opens
    return True


def _windows(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One piece, or, where a text has no marks for long, pieces of a few lines each."""
    if end - start <= LONGEST or "\n" not in text[start:end]:
        return [(start, end)]
    pieces, begun = [], start
    for match in re.finditer(r"\n", text[start:end]):
        here = start + match.start()
        if here - begun >= WINDOW:
            pieces.append((begun, here))
            begun = here + 1
    return [*pieces, (begun, end)] if begun < end else pieces


def _trimmed(text: str, start: int, end: int, *, item: bool) -> Slice:
    """The slice without list marker, run-in heading and half-open Markdown."""
    start, end = _strip(text, start, end)
    label = None
    if marker := _MARKER.match(text, start, end):
        start = marker.end()
    opened = text.count("**", start, end) % 2
    heading = None if item else _RUN_IN.match(text, start, end)
    if heading := (_HALF_RUN_IN.match(text, start, end) if opened else None) or heading:
        label = heading.group().strip(" *:\n")
        start = heading.end()
    if text[start:end].endswith(" ..."):
        end -= 4
    start, end = _balanced(text, start, end)
    return Slice(*_strip(text, start, end), label)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop a bold mark at an end whose partner lies outside the slice."""
    for mark in ("**", "__"):
        if text.count(mark, start, end) % 2:
            if text.startswith(mark, start):
                start += 2
            elif text[start:end].endswith(mark):
                end -= 2
    return start, end
