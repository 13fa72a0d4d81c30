"""In: lines, or the dates of a run of records; out: dates as printed, and ISO dates as meant.

One printed date may be read in two ways (03.04.25): `settle` chooses for a whole run of records,
by what the unambiguous dates show and by the neighbours, and says why in a code and a sentence.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median_low

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    r"(?<![\d./])(?<!\d-)(?:"
    r"(?P<iso>\d{4}[-./]\d{1,2}[-./]\d{1,2})"
    r"|(?P<numeric>\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:\d{4}|\d{2}))"
    r")(?![\d/-])(?!\.\d)"
    rf"|\b(?P<monthfirst>{_MONTH}\.?\s{{1,3}}{_DAY},?\s{{1,3}}\d{{4}})\b"
    rf"|\b(?P<dayfirst>{_DAY}\s{{1,3}}(?:of\s)?{_MONTH}\.?,?\s{{1,3}}\d{{4}})\b",
    re.IGNORECASE,
)
_FORMS = ("numeric", "numeric.", "numeric/", "numeric-")
_ORDERS = {"day": "%d %m", "month": "%m %d"}
_FAR = timedelta(days=180)
_NEAR = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as it stands in a line, with every day it can mean (ISO), most usual reading first."""

    printed: str
    start: int
    end: int
    form: str
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettledDate:
    """The day meant (ISO, None when there is none) and what had to be decided, if anything."""

    iso: str | None
    code: str | None = None
    message: str | None = None


def find_dates(line: str) -> tuple[PrintedDate, ...]:
    """All full dates of a line: 17.05.25, 17.05.2025, 12/30/24, ISO, and with month names."""
    return tuple(_printed(match) for match in _DATE.finditer(line))


def _printed(match: re.Match[str]) -> PrintedDate:
    kind = match.lastgroup if match.lastgroup != "sep" else "numeric"
    if match["numeric"]:
        first, second, year = match["numeric"].split(match["sep"])
        form = "numeric" + match["sep"]
        pattern = "%Y" if len(year) == 4 else "%y"
        orders = [_ORDERS["day"], _ORDERS["month"]]
        tries = [(f"{first} {second} {year}", f"{order} {pattern}") for order in orders]
    elif match["iso"]:
        form = "iso"
        tries = [(" ".join(re.split(r"[-./]", match["iso"])), "%Y %m %d")]
    else:
        form = str(kind)
        tries = [(_plain_words(match[0]), "%d %b %Y")]
    readings = [iso for text, pattern in tries if (iso := _iso(text, pattern))]
    return PrintedDate(
        printed=match[0],
        start=match.start(),
        end=match.end(),
        form=form,
        readings=tuple(dict.fromkeys(readings)),
    )


def _plain_words(text: str) -> str:
    """Turns "Sept. 3rd, 2024" and "3rd of September 2024" into "3 Sep 2024"."""
    numbers = re.findall(r"\d+", text)
    month = re.search(r"[A-Za-z]{3,}", re.sub(r"\d+(?:st|nd|rd|th)?|\bof\b", " ", text))
    return f"{numbers[0]} {month[0][:3] if month else ''} {numbers[-1]}"


def _iso(text: str, pattern: str) -> str | None:
    try:
        return datetime.strptime(text, pattern).date().isoformat()
    except ValueError:
        return None


def settle(dates: Sequence[PrintedDate | None]) -> tuple[SettledDate, ...]:
    """Reads the dates of records that stand in this order, each in the light of all.

    Ambiguous numeric dates follow the order that the run's unambiguous ones of the same separator
    show, then their neighbours. A date more than 180 days from its neighbours whose year alone
    is out of place is read with the year that puts it among them (code `date-typo`).
    """
    habits = {form: _day_first(dates, form) for form in _FORMS}
    read = _read_in_order(dates, habits)
    return tuple(_settle_one(i, dates, read, habits) for i in range(len(dates)))


