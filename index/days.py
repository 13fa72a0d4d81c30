"""In: a question and the days that a library knows; out: the days it speaks of, and where."""

import calendar
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from index.periods import NUMBERS, ONLY_MONTHS, STRETCH, WEEK, Period, Span, find_periods

_TO = re.compile(r"\s*(?:(?:and|to|through|until|till)\b|[-–—])\s*", re.IGNORECASE)
_AFTER = ("after", "later than", "newer than", "more recent than")
_FROM = ("since", "starting", "beginning")
_BEFORE = ("before", "earlier than", "prior to", "older than")
_UNTIL = ("by", "until", "till", "up to", "up until", "up to and including")

_BESIDE = re.compile(rf"(the )?(?:([\w-]+) )?({STRETCH}) (before|after)")
_NO_NUMBER = ("", "first", "next", "very", "whole", "full")
_CAME = re.compile(
    r"\b(?:(?:that|which|were|was|did|have|has)\s+){0,2}(?:come|came|published|written|reviewed|posted|appeared)"
    r"(?:\s+out)?\b",
    re.IGNORECASE,
)
_WEEKDAYS = {name.lower(): (n,) for n, name in enumerate(calendar.day_name)} | {
    "weekday": tuple(range(5)),
    "weekend": (5, 6),
}
_OF_WEEK = rf"(?:{'|'.join(_WEEKDAYS)})"
_ON_WEEKDAY = re.compile(
    rf"\b(?P<not>not\s+)?(?:on|at|over|during)\s+(?:(?:an?|the|any|all)\s+)?{_OF_WEEK}s?\b(?!['’])"
    rf"(?:\s*(?:,|\b(?:and|or)\b)\s*(?:(?:and|or|on|an?)\s+)*{_OF_WEEK}s?\b)*"
    rf"|\b(?!weekday){_OF_WEEK}(?=\s+(?:reviews|papers)\b)",
    re.IGNORECASE,
)
_DAY_OF_WEEK = re.compile(_OF_WEEK, re.IGNORECASE)
CLEARLY = 0.9
"""So large a share of the known days of a month must be of one year."""


AROUND = timedelta(3)
"""What is around a day lies at most so far from it."""


class Days(NamedTuple):
    """First and last day, None where open; `exact`: more than a year is named."""

    since: date | None
    until: date | None
    exact: bool


def find_days(text: str, known: Sequence[str]) -> tuple[Days | None, list[Span]]:
    """The range of days that a text names, and the places to take out of it.

    A month without a year is of the one year in which `known` (ISO dates) have it. None where
    nothing is named, no such day exists, or several days are named that make no range.
    """
    # a month alone may be another word (may, march), unless something leads up to it
    periods = list(find_periods(text))
    found = [p for p in periods if p.year or p.lead or p.days != (1, -1)]
    found = found or [p for p in periods if _is_month(text, p)]
    if not found or len(found) > 2:
        return None, []
    ranged = len(found) == 2 and _is_range(text, found[0], found[1])
    ends = len(found) == 2 and not ranged and _is_both_ends(text, found[0], found[1])
    both = len(found) == 2 and not (ranged or ends) and _is_both(text, found[0], found[1])
    within = len(found) == 2 and not (ranged or ends or both) and _is_within(text, *found)
    if len(found) == 2 and not (ranged or ends or both or within):
        return None, []
    found = _with_years(found, known, ranged=ranged)
    exact = any(not period.is_year for period in found)
    try:
        if both and found[1].first - found[0].last != timedelta(1):
            return None, []
        if ranged or both:
            days = Days(found[0].first, found[1].last, exact)
        else:
            limits = [_limits(period) for period in found]
            since = max(filter(None, (since for since, _ in limits)), default=None)
            until = min(filter(None, (until for _, until in limits)), default=None)
            days = Days(since, until, exact)
    except (ValueError, OverflowError):  # no such day, or one beyond those that can be counted
        return None, []
    if days.since and days.until and days.until < days.since:
        return None, []
    return days, [(found[0].span[0], found[-1].span[1])]


def _is_month(text: str, one: Period) -> bool:
    """Whether the name of a month can be nothing else."""
    return text[slice(*one.span)].strip().title() in ONLY_MONTHS


def find_weekdays(text: str, spans: list[Span]) -> tuple[int, ...]:
    """The days of the week that a text names, Monday being 0; `spans` gets their place."""
    found = _ON_WEEKDAY.search(text)
    if not found:
        return ()
    spans.append(found.span())
    said = (_WEEKDAYS[name.lower()] for name in _DAY_OF_WEEK.findall(found[0]))
    days = {day for of_name in said for day in of_name}
    return tuple(day for day in range(WEEK) if (day in days) != bool(found["not"]))


def _is_range(text: str, one: Period, two: Period) -> bool:
    between = text[one.span[1] : two.span[0]] + two.lead
    return bool(_TO.fullmatch(between)) and (
        one.lead in {"between", "from"} or between.strip() != "and"
    )


