"""In: a question for what stands beside a work among the reviews; out: the listing of it.

"The review right after that of X", "the same week as X": by the dates that are printed.
"""

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from app.answering.archive.limits import read_filters
from app.answering.archive.listing import Wanted
from app.answering.archive.nth import Place
from app.answering.archive.reviewed import days_reviewed, of_reviews, shown
from app.answering.archive.wording import Wording, asks_records
from index.days import AROUND, days_from
from index.filters import Filters
from index.periods import NUMBERS, STRETCH
from ingest.library import Library

BETWEEN = "*By the dates that they bear, between “{}” and “{}” ({} and {}):*"
BESIDE = "*By the dates that they bear, {} “{}” ({}):*"
NONE_BESIDE = "No review here bears {} date than {}, the day of that review."

_WORK = r"(?:papers?|works?|articles?|reviews?|ones?|texts?)"
_RIGHT = r"(?:right|directly|immediately|just|straight)"
_NUMBER = rf"(?:\d+|{'|'.join(word for word in NUMBERS if len(word) > 2)})"
_NEXT_TO = re.compile(
    rf"(?:(?P<right>{_RIGHT})\s+)?"
    rf"(?:(?P<span>the\s+|within\s+)?(?:(?P<many>[\w-]+)\s+)?(?P<unit>{STRETCH})\s+"
    rf"|(?<!the )(?<!which )(?<!what )(?<!next )(?P<nth>{_NUMBER})\s+{_WORK}\s+(?:further\s+)?)?"
    r"(?:(?P<before>before|prior(?:\s+to)?|preced\w+|previous(?:ly)?(?:\s+to)?|ahead\s+of"
    r"|leading\s+up\s+to)"
    r"|(?P<after>(?:next\s+)?after|follow\w*(?:\s+(?:on|up))?|next(?:\s+to)?|succeed\w*"
    r"|subsequent(?:\s+to)?))\b(?!\s+[\w-]+ing\b)|(?:the\s+)?same\s+(?P<same>day|week|month)\s+as\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"\b(?:(?P<many>{_NUMBER})\s+)?(?:(?:other|next|previous|following|preceding)\s+)?"
    r"(?:papers|works|articles|reviews|ones|texts)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(r"\b(?:else|others?|another)\b", re.IGNORECASE)
Days = tuple[date, date]
_OF_REVIEWS = re.compile(
    r"\b(?:reviewe?[sd]?|papers?|articles?|covered|written up|archive|library|collection|series"
    r"|list)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"^\s*(?:the|that|this|his|her|a|its?)\s+(?:[\w-]+\s+){0,3}?(?:review|paper|article|one)\b"
    r"|^\s*it\W*$",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\breview\s+of\b(?!.*\b(?:papers?|articles?|works?|surveys?|study|studies|one)\b)|"
    r"\b(?:review|paper)\s+(?!(?:of|on|about|for|from|by|that|which|with|titled|called|in|and|was|is"
    r"|were|dated)\b)(?-i:[a-z])",
    re.IGNORECASE,
)
"""A review as a part of something else: "the review step"."""


def beside_what(asked: Wording, library: Library) -> str | None:
    """The words for the work whose neighbour is asked for; None if no neighbour is.

    The one work that a question for nothing but records names, or what it calls a review or paper
    behind a question for its neighbour.
    """
    found = _NEXT_TO.search(asked.masked)
    if found is None or not _OF_REVIEWS.search(asked.masked):
        return None
    if asked.bare and asked.works:
        return asked.said if len(asked.works) == 1 else None
    other = asked.masked[found.end() :]
    if not _ONE.search(other) or _STEP.search(other):
        return None
    return other if asks_records(asked.masked[: found.start()], library)[1] else None


def read_beside(question: str, work: str, library: Library) -> Place | None:
    """The works of the day before or after that of a work whose neighbour is asked for (or so many
    of them), of one so many days or reviews from it, or of the same day, week or month.

    Of several ("which papers ... after X") they are all on that side. None if no neighbour is asked
    for, or the work bears no date or is the last of its side, or other days are named beside it.
    """
    found = _NEXT_TO.search(question)
    days = days_reviewed(library).get(work)
    if not found or not days:
        return None
    here = days[-1] if found["after"] else days[0]
    limits = read_filters(f"reviews: {question}", library)[0]
    near: tuple[Days | None, str]
    if found["unit"]:
        near = _far(date.fromisoformat(here), found)
    elif found["same"]:
        near = _same(date.fromisoformat(here), found["same"])
    else:
        passing = days_reviewed(library, limits).values()
        near = _next(here, passing, found, _several(question, found))
    there, how = near
    if there is None or limits.since or limits.until:
        return None
    beside = ", ".join(filter(None, (here, shown(limits))))
    limits = limits.model_copy(update={"since": there[0], "until": there[1]})
    counted = question.lower().lstrip().startswith("how many")
    wanted = Wanted(of_reviews(limits, library), "", None, counted=counted, people=False)
    if found["same"] and _ELSE.search(question):
        wanted = wanted._replace(without=(work,))
    return Place(wanted, BESIDE.format(how, library.works_by_id[work].name, beside))


def at_end(question: str, work: str, library: Library) -> str:
    """What is told where a work whose neighbour is asked for is the last on that side; else ""."""
    found, days = _NEXT_TO.search(question), days_reviewed(library)
    here = days.get(work)
    if not (found and here) or found["unit"] or found["same"]:
        return ""
    every = [day for of_work in days.values() for day in of_work]
    if found["before"]:
        return NONE_BESIDE.format("an earlier", here[0]) if here[0] == min(every) else ""
    return NONE_BESIDE.format("a later", here[-1]) if here[-1] == max(every) else ""


def read_between(named: Sequence[str], limits: Filters, library: Library) -> Place | None:
    """What was reviewed between two works; None where one of them bears no date."""
    days = days_reviewed(library)
    if not days.keys() >= set(named):
        return None
    first, last = sorted(named, key=lambda work: days[work][0])
    since, until = (date.fromisoformat(days[w][0]) for w in (first, last))
    limits = limits.model_copy(
        update={"since": since + timedelta(1), "until": until - timedelta(1)}
    )
    names = (library.works_by_id[work].name for work in (first, last))
    wanted = Wanted(of_reviews(limits, library), "", None, counted=True, people=False)
    return Place(wanted, BETWEEN.format(*names, since, until))


def _several(question: str, found: re.Match[str]) -> int | None:
    """How many neighbours are asked for; None for all on that side."""
    several = _SEVERAL.search(question)
    if several is None or (found["right"] and not several["many"]):
        return 1
    number = (several["many"] or "").lower()
    return int(number) if number.isdigit() else NUMBERS.get(number)


def _far(here: date, found: re.Match[str]) -> tuple[Days | None, str]:
    """The day so many days or weeks from another, or the days up to it ("in the week after").

    So many months are the days around the same one of another month. None where that is beyond
    all days, or no number of days.
    """
    back, spans = bool(found["before"]), bool(found["span"])
    how = " ".join(filter(None, (found["span"] and found["span"].strip(), found["many"])))
    how = f"{how} {found['unit']} {'before' if back else 'after'}".strip().lower()
    try:
        there = days_from(here, found["many"], found["unit"], back=back)
        next_to = here + timedelta(-1 if back else 1)
        if "month" in found["unit"].lower() and not spans:
            return (there - AROUND, there + AROUND), f"about {how}"
    except (OverflowError, ValueError):
        return None, how
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
    here: str, reviewed: Iterable[Sequence[str]], found: re.Match[str], several: int | None
) -> tuple[Days | None, str]:
    """The days of so many reviews next to a day, all on that side for None; or of the nth."""
    back = bool(found["before"])
    side = sorted(
        (day for days in reviewed for day in set(days) if (day < here if back else day > here)),
        reverse=back,
    )
    if not side:
        return None, ""
    how = "before" if back else "after"
    if found["nth"]:
        nth = found["nth"].lower()
        place = int(nth) if nth.isdigit() else NUMBERS[nth]
        if place > len(side):
            return None, ""
        day = date.fromisoformat(side[place - 1])
        return (day, day), f"{nth} reviews {how}"
    near = "right" if several == 1 else f"the next {several}"
    how = how if several is None else f"{near} {how}"
    days = sorted(side[:several])
    return (date.fromisoformat(days[0]), date.fromisoformat(days[-1])), how
