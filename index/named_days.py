"""In: a text; out: the same with days that go by a name as dates: "Christmas 2024", "last week".

Days of a month that stands elsewhere ("in July, after the 20th") are put beside it, and a day and
month in digits alone ("on 29.03") are written out, since it might be a number.
"""

import calendar
import re
from collections.abc import Collection
from datetime import date, timedelta

from index.periods import ONLY_MONTHS, Period, find_periods

_FEASTS = (
    (r"(?:christmas|x-?mas)\s+eve", "24 December"),
    (
        r"(?:christmas|x-?mas)(?:\s+day)?(?!\s+(?:break|holidays?|time|season|week)\b)",
        "25 December",
    ),
    (r"boxing\s+day", "26 December"),
    (r"new\s+year['’]?s?\s+eve", "31 December"),
    (
        r"(?<!\ba )new\s+year(?:['’]?s)?(?:\s+day)?(?!\s+(?:resolution|break|holidays?)s?\b)",
        "1 January",
    ),
    (r"hallowe['’]?en", "31 October"),
    (r"(?:st\.?\s+)?valentine['’]?s?(?:\s+day)?", "14 February"),
    (r"april\s+fools?['’]?s?(?:\s+day)?", "1 April"),
)
_FEAST = re.compile(
    rf"(?:\b(?P<before>(?:19|20)\d\d)\s+)?\b(?:{'|'.join(f'({name})' for name, _ in _FEASTS)})"
    r"(?![\w'’])(?:,?\s+(?:(?:of|in)\s+)?(?P<after>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"\b(?P<lead>on|dated|of|from|to|and|between)\s+(?P<day>0?[1-9]|[12]\d|3[01])[./]"
    r"(?P<month>0[1-9]|1[0-2])\b(?!\.?\d|[/%])",
    re.IGNORECASE,
)
_NTH = r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)\b"
_OF_MONTH = re.compile(
    rf"\b(?:(?:from|between)\s+{_NTH}\s+(?:to|and|until|till|through)\s+{_NTH}"
    rf"|(after|before|since|from|until|till|up\s+to|by|on)\s+{_NTH})"
    r"(?:\s+on(?:wards?)?\b)?(?=\W*$|\s*[,;)]|\s+(?:in|of|during)\b)",
    re.IGNORECASE,
)
_MONTH_NAMES = [name for name in calendar.month_name if name]
_LAST_MONTH = re.compile(
    rf"\b(?i:(?:in|during|over)\s+)?(?i:last|past)\s+"
    rf"({'|'.join(_MONTH_NAMES)}|(?i:{'|'.join(ONLY_MONTHS)}|march|may(?=\W*$)))\b(?!\s+\d)"
)
_SHORT_YEAR = re.compile(rf"\b({'|'.join(_MONTH_NAMES)})\s+['’](\d\d)\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:(?:in|during|over)\s+)?(?:the\s+)?(last|past|this)\s+(week|month|year)\b(?!\s+(?:of|in)\b)",
    re.IGNORECASE,
)
WEEK = timedelta(7)


def in_dates(text: str, today: date | None = None, days: Collection[str] = ()) -> str:
    """The text with days named otherwise as dates; last week is that before `today`'s.

    Last December is the latest that is over, or, where none of the `days` (ISO) that are spoken of
    is in it, the latest that has any.
    """
    text = _SHORT_YEAR.sub(r"\1 20\2", _FEAST.sub(_feast, text))
    text = _DIGITS.sub(_written_out, text)
    now = today or date.today()
    text = _LAST_MONTH.sub(lambda found: _last(found[1].capitalize(), now, days), text)
    text = _RELATIVE.sub(lambda found: _relative(found, now), text)
    return _with_month(text)


def _feast(found: re.Match[str]) -> str:
    names = found.groups()[1:-1]
    day = next(day for name, (_, day) in zip(names, _FEASTS, strict=True) if name)
    return " ".join(filter(None, (day, found["after"] or found["before"])))


def _written_out(found: re.Match[str]) -> str:
    return f"{found['lead']} {int(found['day'])} {calendar.month_name[int(found['month'])]}"


def _last(month: str, today: date, days: Collection[str]) -> str:
    """The latest month of a name that is over, or the latest such month that has a day."""
    number = _MONTH_NAMES.index(month) + 1
    year = today.year - (number >= today.month)
    years = {int(day[:4]) for day in days if int(day[5:7]) == number}
    if years and year not in years:
        year = max(years)
    return f"in {month} {year}"


def _relative(found: re.Match[str], today: date) -> str:
    this, unit = found[1].lower() == "this", found[2].lower()
    if unit == "week":
        first = today - timedelta(today.weekday()) - (WEEK * (not this))
        return f"from {first} to {first + WEEK - timedelta(1)}"
    if unit == "year":
        return f"in {today.year - (not this)}"
    month = today if this else today.replace(day=1) - timedelta(1)
    return f"in {month:%B %Y}"


def _with_month(text: str) -> str:
    """Days that stand apart from the one month that is named, beside it, within it."""
    days = _OF_MONTH.search(text)
    if days is None:  # nearly always, and periods take longer to find
        return text
    months = list(find_periods(text))
    if len(months) != 1 or not _is_month(month := months[0]):
        return text
    if month.span[0] < days.end() and days.start() < month.span[1]:
        return text
    length = calendar.monthrange(month.year or 2001, month.months[0])[1]
    first, last = _limits(days, length)
    said = f"from {first} to {last} {calendar.month_name[month.months[0]]} {month.year or ''}"
    spans = sorted([(*days.span(), said.strip()), (*month.span, "")], reverse=True)
    for start, end, instead in spans:
        text = f"{text[:start]}{instead}{text[end:]}"
    return text


def _is_month(period: Period) -> bool:
    """Whether a month as a whole is named, as such."""
    return (
        period.months[0] == period.months[1]
        and period.days == (1, -1)
        and (period.year > 0 or bool(period.lead))
    )


def _limits(days: re.Match[str], length: int) -> tuple[int, int]:
    """The first and last day that are meant, of a month of so many."""
    if days[1]:
        return int(days[1]), int(days[2])
    lead, day = days[3].lower(), int(days[4])
    if lead == "on":
        return day, day
    if lead in ("after", "since", "from"):
        return day + (lead == "after"), length
    return 1, day - (lead == "before")
