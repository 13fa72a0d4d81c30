"""In: a question on one or two works and their days; out: the works, and what is told of them.

Which of two was reviewed first, how far apart they are, on which day of the week one was.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.answering.archive.reviewed import days_reviewed, shown
from app.answering.archive.wording import Wording
from index.filters import Filters
from ingest.library import Library

ORDER = "*{} was reviewed before {}: {} and {}.*"
IN_ORDER = "*By the dates of their reviews: {}.*"
SAME = "*{} and {} bear the same date: {} and {}.*"
WEEKDAY = "*{}:*"
BETWEEN = "*{} lie between {} and {}:*"
WHETHER = "*{}: the review bears the date {} (asked for: {}).*"

PAIR = 2
_WEEKDAY = re.compile(
    r"\b(?:which|what)\s+(?:week\s?day|day)\b|\bday of the week\b|\bweek\s?(?:end|day)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\bhow (?:long|many (?:days|weeks|months)|much (?:time|later|earlier)|far)\b"
    r"|\b(?:gap|apart|distance|interval|days|weeks|time)\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"^\W*(?:(?:so|and|ok|hey|tell me whether|whether)\W+)*(?:was|were|did|is|has|have)\b"
    r"(?!.*\b(?:first|earlier|before|after|later|last|since|until|ever)\b)",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\bbetween\b", re.IGNORECASE)
_ORDER = re.compile(
    r"\b(?:first|earlier|before|after|later|last|sooner|newer|older|latest|earliest|order"
    r"|more recent(?:ly)?|most recent(?:ly)?|prior)\b",
    re.IGNORECASE,
)


class Tally(NamedTuple):
    """The works that a sum is about, by paper id, and the line that tells it."""

    works: tuple[str, ...]
    head: str


def asks_between(asked: Wording) -> bool:
    """Whether works are asked for that were reviewed between two others."""
    between = len(asked.works) == PAIR and asked.bare and _INSIDE.search(asked.masked)
    return bool(between) and not _APART.search(asked.masked)


def told_of_works(
    question: str, works: Sequence[str], library: Library, limits: Filters | None = None
) -> Tally | None:
    """What is asked of the days of one or two works; None if nothing of the kind is."""
    within = limits and (limits.since or limits.until)
    if len(works) == 1 and limits and within and _WHETHER.search(question):
        return _whether(works[0], library, limits)
    if len(works) == PAIR and _APART.search(question):
        return _between(works, library)
    if len(works) >= PAIR and _ORDER.search(question):
        return _order(works, library)
    if len(works) == 1 and _WEEKDAY.search(question):
        return weekday(works[0], library)
    return None


def _whether(paper_id: str, library: Library, limits: Filters) -> Tally | None:
    """Whether a work was reviewed on days that a question limits reviews to."""
    days = days_reviewed(library).get(paper_id)
    if not days:
        return None
    told = "Yes" if paper_id in days_reviewed(library, limits) else "No"
    return Tally((paper_id,), WHETHER.format(told, " and ".join(days), shown(limits)))


def weekday(paper_id: str, library: Library) -> Tally | None:
    """On which day of the week a work was reviewed; None if no text says on which day."""
    days = days_reviewed(library).get(paper_id)
    if not days:
        return None
    told = " and ".join(f"{day} was a {date.fromisoformat(day):%A}" for day in days)
    return Tally((paper_id,), WEEKDAY.format(told))


def _order(named: Sequence[str], library: Library) -> Tally | None:
    days = days_reviewed(library)
    if not days.keys() >= set(named):
        return None
    ordered = sorted(named, key=lambda paper_id: days[paper_id][0])
    if len(ordered) > PAIR:
        told = (f"“{library.works_by_id[work].name}” ({days[work][0]})" for work in ordered)
        return Tally(tuple(ordered), IN_ORDER.format(", ".join(told)))
    first, then = ordered
    names = (f"“{library.works_by_id[paper_id].name}”" for paper_id in (first, then))
    how = SAME if days[first][0] == days[then][0] else ORDER
    return Tally((first, then), how.format(*names, days[first][0], days[then][0]))


def _between(named: Sequence[str], library: Library) -> Tally | None:
    days = days_reviewed(library)
    if not days.keys() >= set(named):
        return None
    one, other = sorted(days[paper_id][0] for paper_id in named)
    return Tally(tuple(named), BETWEEN.format(apart(one, other), one, other))


def days_apart(one: str, other: str) -> int:
    """How many days the other is after the one, both in ISO form."""
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def apart(one: str, other: str) -> str:
    """How far two days are apart, in words."""
    days = days_apart(one, other)
    return "1 day" if days == 1 else f"{days} days"
