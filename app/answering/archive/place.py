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
from app.answering.archive.reviewed import days_reviewed, of_reviews, shown
from index.days import many_days
from index.filters import Filters
from index.ordinals import in_digits
from index.periods import STRETCH
from ingest.library import Library

EARLIEST = "*The earliest of the reviews here that bear a date:*"
BY_DATE = "*By the dates that they bear, number {} of the reviews here{}:*"
BESIDE = "*By the dates that they bear, {} “{}” ({}):*"

_START = re.compile(
    r"\bwhen\b(?=.*\b(?:start|beg[aiu]n|launch)\w*\b)"
    r".*\b(?:reviews?|reviewing|series|archive|collection|column)\b",
    re.IGNORECASE,
)
_NTH = {"second": 2, "2nd": 2, "third": 3, "3rd": 3}
_ORDINAL = r"\b(second|2nd|third|3rd|[1-9]\d*th)\b"
_PLACE = re.compile(
    rf"{_ORDINAL}\s+(?:\w+\s+){{0,2}}"
    r"(?:(?:papers?|works?|articles?)\b(?=.*\b(?:reviewed|covered|ever|here)\b)|reviews?\W*$"
    r"|reviews?\b(?=.*\b(?:ever|here)\b|\s+(?:of|in|from)\b))"
    rf"|\breviewed\s+{_ORDINAL}",
    re.IGNORECASE,
)
_REVIEWED = r"(?:review(?:s|ed)?|cover(?:s|ed)?|wr[io]te?(?:ten)?(?: up)?|discuss(?:ed)?|c[oa]mes?)"
_WORK = r"(?:papers?|works?|articles?|reviews?|ones?|texts?|pieces?)"
_NAME = r"(?-i:[A-Z])[\w-]+"
_RIGHT = r"(?:right|directly|immediately|just|straight)"
_NEXT_TO = re.compile(
    rf"^\W*(?:and\s+)?(?:(?:which|what|how many(?=\s+(?:other\s+)?{_WORK}))"
    rf"(?:\s+other)?(?:\s+(?P<of>{_WORK}))?|the\s+{_WORK}"
    rf"|(?:who|when)\s+(?:(?:was|were|did|{_REVIEWED}|{_NAME})\s+)*the\s+{_WORK})"
    rf"(?:\s+(?:that|which|was|were|is|are|did|has|have|had|been|{_RIGHT}|you|he|she|they|we"
    rf"|{_REVIEWED}|out|up|here|next|by|on|in|{_NAME}))*?\s+"
    rf"(?:(?P<right>{_RIGHT}\s+)?"
    rf"(?:(?P<span>the\s+|within\s+)?(?:(?P<many>[\w-]+)\s+)?(?P<unit>{STRETCH})\s+)?"
    r"(?:(?P<before>before|prior to|preced\w+|previous to)|(?P<after>after|follow\w+|next after))"
    r"(?!\s+[\w-]+ing\b)|(?:the\s+)?same\s+(?P<same>day|week|month)\s+as)\b",
    re.IGNORECASE,
)
Days = tuple[date, date]
_OF_REVIEWS = re.compile(
    r"\b(?:reviewe?[sd]?|papers?|articles?|covered|written up)\b", re.IGNORECASE
)
_ONE = re.compile(
    r"\b(?:the|that|this|his|her|a|its?)\s+(?:\w+\s+)?(?:review|paper|article|one)\b|\bit\W*$",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:review|paper)\s+(?!(?:of|on|about|for|from|by|that|which|with|titled|called|in|and|was|is"
    r"|were|dated)\b)(?-i:[a-z])",
    re.IGNORECASE,
)
"""A review as a part of something else: "the review step"."""


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
    said = (place[1] or place[2]).lower() if place else ""
    nth = (_NTH.get(said) or int(said.removesuffix("th"))) if said else 1
    limits = f" ({said})" if (said := shown(filters)) else ""
    filters = of_reviews(filters, library)
    wanted = Wanted(filters, "", 0, counted=False, people=False, nth=nth)
    return Place(wanted, EARLIEST if nth == 1 else BY_DATE.format(nth, limits))


def beside_what(question: str, named: Callable[[str], Sequence[str]]) -> str | None:
    """The words for the work whose neighbour is asked for; None if no neighbour is.

    They must name it (`named` gives the paper ids) or call it a review or paper.
    """
    found = _NEXT_TO.search(question)
    if found is None or not _OF_REVIEWS.search(question):
        return None
    other = question[found.end() :]
    if _STEP.search(other):
        return None
    return other if named(other) or _ONE.search(other) else None


def read_beside(question: str, named: Sequence[str], library: Library) -> Place | None:
    """The works of the day before or after that of the one work whose neighbour is asked for, of
    one so many days from it or of those between, or of the same day, week or month.

    Of several ("which papers ... after X") they are all on that side. None if no neighbour is asked
    for, or the work bears no date or is the last of its side, or other days are named beside it.
    """
    found = _NEXT_TO.search(question)
    days = days_reviewed(library).get(named[0]) if len(named) == 1 else None
    if not found or not days:
        return None
    here, name = days[-1] if found["after"] else days[0], library.works_by_id[named[0]].name
    limits = _limits(re.sub(re.escape(name), "it", question, flags=re.IGNORECASE), library)
    near: tuple[Days | None, str]
    if found["unit"]:
        near = _far(date.fromisoformat(here), found)
    elif found["same"]:
        near = _same(date.fromisoformat(here), found["same"])
    else:
        passing = days_reviewed(library, limits).values()
        several = not found["right"] and (found["of"] or "").lower().endswith("s")
        near = _next(here, passing, back=bool(found["before"]), several=several)
    there, how = near
    if there is None or limits.since or limits.until:
        return None
    beside = ", ".join(filter(None, (here, shown(limits))))
    limits = limits.model_copy(update={"since": there[0], "until": there[1]})
    counted = question.lower().lstrip().startswith("how many")
    wanted = Wanted(of_reviews(limits, library), "", None, counted=counted, people=False)
    return Place(wanted, BESIDE.format(how, name, beside))


def _limits(question: str, library: Library) -> Filters:
    """What else the question limits its works to."""
    return read_filters(f"reviews: {question}", library)[0]


def _far(here: date, found: re.Match[str]) -> tuple[Days | None, str]:
    """The day so many days or weeks from another, or the days up to it ("in the week after").

    None where that is beyond all days, or no number of days.
    """
    back, spans = bool(found["before"]), bool(found["span"])
    how = " ".join(filter(None, (found["span"] and found["span"].strip(), found["many"])))
    how = f"{how} {found['unit']} {'before' if back else 'after'}".strip().lower()
    try:
        apart = many_days(found["many"], found["unit"])
        there = here - apart if back else here + apart
    except (OverflowError, ValueError):
        return None, how
    next_to = here + timedelta(-1 if back else 1)
    first = min(there, next_to) if spans else there
    return (first, max(there, next_to) if spans else there), how


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


def _next(
    here: str, reviewed: Iterable[Sequence[str]], *, back: bool, several: bool
) -> tuple[Days | None, str]:
    """The day of a review that is next to a day; all days on that side if `several` are wanted."""
    all_days = {day for days in reviewed for day in days}
    if back:
        there, how = max((d for d in all_days if d < here), default=None), "right before"
    else:
        there, how = min((d for d in all_days if d > here), default=None), "right after"
    if there is None:
        return None, how
    day = date.fromisoformat(there)
    if several:
        ends = (min(all_days), there) if back else (there, max(all_days))
        return (date.fromisoformat(ends[0]), date.fromisoformat(ends[1])), how.split()[-1]
    return (day, day), how
