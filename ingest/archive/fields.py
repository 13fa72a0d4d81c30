"""In: a header line that is a field ("Date: …"); out: the block of fields it belongs to."""

import re
from collections.abc import Sequence

from ingest.records import Record

_FIELD = re.compile(
    r"[\s*_#>|-]{0,6}(title|subject|paper|article|work|date|published|posted|sent|reviewed|"
    r"reviewers?|reviewed by|by|from|to|link|url|arxiv|issue|number|no)\b"
    r"[\s*_]{0,4}:[\s*_]{0,4}(\S.{0,400}|)$",
    re.IGNORECASE,
)
_TITLE_KEYS = ("title", "subject", "paper", "article", "work")
_REVIEWER_KEYS = ("reviewer", "reviewers", "reviewed by", "by", "from")


class Fields(Record):
    """Consecutive lines `first`..`last` (1-based) of the form "Key: value", keys in lower case."""

    first: int
    last: int
    values: dict[str, str]
    lines: dict[str, int]

    @property
    def title_line(self) -> int | None:
        """The line whose field is the title, if one is."""
        return next((self.lines[key] for key in _TITLE_KEYS if key in self.lines), None)

    @property
    def title(self) -> str | None:
        """The title field's value."""
        return next((self.values[key] for key in _TITLE_KEYS if self.values.get(key)), None)

    @property
    def reviewers(self) -> str:
        """The reviewer field's value, "" without one."""
        return next((self.values[key] for key in _REVIEWER_KEYS if key in self.values), "")


def field_block(lines: Sequence[str], number: int) -> Fields | None:
    """The block of at least two fields, without blank line between, around line `number`."""
    if not _read(lines, number):
        return None
    first = last = number
    while first > 1 and _read(lines, first - 1):
        first -= 1
    while last < len(lines) and _read(lines, last + 1):
        last += 1
    if first == last:
        return None
    values: dict[str, str] = {}
    at: dict[str, int] = {}
    for n in range(first, last + 1):
        key, value = _read(lines, n) or ("", "")
        values.setdefault(key, value)
        at.setdefault(key, n)
    return Fields(first=first, last=last, values=values, lines=at)


def _read(lines: Sequence[str], number: int) -> tuple[str, str] | None:
    line = lines[number - 1]
    match = _FIELD.match(line) if len(line) <= 500 else None
    return (match[1].lower(), match[2].strip().rstrip("*_ ")) if match else None