def _is_both_ends(text: str, one: Period, two: Period) -> bool:
    """Whether the one is a beginning and the other an end: after 1 March and before 5 May."""
    begins = one.lead.startswith((*_AFTER, *_FROM)) or one.onwards
    ends = two.lead.startswith((*_BEFORE, *_UNTIL))
    return begins and ends and text[one.span[1] : two.span[0]].strip(" ,") in ("", "and", "but")


def _is_within(text: str, one: Period, two: Period) -> bool:
    """Whether the one limits the other: "in December, before Christmas", "in 2025 after May"."""
    limits = (*_AFTER, *_FROM, *_BEFORE, *_UNTIL)
    between = _CAME.sub("", text[one.span[1] : two.span[0]]).strip(" ,;(")
    return between in ("", "but") and (one.lead.startswith(limits) != two.lead.startswith(limits))


def _is_both(text: str, one: Period, two: Period) -> bool:
    """Whether both are meant, "March and April 2025": a range if the one adjoins the other."""
    between = text[one.span[1] : two.span[0]] + two.lead
    limits = (*_AFTER, *_FROM, *_BEFORE, *_UNTIL)
    return between.strip(" ,") in ("and", "andin", "and in", "in") and one.lead not in limits


def _with_years(found: Sequence[Period], known: Sequence[str], *, ranged: bool) -> list[Period]:
    """What is said, with the year that is not; a range ends in the next where it turns."""
    if ranged and found[1].year and not found[0].year and found[0].months > found[1].months:
        return _turn_of_year(found[0], found[1], known)
    stated = next((said.year for said in reversed(found) if said.year), 0)
    if found[0].year and not found[-1].year and found[-1].months < found[0].months:
        stated += 1
    return [
        said if said.year else said._replace(year=stated or _only_year(said.months, known))
        for said in found
    ]


def _turn_of_year(one: Period, two: Period, known: Sequence[str]) -> list[Period]:
    """A range into another year where one is named: that or the next, in which days are known."""
    for last in (two.year, two.year + 1):
        ends = [one._replace(year=last - 1), two._replace(year=last)]
        if any(str(ends[0].first) <= day <= str(ends[1].last) for day in known):
            return ends
    return [one._replace(year=two.year), two]


def _only_year(months: tuple[int, int], known: Sequence[str]) -> int:
    """The year in which days of a month are known, 0 where there is none or several.

    A single misprint in a header is not another year.
    """
    years = Counter(day[:4] for day in known if day[5:7] == f"{months[0]:02}")
    year, days = max(years.items(), key=lambda item: item[1], default=("0", 0))
    return int(year) if days >= CLEARLY * years.total() else 0


def _limits(one: Period) -> tuple[date | None, date | None]:
    """The first and last day of what is before, after, near or in a period.

    Raises ValueError for days that do not exist.
    """
    if beside := _BESIDE.fullmatch(one.lead):
        return _beside(one, beside)
    if one.lead == "around" and one.first == one.last:
        return one.first - AROUND, one.last + AROUND
    since = None if one.lead.startswith((*_BEFORE, *_UNTIL)) else one.first
    until = None if one.lead.startswith((*_AFTER, *_FROM)) or one.onwards else one.last
    if one.lead in _AFTER and not one.onwards:
        since = one.last + timedelta(1)
    return since, one.first - timedelta(1) if one.lead in _BEFORE else until


def _beside(one: Period, beside: re.Match[str]) -> tuple[date, date]:
    """The days right before or after a period ("the week after"), or the one so far from it."""
    back, here = beside[4] == "before", one.first if beside[4] == "before" else one.last
    there = days_from(here, beside[2], beside[3], back=back)
    if beside[2] and not beside[1]:
        near = AROUND if beside[3].startswith("month") else timedelta(0)
        return there - near, there + near
    if back:
        return there, here - timedelta(1)
    return here + timedelta(1), there


def days_from(here: date, number: str | None, unit: str, *, back: bool) -> date:
    """The day so many days, weeks or months from another; a shorter month has its last day there.

    Raises ValueError for another unit or no number, OverflowError for one beyond all days.
    """
    if unit.lower().removesuffix("s") != "month":
        apart = many_days(number, unit)
        return here - apart if back else here + apart
    months = many_days(number, "day").days * (-1 if back else 1) + here.month - 1
    year, month = here.year + months // 12, months % 12 + 1
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"{number} {unit}: beyond all days")
    return date(year, month, min(here.day, calendar.monthrange(year, month)[1]))


def many_days(number: str | None, unit: str) -> timedelta:
    """So many days or weeks, the number in digits or in words; one where none is given.

    Raises ValueError for another unit or a word that is no number ("several"), OverflowError for a
    number beyond all days.
    """
    number = (number or "").lower()
    units = {"day": 1, "week": WEEK, "fortnight": 2 * WEEK}
    size = units.get(unit.lower().removesuffix("s"))
    many = int(number) if number.isdigit() else 1 if number in _NO_NUMBER else NUMBERS.get(number)
    if size is None or many is None:
        raise ValueError(f"{number} {unit}: no number of days")
    return timedelta(many * size)
