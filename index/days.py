"""In: a question and the days that a library knows; out: the days it speaks of, and where."""

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

Span = tuple[int, int]

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {
    name.lower(): n for n, name in enumerate(calendar.month_abbr) if name
}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
"""First and last month, of the northern year; a winter belongs to two years and is not read."""
_PERIOD = re.compile(
    rf"\b(?P<y>\d{{4}})-(?P<m>\d\d)(?:-(?P<d>\d\d))?\b"
    rf"|\b(?P<d2>\d{{1,2}})[./](?P<m2>\d{{1,2}})[./](?P<y2>\d{{4}}|\d\d)\b"
    rf"|\b(?P<m3>\d{{1,2}})[./](?P<y3>(?:19|20)\d\d)\b"
    rf"|\b(?P<m4>{_MONTH})\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y4>(?:19|20)\d\d))?\b"
    rf"|\b(?:(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    rf"(?P<m5>{_MONTH})\b(?:\.?,?\s+(?:of\s+)?(?P<y5>(?:19|20)\d\d)\b)?"
    rf"|\b(?:the\s+)?(?P<s6>{'|'.join(_SEASONS)})\s+(?:of\s+)?(?P<y6>(?:19|20)\d\d)\b"
    rf"|\b(?:the\s+)?(?P<n7>{'|'.join(_NTH)}|last)\s+(?P<u7>quarter|half)\s+of\s+"
    rf"(?P<y7>(?:19|20)\d\d)\b"
    rf"|\bQ(?P<q8>[1-4])\s+(?:of\s+)?(?P<y8>(?:19|20)\d\d)\b"
    rf"|\b(?P<y9>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\b(since|after|from|before|(?:(?:by|until|till|up to) the end of)|until|till|up to|by|between"
    r"|during|in|on|of|and|to)\s*$",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:(?:and|to|through|until|till)\b|[-–—])\s*", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:early|late|mid|end of|beginning of)[\s-]*$", re.IGNORECASE)


class Days(NamedTuple):
    """First and last day, None where open; `exact`: more than a year is named."""

    since: date | None
    until: date | None
    exact: bool


class _Said(NamedTuple):
    """A period as written: year (0: none), first and last month, day (0: none), and its place."""

    year: int
    months: tuple[int, int]
    day: int
    span: Span
    lead: str

    @property
    def first(self) -> date:
        return date(self.year, self.months[0], self.day or 1)

    @property
    def last(self) -> date:
        end = calendar.monthrange(self.year, self.months[1])[1]
        return date(self.year, self.months[1], self.day or end)


def find_days(text: str, known: Sequence[str]) -> tuple[Days | None, list[Span]]:
    """The range of days that a text names, and the places to take out of it.

    A month without a year is of the one year in which `known` (ISO dates) have it. None where
    nothing is named, no such day exists, or several days are named that make no range.
    """
    said = [_said(match, text) for match in _PERIOD.finditer(text)]
    # a month alone is mostly another word (may, march), unless something leads up to it
    found = [one for one in said if one.year or one.lead]
    if not found or len(found) > 2 or any(_VAGUE.search(text[: s.span[0]]) for s in found):
        return None, []
    ranged = len(found) == 2 and _is_range(text, found[0], found[1])
    if len(found) == 2 and not ranged:
        return None, []
    found = _with_years(found, known)
    try:
        days = _range(found, ranged=ranged)
    except ValueError:
        return None, []
    return days, [found[0].span] if not ranged else [(found[0].span[0], found[1].span[1])]


def _said(match: re.Match[str], text: str) -> _Said:
    part = {key[0]: value.lower() for key, value in match.groupdict().items() if value}
    year = int(part.get("y", "0"))
    lead = _LEAD.search(text[: match.start()])
    start = lead.start() if lead else match.start()
    return _Said(
        year + 2000 if 0 < year < 100 else year,
        _months(part),
        int(part.get("d", "0")),
        (start, match.end()),
        lead[1].lower() if lead else "",
    )


def _months(part: dict[str, str]) -> tuple[int, int]:
    """The first and last month of what a match calls its period."""
    if "s" in part:
        return _SEASONS[part["s"]]
    if "q" in part or "u" in part:
        size = 6 if part.get("u") == "half" else 3
        nth = int(part["q"]) if "q" in part else _NTH.get(part["n"], 12 // size)
        return size * (nth - 1) + 1, size * nth
    if "m" in part:
        month = int(part["m"]) if part["m"].isdigit() else _MONTHS[part["m"]]
        return month, month
    return 1, 12


def _is_range(text: str, one: _Said, two: _Said) -> bool:
    between = text[one.span[1] : two.span[0]] + two.lead
    return bool(_TO.fullmatch(between)) and (
        one.lead in {"between", "from"} or between.strip() != "and"
    )


def _with_years(found: Sequence[_Said], known: Sequence[str]) -> list[_Said]:
    """What is said, with the year that is not."""
    last = found[-1].year
    return [
        said if said.year else said._replace(year=last or _only_year(said.months, known))
        for said in found
    ]


def _only_year(months: tuple[int, int], known: Sequence[str]) -> int:
    """The one year in which days of a month are known, 0 where there is none or more."""
    years = {day[:4] for day in known if day[5:7] == f"{months[0]:02}"}
    return int(years.pop()) if len(years) == 1 else 0


def _range(found: Sequence[_Said], *, ranged: bool) -> Days:
    """Raises ValueError for days that do not exist."""
    one, exact = found[0], any(said.months != (1, 12) for said in found)
    if ranged:
        days = Days(one.first, found[1].last, exact)
        if found[1].last < one.first:
            raise ValueError("the range ends before it begins")
        return days
    if one.lead == "since":
        return Days(one.first, None, exact)
    if one.lead == "after":
        return Days(one.last + timedelta(1), None, exact)
    if one.lead == "before":
        return Days(None, one.first - timedelta(1), exact)
    if one.lead.startswith(("by", "until", "till", "up to")):
        return Days(None, one.last, exact)
    return Days(one.first, one.last, exact)
