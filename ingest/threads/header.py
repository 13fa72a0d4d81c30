"""In: the lines of a page; out: its header and footer lines, and whose page it is."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from ingest.dates import find_dates
from ingest.records import Record
from ingest.threads.marks import CUT, is_link_only

_HANDLE = re.compile(r"^@?(?P<name>[\w-]+(?:\.[\w-]+)+)$|^@(?P<short>\w{2,50})$")
_COUNTERS = re.compile(r"\b\d[\d.,]*\s?[KM]?\s+(?:followers?|following|posts?)\b", re.IGNORECASE)
_HEADING = re.compile(r"^(?:latest |recent )?posts (?:by|of|from) .{1,100}$", re.IGNORECASE)
_PART = re.compile(r"^(?:banner|avatar|profile (?:picture|banner)|.{0,60}['’]s avatar)$", re.I)
_JOINED = re.compile(r"\bjoined:?\s+(?P<date>[\w. ,/-]{6,20}\d{4})", re.IGNORECASE)
_FOOTER = re.compile(
    r"^(?=.{1,120}$)(?:.*\bis follow(?:ing|ed by)\b.*|load more.*|end of (?:feed|list).*)$", re.I
)
_DEEPEST = 15
"""How many non-blank lines from the top may belong to a page header."""


class Page(Record):
    """Who owns a page of posts (None if it does not say), since when, and its outer lines."""

    owner: str | None = None
    handle: str | None = None
    joined: datetime | None = None
    header: tuple[int, ...] = ()


def read_header(numbers: Sequence[int], lines: Sequence[str]) -> Page:
    """Read the header that opens the non-blank lines `numbers` of a page; there may be none."""
    top = [(n, lines[n - 1].strip()) for n in numbers[:_DEEPEST]]
    size = _header_size([text for _, text in top])
    head = top[:size]
    texts = [text for _, text in head]
    handle = next((h for h in map(_handle, texts) if h), None)
    seen = Counter(texts)
    name = next((t for t in texts if seen[t] > 1 and not _is_cue(t)), None)
    joined = next((m for m in map(_JOINED.search, texts) if m), None)
    return Page(
        owner=f"{name} (@{handle})" if name and handle else f"@{handle}" if handle else name,
        handle=handle,
        joined=_day(joined["date"]) if joined else None,
        header=tuple(n for n, _ in head),
    )


def is_page_footer(text: str) -> bool:
    """Whether a text after the last post is the page's own, as in "X is following N accounts"."""
    return _FOOTER.match(text.strip()) is not None


def _header_size(texts: Sequence[str]) -> int:
    """How many lines the header has: signs of a profile, with the owner's name between them."""
    size = 0
    seen = Counter(texts)
    for index, text in enumerate(texts):
        if _HEADING.match(text):
            return index + 1
        if _is_cue(text):
            size = index + 1
        elif index and seen[text] == 1:
            break
    if size < 2:
        return 0
    # The line below the handle tells who the owner is, unless it is plainly a post.
    rest = texts[size:]
    bio = len(rest) > 1 and _handle(texts[size - 1]) and not rest[0].startswith(CUT)
    return size + 1 if bio and not is_link_only(rest[0]) else size


def _is_cue(text: str) -> bool:
    shapes = (_PART, _HANDLE, _HEADING)
    return any(shape.match(text) for shape in shapes) or _COUNTERS.search(text) is not None


def _handle(text: str) -> str | None:
    match = _HANDLE.match(text)
    return (match["name"] or match["short"]) if match else None


def _day(text: str) -> datetime | None:
    readings = [reading for date in find_dates(text) for reading in date.readings]
    return datetime.fromisoformat(readings[0]) if readings else None
