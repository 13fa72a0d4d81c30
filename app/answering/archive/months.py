"""In: what asks for months or days of the week; out: those with most, fewest or so many reviews."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import eq, ge, gt, le, lt

from app.answering.archive.pairs import Tally
from app.answering.archive.reviewed import reviews_by_day
from index.filters import Filters
from index.periods import NUMBERS
from ingest.library import Library

MONTH = "*Most reviews bear a date of {}: {}.*"
MONTH_LEAST = "*Fewest reviews bear a date of {}: {}.*"
_Fits = Callable[[int, int], bool]
_WAYS: tuple[tuple[str, str, _Fits], ...] = (
    ("any", "at least", ge),
    ("some", "at least", ge),
    ("less", "fewer than", lt),
    ("more", "more than", gt),
    ("least", "at least", ge),
    ("most", "at most", le),
    ("up", "at least", ge),
    ("down", "at most", le),
)
BUSIEST = "*{} reviews bear a date that is a {}: {}.*"
SO_MANY = "*By the dates that they bear, {} {} {}: {}.*"
NO_MONTH = "*By the dates that reviews bear, no month has {} {} of them; those that have any: {}.*"

_MONTH = re.compile(
    r"\bmonths?\b.{0,40}(?<!\bat )\b(?:(most|busiest)|(fewest|least))\b"
    r"|(?<!\bat )\b(?:(most|busiest)|(fewest|least))\b.{0,40}\bmonth\b",
    re.IGNORECASE,
)
_NUMERALS = "|".join(NUMBERS.keys() - {"a", "an"})
_SO_MANY = re.compile(
    r"\bmonths?\b(?!.{0,40}\b(?:between|apart)\b).{0,40}?\b(?:(?:(?P<less>(?:fewer|less)\s+than|under|below)"
    r"|(?P<more>more\s+than|over|above)|(?P<least>at\s+least|no\s+(?:fewer|less)\s+than)"
    r"|(?P<most>at\s+most|no\s+more\s+than|up\s+to)|(?:exactly|precisely|just|only))\s+"
    rf"(?P<than>\d+|{'|'.join(NUMBERS)})|(?P<many>\d+|{_NUMERALS}"
    r"|(?<!\bno )(?<!\bwithout a )(?<!\bwithout )single))"
    r"\s+(?:or\s+(?:(?P<up>more)|(?P<down>fewer|less))\s+)?"
    r"(?:\w+\s+)?(?:reviews?|papers?|reviewed)\b"
    r"|\bmonths?\b.{0,20}\b(?P<none>without|with\s+no|(?:has|have|had)\s+no)\s+"
    r"(?:(?:an?|any|single|one)\s+)*(?:reviews?|papers?)\b"
    r"|\bmonths?\s+(?:with|has|have|had)\s+(?P<any>an?|any)\s+(?:reviews?|papers?)\b"
    r"|(?<=\bhow many )months\s+(?:of\s+|in\s+)?(?P<some>were|was|have|had|has|saw|with|did|do)\b"
    r"(?!.*\b(?:from|to|between|until|since|before|after|gaps?|apart|takes?|took|spans?|last)\b)"
    r".{0,30}\breview(?:s|ed)?\b",
    re.IGNORECASE,
)
_BUSIEST = re.compile(
    r"\b(?:week\s?days?|days? of the week)\b.{0,60}\b(?:(most|busiest)|(fewest|least|rarest))\b"
    r"(?:\s+often)?"
    r"|\b(?:(most|busiest)|(fewest|least))\b.{0,40}\b(?:week\s?day|day of the week)\b",
    re.IGNORECASE,
)


def _month(found: re.Match[str], library: Library, limits: Filters) -> Tally | None:
    fewest = bool(found[2] or found[4])
    by_day = reviews_by_day(library, limits)
    months = {
        month: [paper_id for _, paper_id in days]
        for month, days in groupby(by_day, key=lambda pair: pair[0][:7])
    }
    if not months:
        return None
    number = min(map(len, months.values())) if fewest else max(map(len, months.values()))
    alike = [month for month, works in months.items() if len(works) == number]
    names = " and ".join(f"{date.fromisoformat(f'{month}-01'):%B %Y}" for month in alike)
    head = (MONTH_LEAST if fewest else MONTH).format(names, _reviews(number))
    return Tally(tuple(dict.fromkeys(w for month in alike for w in months[month])), head)


def _busiest(found: re.Match[str], library: Library, limits: Filters) -> Tally | None:
    """On which days of the week most were reviewed, or fewest of those that have any."""
    fewest = bool(found[2] or found[4])
    by: dict[str, list[str]] = {}
    for day, paper_id in reviews_by_day(library, limits):
        by.setdefault(f"{date.fromisoformat(day):%A}", []).append(paper_id)
    if not by:
        return None
    sizes = {name: len(works) for name, works in by.items()}
    number = min(sizes.values()) if fewest else max(sizes.values())
    names = [name for name, size in sizes.items() if size == number]
    head = BUSIEST.format("Fewest" if fewest else "Most", " or a ".join(names), _reviews(number))
    return Tally(tuple(dict.fromkeys(w for name in names for w in by[name])), head)


def _all_months(days: Sequence[str]) -> Iterator[date]:
    """The first day of each month from that of the first day on to that of the last."""
    if not days:
        return
    month, last = date.fromisoformat(days[0]).replace(day=1), date.fromisoformat(days[-1])
    while month <= last:
        yield month
        month = (month + timedelta(31)).replace(day=1)


def _so_many(found: re.Match[str], library: Library, limits: Filters) -> Tally | None:
    """The months with so many reviews, with more or with fewer."""
    said = (found["many"] or found["than"] or "").lower()
    if found["none"] or not said:
        many = 0 if found["none"] else 1
    else:
        many = int(said) if said.isdigit() else NUMBERS.get(said, 1)  # "single"
    limits = limits.model_copy(update={"times": 1})  # "more than one review" is of a month
    how, fits = next(((how, way) for name, how, way in _WAYS if found[name]), ("exactly", eq))
    reviews = reviews_by_day(library, limits)
    months = {f"{month:%B %Y}": list[str]() for month in _all_months([day for day, _ in reviews])}
    for day, paper_id in reviews:
        months[f"{date.fromisoformat(day):%B %Y}"].append(paper_id)
    kept = {name: works for name, works in months.items() if fits(len(works), many)}
    each = ", ".join(f"{name} ({len(works)})" for name, works in (kept or months).items())
    some = tuple(paper_id for _, paper_id in reviews[:1])
    if not kept:
        return Tally(some, NO_MONTH.format(how, many, each)) if some else None
    which = "1 month has" if len(kept) == 1 else f"{len(kept)} months have"
    works = tuple(dict.fromkeys(work for own in kept.values() for work in own))
    return Tally(works or some, SO_MANY.format(which, how, _reviews(many), each))


def _reviews(number: int) -> str:
    return "1 review" if number == 1 else f"{number} reviews"


Tell = Callable[[re.Match[str], Library, Filters], Tally | None]
OF_CALENDAR: tuple[tuple[re.Pattern[str], Tell], ...] = (
    (_MONTH, _month),
    (_SO_MANY, _so_many),
    (_BUSIEST, _busiest),
)
