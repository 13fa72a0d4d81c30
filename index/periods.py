"""In: a text; out: the periods of time that it names, each as written: 5-12 May, early 2025.

Of a month by itself the first week is its days 1 to 7, the last one its last seven; early, mid and
late are its thirds, and those of a year four months each. A winter belongs to two years: it is that
of 2024/25, and one of 2024 alone is a period without days.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ingest.number_words import number_words

Span = tuple[int, int]
Days = tuple[int, int]

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {
    name.lower(): n for n, name in enumerate(calendar.month_abbr) if name
}
ONLY_MONTHS = [name for name in calendar.month_name if name and name not in ("March", "May")]
"""Names of months that are no other words."""
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_DAY_NAMES = "|".join(calendar.day_name)
_NTH_WORDS = rf"(?:{'|'.join(_NTH)}|last)"
_THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
NO_MONTHS = (13, 14)
_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": NO_MONTHS,
}
"""First and last month, of the northern year; that of a winter takes two years to say."""
_LENGTHS = {"two": 2, "2": 2, "three": 3, "3": 3, "ten": 10, "10": 10}
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO_DAY = r"\s*(?:[-–—]|\b(?:and|to|through|until|till)\b)\s*(?:the\s+)?"
_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(
    rf"\b(?P<y>\d{{4}})-(?P<m>\d\d)(?:-(?P<d>\d\d))?\b"
    rf"|\b(?P<d2>\d{{1,2}})[./](?P<m2>\d{{1,2}})[./](?P<y2>\d{{4}}|\d\d)\b"
    rf"|\b(?P<m3>\d{{1,2}})[./](?P<y3>{_YEAR})\b"
    rf"|\b(?P<m4>{_MONTH})\.?\s+(?P<d4>{_DAY})(?:{_TO_DAY}(?P<t4>{_DAY})(?!\s+{_MONTH}\b))?"
    rf"(?![\d.])(?:,?\s+(?P<y4>{_YEAR}))?\b"
    rf"|\b(?:(?:(?P<d5>{_DAY}){_TO_DAY})?(?P<t5>{_DAY})\s*(?:of\s+)?)?"
    rf"(?P<m5>{_MONTH})\b(?:\.?,?\s+(?:of\s+)?(?P<y5>{_YEAR})\b)?"
    rf"|\b(?:the\s+)?(?P<s6>{'|'.join(_SEASONS)})(?:\s+months)?,?\s+(?:(?:of|in)\s+)?(?P<y6>{_YEAR})"
    rf"(?:\s*[/–-]\s*(?P<w6>{_YEAR}|\d\d)(?![\w-]))?\b"
    rf"|\b(?P<y10>{_YEAR})(?:['’]s)?\s+(?P<s10>{'|'.join(_SEASONS)})\b"
    rf"|\b(?:the\s+)?(?P<n7>{_NTH_WORDS})\s+(?P<u7>quarter|half)\s+of\s+(?P<y7>{_YEAR})\b"
    rf"|\b(?:Q(?P<q8>[1-4])|H(?P<h8>[12]))\s+(?:of\s+)?(?P<y8>{_YEAR})\b"
    rf"|\b(?P<y9>{_YEAR})\b",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?:the\s+)?(?:(?P<third>{'|'.join(_THIRDS)})(?:\s+of(?:\s+the\s+month\s+of)?)?[\s-]+"
    rf"|(?P<which>{_NTH_WORDS})\s+(?P<weekday>{_DAY_NAMES})\s+(?:of|in)\s+"
    r"(?:the\s+month\s+of\s+)?"
    rf"|(?P<nth>{_NTH_WORDS})\s+(?:(?P<many>two|2|three|3|ten|10)\s+)?"
    rf"(?P<unit>days?|weeks?|half|months?)\s+(?:of|in)\s+(?:the\s+month\s+of\s+)?"
    r"|(?P<week>week)\s+(?:of|from|beginning|starting)\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
NUMBERS = {"a": 1, "an": 1} | number_words(1, 12)
STRETCH = r"(?:hour|day|weekend|week|fortnight|month|quarter|year)s?"
"""What may be counted off from a day; only days and weeks can be."""
_LEAD = re.compile(
    rf"\b((?:the\s+)?(?:[\w-]+\s+)?{STRETCH}\s+(?:before|after)|since"
    r"|(?:starting|beginning)(?:\s+(?:in|from|on|with))?|after|later than|from|before"
    r"|earlier than|prior to|(?:(?:by|up|up to|until) the end of)|up to and including|up until"
    r"|older than|newer than|more recent than|until|till|up to|through"
    r"|by|around|between|during|in|on|of|and|to)(?:\s+the)?\s*$",
    re.IGNORECASE,
)
_ON = re.compile(r"\s+on(?:wards?)?\b(?=\W*(?:$|[,?.]))|\s+onwards?\b|\s+or later\b", re.IGNORECASE)
THIRD_OF_YEAR = 4
WEEK = 7


class Period(NamedTuple):
    """A period as written: year (0: none), first and last month, the days of both, and its place.

    Days are counted from the end where they are negative; `lead` is the word before, `onwards` says
    that it is only the beginning, `weekday` which day of the week alone is meant, Monday being 0.
    """

    year: int
    months: tuple[int, int]
    days: Days
    span: Span
    lead: str
    onwards: bool = False
    longer: int = 0
    weekday: int | None = None

    @property
    def first(self) -> date:
        """Its first day. Raises ValueError for days that do not exist."""
        end = _length(self.year, self.months[0])
        day = self.days[0]
        at = date(self.year, self.months[0], day if day > 0 else end + 1 + day)
        if self.weekday is None:
            return at
        at += timedelta((self.weekday - at.weekday()) % WEEK)
        if at.month != self.months[0]:
            raise ValueError("no such day")
        return at

    @property
    def last(self) -> date:
        """Its last day. Raises ValueError for days that do not exist."""
        if self.weekday is not None:
            return self.first
        end = _length(self.year, self.months[1])
        day = self.days[1]
        at = date(self.year, self.months[1], day if day > 0 else end + 1 + day)
        return at + timedelta(self.longer)

    @property
    def is_year(self) -> bool:
        """Whether no more than a year is named."""
        return self.months == (1, 12)


def _length(year: int, month: int) -> int:
    if not date.min.year <= year <= date.max.year:
        raise ValueError("no such year")
    return calendar.monthrange(year, month)[1]


def find_periods(text: str) -> Iterator[Period]:
    """The periods that a text names, in order."""
    for match in _PERIOD.finditer(text):
        part = {key[0]: value.lower() for key, value in match.groupdict().items() if value}
        year = int(part.get("y", "0"))
        before = text[: match.start()]
        within = _PART.search(before)
        start = within.start() if within else match.start()
        lead = _LEAD.search(text[:start])
        onwards = _ON.match(text, match.end())
        period = Period(
            year + 2000 if 0 < year < 100 else year,
            _months(part),
            _days(part),
            (lead.start() if lead else start, onwards.end() if onwards else match.end()),
            " ".join(lead[1].lower().split()) if lead else "",
            onwards=onwards is not None,
        )
        if period.months == NO_MONTHS and "w" in part:
            period = _winter(period, int(part["w"]))
        narrowed = _of_week if within and within["weekday"] else _narrowed
        yield narrowed(period, within) if within else period


def _winter(period: Period, until: int) -> Period:
    """The months from December on where the next year is named, as in 2024/25."""
    if until not in (period.year + 1, (period.year + 1) % 100):
        return period
    longer = _length(period.year + 1, 1) + _length(period.year + 1, 2)
    return period._replace(months=(12, 12), longer=longer)


def _months(part: dict[str, str]) -> tuple[int, int]:
    """The first and last month of what a match calls its period."""
    if "s" in part:
        return _SEASONS[part["s"]]
    if "q" in part or "h" in part or "u" in part:
        size = 6 if "h" in part or part.get("u") == "half" else 3
        said = part.get("q") or part.get("h")
        nth = int(said) if said else _NTH.get(part["n"], 12 // size)
        return size * (nth - 1) + 1, size * nth
    if "m" in part:
        month = int(part["m"]) if part["m"].isdigit() else MONTHS[part["m"]]
        return month, month
    return 1, 12


def _days(part: dict[str, str]) -> Days:
    said = [int(re.sub(r"\D", "", part[key])) for key in "dt" if key in part]
    return (said[0], said[-1]) if said else (1, -1)


def _narrowed(period: Period, within: re.Match[str]) -> Period:
    """The part of a period that the words before it name: "the first week of", "early"."""
    if within["week"]:
        return period._replace(longer=WEEK - 1) if period.days != (1, -1) else period
    if period.days != (1, -1):
        return period
    nth = within["nth"] and within["nth"].lower()
    if period.months[0] != period.months[1]:
        return _months_of(period, within, nth)
    unit, some = (within["unit"] or "").lower(), not within["many"]
    if within["third"] or (some and unit in ("days", "weeks")):
        third = _THIRDS[within["third"].lower()] if within["third"] else 2 if nth == "last" else 0
        return period._replace(days=((1, 10), (11, 20), (21, -1))[third])
    many = _LENGTHS.get((within["many"] or "").lower(), 1)
    size = many * (WEEK if unit.startswith("week") else 15 if unit == "half" else 1)
    if nth == "last" or (unit == "half" and nth in ("second", "2nd")):
        return period._replace(days=(16, -1) if unit == "half" else (-size, -1))
    first = size * (_NTH[nth] - 1) + 1
    return period._replace(days=(first, first + size - 1))


def _of_week(period: Period, within: re.Match[str]) -> Period:
    """The one day of a name in a month: each week of it has one, counted from its first day."""
    if period.days != (1, -1) or period.months[0] != period.months[1]:
        return period
    nth = _NTH.get(within["which"].lower())
    days = (WEEK * (nth - 1) + 1, -1) if nth else (-WEEK, -1)
    return period._replace(days=days, weekday=[*calendar.day_name].index(within["weekday"].title()))


def _months_of(period: Period, within: re.Match[str], nth: str | None) -> Period:
    """The months of a year that the words before it name: "the first three months of"."""
    if not period.is_year:
        return period
    if within["third"]:
        nth_third = _THIRDS[within["third"].lower()]
        return period._replace(
            months=(THIRD_OF_YEAR * nth_third + 1, THIRD_OF_YEAR * (nth_third + 1))
        )
    unit = (within["unit"] or "").lower()
    size = _LENGTHS.get((within["many"] or "").lower(), 1)
    if nth in ("first", "last") and unit.startswith(("day", "week")):
        size *= WEEK if unit.startswith("week") else 1
        month, days = (1, (1, size)) if nth == "first" else (12, (-size, -1))
        return period._replace(months=(month, month), days=days)
    if not (nth and unit.startswith("month")):
        return period
    end = len(calendar.month_name) - 1
    first = end - size + 1 if nth == "last" else size * (_NTH[nth] - 1) + 1
    return period._replace(months=(first, first + size - 1))