def _read_in_order(
    dates: Sequence[PrintedDate | None], habits: Mapping[str, bool | None]
) -> list[date | None]:
    sure = [_day(d.readings[0]) if d and len(d.readings) == 1 else None for d in dates]
    read = list(sure)
    for i, printed in enumerate(dates):
        if printed and len(printed.readings) == 2:
            options = [_day(iso) for iso in printed.readings]
            near = _middle(_neighbours(i, sure))
            habit = habits.get(printed.form)
            if habit is not None:
                read[i] = options[0 if habit else 1]
            elif near is not None:
                read[i] = min(options, key=lambda day: abs(day - near))
            else:
                read[i] = options[1 if printed.form == "numeric/" else 0]
    return read


def _day_first(dates: Sequence[PrintedDate | None], form: str) -> bool | None:
    """Whether dates of this form put the day first, by those that can be read in one way only."""
    orders = [_order(d) for d in dates if d and d.form.startswith(form)]
    days, months = orders.count("day"), orders.count("month")
    return None if days == months else days > months


def _order(printed: PrintedDate) -> str | None:
    """Whether an unambiguous numeric date puts day or month first; None where it cannot be told."""
    if not printed.form.startswith("numeric") or len(printed.readings) != 1:
        return None
    first, second = (int(n) for n in re.findall(r"\d+", printed.printed)[:2])
    return "day" if first > 12 else "month" if second > 12 else None


def _settle_one(
    i: int,
    dates: Sequence[PrintedDate | None],
    read: Sequence[date | None],
    habits: Mapping[str, bool | None],
) -> SettledDate:
    printed, day = dates[i], read[i]
    if printed is None:
        return SettledDate(iso=None)
    if day is None:
        return SettledDate(
            iso=None,
            code="date-impossible",
            message=f"“{printed.printed}” is no day of the calendar.",
        )
    right = _right_year(day, _neighbours(i, read))
    if right is not None:
        return SettledDate(
            iso=right.isoformat(),
            code="date-typo",
            message=f"“{printed.printed}” is printed; the neighbours' dates say {right.year}.",
        )
    if len(printed.readings) == 2 and habits.get(printed.form) is None:
        return SettledDate(
            iso=day.isoformat(),
            code="date-ambiguous",
            message=f"“{printed.printed}” can be read in two ways; read as {day.isoformat()}.",
        )
    if _order(printed) == "month" and habits.get("numeric") is True:
        return SettledDate(
            iso=day.isoformat(),
            code="date-month-first",
            message=f"“{printed.printed}” puts the month first, unlike the others.",
        )
    return SettledDate(iso=day.isoformat())


def _right_year(day: date, around: Sequence[date]) -> date | None:
    """The day with the year that fits its neighbours, if only its year is out of place."""
    if len(around) < 2 or max(around) - min(around) > _FAR:
        return None
    middle = _middle(around)
    if middle is None or abs(day - middle) <= _FAR:
        return None
    for year in (middle.year, middle.year - 1, middle.year + 1):
        try:
            moved = day.replace(year=year)
        except ValueError:
            continue
        if min(around) - _NEAR <= moved <= max(around) + _NEAR:
            return moved
    return None


def _neighbours(i: int, days: Sequence[date | None]) -> list[date]:
    """Up to two dated records on either side of the i-th, sought among the next fifty."""
    before = _first_two(days[j] for j in range(i - 1, max(-1, i - 51), -1))
    after = _first_two(days[j] for j in range(i + 1, min(len(days), i + 51)))
    return before + after


def _first_two(days: Iterable[date | None]) -> list[date]:
    found: list[date] = []
    for day in days:
        if day is not None:
            found.append(day)
            if len(found) == 2:
                break
    return found


def _middle(days: Sequence[date]) -> date | None:
    return median_low(days) if days else None


def _day(iso: str) -> date:
    return date.fromisoformat(iso)
