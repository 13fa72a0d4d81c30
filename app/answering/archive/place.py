"""In: a question for a place in the series of reviews; out: the listing of the works there.

The start of the series ("when did it begin?"), a place in it ("the second paper reviewed here")
and what stands beside a work in it ("the review right after that of X") go by the dates that are
printed; a number that a text gives its review itself comes before.
"""

import calendar
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from app.answering.archive.listing import Wanted, read_filters
from app.answering.archive.reviewed import days_reviewed, of_reviews
from index.days import many_days
from index.filters import Filters
from index.ordinals import in_digits
from index.periods import SO_MANY
from ingest.library import Library

EARLIEST = "*The earliest of the reviews here that bear a date:*"
BY_DATE = "*By the dates that they bear, number {} of the reviews here:*"
BESIDE = "*By the dates that they bear, {} “{}” ({}):*"

_START = re.compile(
    r"\bwhen\b(?=.*\b(?:start|beg[aiu]n|launch)\w*\b)"
    r".*\b(?:reviews?|reviewing|series|archive|collection|column)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:(second|2nd)|(third|3rd)|([1-9]\d*)th)\s+(?:\w+\s+){0,2}"
    r"(?:(?:papers?|works?|articles?)\b(?=.*\b(?:reviewed|covered|ever|here)\b)|reviews?\W*$"
    r"|reviews?\b(?=.*\b(?:ever|here)\b))",
    re.IGNORECASE,
)
_REVIEWED = r"(?:review(?:s|ed)?|cover(?:s|ed)?|wr[io]te?(?:ten)?(?: up)?|discuss(?:ed)?|c[oa]mes?)"
_NEXT_TO = re.compile(
    rf"^\W*(?:and\s+)?(?:which|what|the)\b.{{0,30}}\b{_REVIEWED}\b.{{0,40}}?"
    rf"\b(?:(?:(?P<many>{SO_MANY})\s+(?P<unit>days?|weeks?)\s+)?"
    r"(?:(?P<before>before|prior to|preced\w+|previous to)|(?P<after>after|follow\w+|next after))"
    r"(?!\s+[\w-]+ing\b)|same (?P<same>day|week|month) as)\b",
    re.IGNORECASE,
)
Days = tuple[date, date]
_OF_REVIEWS = re.compile(
    r"\b(?:reviewe?[sd]?|papers?|articles?|covered|written up)\b", re.IGNORECASE
)
_ONE = re.compile(r"\b(?:review|paper|article|one)\b", re.IGNORECASE)


class Place(NamedTuple):
    """What stands at a place, and the line that says by what it was found."""

    wanted: Wanted
    head: str


def read_place(question: str, library: Library) -> Place | None:
    """The one work at a place among the dated reviews; None if none is asked for, or a subject."""
    said = in_digits(question)
    place = _PLACE.search(said)
    if not (place or _START.search(said)):
        return None
    rest = said[: place.start()] + said[place.end() :] if place else said
    filters, subject = read_filters(f"{rest} reviewed", library)
    if subject:
        return None
    nth = 1 if not place else 2 if place[1] else 3 if place[2] else int(place[3])
    filters = of_reviews(filters, library)
    wanted = Wanted(filters, "", 0, counted=False, people=False, nth=nth)
    return Place(wanted, EARLIEST if nth == 1 else BY_DATE.format(nth))


def beside_what(question: str, named: Callable[[str], Sequence[str]]) -> str | None:
    """The words for the work whose neighbour is asked for; None if no neighbour is.

    They must name it (`named` gives the paper ids) or call it a review or paper.
    """
    found = _NEXT_TO.search(question)
    if found is None or not _OF_REVIEWS.search(question):
        return None
    other = question[found.end() :]
    return other if named(other) or _ONE.search(other) else None


def read_beside(question: str, named: Sequence[str], library: Library) -> Place | None:
    """The works of the day before or after that of the one work whose neighbour is asked for, or of
    the one so many days from it, or of the same day, week or month.

    None if no neighbour is asked for, or the work bears no date or is the last of its side.
    """
    found = _NEXT_TO.search(question)
    reviewed = days_reviewed(library)
    if not found or len(named) != 1 or not (days := reviewed.get(named[0])):
        return None
    here = days[-1] if found["after"] else days[0]
    near: tuple[Days | None, str]
    if found["many"]:
        near = _far(date.fromisoformat(here), found)
    elif found["same"]:
        near = _same(date.fromisoformat(here), found["same"])
    else:
        near = _next(here, reviewed.values(), back=bool(found["before"]))
    there, how = near
    if there is None:
        return None
    filters = of_reviews(Filters(since=there[0], until=there[1]), library)
    wanted = Wanted(filters, "", None, counted=False, people=False)
    return Place(wanted, BESIDE.format(how, library.works_by_id[named[0]].name, here))


def _far(here: date, found: re.Match[str]) -> tuple[Days | None, str]:
    """The day so many days or weeks from another; None where that is beyond all days."""
    how = f"{found['many'].lower()} {found['unit'].lower()} "
    how += "before" if found["before"] else "after"
    try:
        apart = many_days(found["many"].lower(), found["unit"].lower())
        there = here - apart if found["before"] else here + apart
    except OverflowError:
        return None, how
    return (there, there), how


def _same(here: date, unit: str) -> tuple[Days, str]:
    """The day, week (from Monday) or month in which a day lies."""
    first = last = here
    if unit.lower() == "week":
        first = here - timedelta(here.weekday())
        last = first + timedelta(6)
    if unit.lower() == "month":
        first = here.replace(day=1)
        last = here.replace(day=calendar.monthrange(here.year, here.month)[1])
    return (first, last), f"of the same {unit.lower()} as"


def _next(here: str, reviewed: Iterable[Sequence[str]], *, back: bool) -> tuple[Days | None, str]:
    """The day of a review that is next to a day."""
    all_days = {day for days in reviewed for day in days}
    if back:
        there, how = max((d for d in all_days if d < here), default=None), "right before"
    else:
        there, how = min((d for d in all_days if d > here), default=None), "right after"
    day = date.fromisoformat(there) if there else None
    return (day, day) if day else None, how
