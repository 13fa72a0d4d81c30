"""In: a question that sums the archive up; out: the works it is about, and what the sum is.

Which month has most reviews, which review is the longest, on which day of the week one was, how
many days lie between two: all told from the dates and texts, with the lines that state them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from app.answering.archive.listing import counted, read_filters
from app.answering.archive.reviewed import days_reviewed, meets, shown
from index.filters import Filters
from ingest.library import Library
from ingest.records import Source

MONTH = "*Most reviews bear a date of {}: {}.*"
MONTH_LEAST = "*Fewest reviews bear a date of {}: {}.*"
SIZE = "*By the number of its words ({:,}), the {} review here:*"
ORDER = "*{} was reviewed before {}: {} and {}.*"
SAME = "*{} and {} bear the same date: {} and {}.*"
SHARED = "*By the dates that they bear, these share their day with another:*"
BUSIEST = "*{} reviews bear a date that is a {}: {}.*"
WEEKDAY = "*{}:*"
BETWEEN = "*{} lie between {} and {}:*"

PAIR = 2
_MONTH = re.compile(
    r"\bmonths?\b.{0,40}\b(?:(most|busiest)|(fewest|least))\b"
    r"|\b(?:(most|busiest)|(fewest|least))\b.{0,40}\bmonth\b",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\b(?:(longest|lengthiest)|(shortest|briefest))\b", re.IGNORECASE)
_REVIEW = re.compile(r"\breview(?:s|ed|ing)?\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:which|what) (?:week\s?day|day of the week)\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\bhow (?:long|many (?:days|weeks|months))\b.{0,40}\b(?:between|gap|apart|pass\w*)\b",
    re.IGNORECASE,
)
_BUSIEST = re.compile(
    r"\b(?:week\s?days?|days? of the week)\b.{0,60}\b(?:(most|busiest)|(fewest|least|rarest))\b"
    r"(?:\s+often)?"
    r"|\b(?:(most|busiest)|(fewest|least))\b.{0,40}\b(?:week\s?day|day of the week)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    rf"{_BETWEEN.pattern}.{{0,20}}\b(?:first|earliest)\b.{{0,20}}\b(?:last|latest)\b", re.IGNORECASE
)
_ORDER = re.compile(
    r"^\W*(?:which|what|who|was)\b.{0,80}\b(?:first|earlier|before|later|last|sooner)\b",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(
    r"\b(?:two|several|any|more than one|multiple)?\b.{0,20}\b(?:on|share|with|bear|carry)\b.{0,10}"
    r"\bsame (?:day|date)\b(?! as)|\bshar(?:e|es|ing) (?:an?|its|their|the) (?:day|date)\b",
    re.IGNORECASE,
)

_SUM = re.compile(
    r"\b(?:longest|lengthiest|shortest|briefest)\s+(?:\w+\s+)?reviews?\b"
    r"|\b(?:months?|week\s?days?|days? of the week)\b.{0,40}"
    r"\b(?:most|fewest|least)\s+(?:\w+\s+)?(?:reviews|reviewed)\b",
    re.IGNORECASE,
)
_UNREAD = re.compile(
    r"\b(?:not|never|\w+n['’]t|without|except(?:ing)?|besides?|apart from|other than|excluding"
    r"|alone|solo|by (?:him|her)self)\b",
    re.IGNORECASE,
)
"""Limits that a sum does not know."""


class Tally(NamedTuple):
    """The works that a sum is about, by paper id, and the line that tells it."""

    works: tuple[str, ...]
    head: str


def read_tally(question: str, named: Sequence[str], library: Library) -> Tally | None:
    """The sum that a question asks for, of the works it names or of all; None if it asks none."""
    if not _REVIEW.search(question):
        return None
    if named:
        return _of_works(question, named, library)
    limits = read_filters(f"{question} reviewed", library)[0]
    for pattern, tell in () if _UNREAD.search(question) else _OF_ALL:
        found = pattern.search(question)
        if found and not _subject(question, found[0], library):
            tally = tell(found, library, limits)
            return tally._replace(head=_limited(tally.head, limits)) if tally else None
    return None


def asks_sum(question: str) -> bool:
    """Whether reviews are to be summed up, be it those on a subject, which are not."""
    return bool(_SUM.search(question))


def _limited(head: str, limits: Filters) -> str:
    return f"{head} *({said})*" if (said := shown(limits)) else head


def _of_works(question: str, named: Sequence[str], library: Library) -> Tally | None:
    if _BETWEEN.search(question) and len(named) == PAIR:
        return _between(named, library)
    if _ORDER.search(question) and len(named) == PAIR:
        return _order(named, library)
    if _WEEKDAY.search(question) and len(named) == 1:
        return _weekday(named[0], library)
    return None


def _subject(question: str, of: str, library: Library) -> str:
    """The words of a question that belong neither to the sum nor to a record."""
    return read_filters(f"{question.replace(of, ' ')} reviewed", library)[1]


def _dated(library: Library, limits: Filters) -> list[tuple[str, str]]:
    """Each day on which a work was reviewed and that passes, with its paper id, in order."""
    reviewed = days_reviewed(library, limits).items()
    return sorted((day, paper_id) for paper_id, days in reviewed for day in days)


def _month(found: re.Match[str], library: Library, limits: Filters) -> Tally | None:
    fewest = bool(found[2] or found[4])
    months = {
        month: tuple(dict.fromkeys(paper_id for _, paper_id in days))
        for month, days in groupby(_dated(library, limits), key=lambda pair: pair[0][:7])
    }
    if not months:
        return None
    number = min(map(len, months.values())) if fewest else max(map(len, months.values()))
    alike = [month for month, works in months.items() if len(works) == number]
    names = " and ".join(f"{date.fromisoformat(f'{month}-01'):%B %Y}" for month in alike)
    head = (MONTH_LEAST if fewest else MONTH).format(names, counted(number))
    return Tally(tuple(w for month in alike for w in months[month]), head)


def _busiest(found: re.Match[str], library: Library, limits: Filters) -> Tally | None:
    """On which days of the week most were reviewed, or fewest of those that have any."""
    fewest = bool(found[2] or found[4])
    by: dict[str, list[str]] = {}
    for day, paper_id in _dated(library, limits):
        by.setdefault(f"{date.fromisoformat(day):%A}", []).append(paper_id)
    if not by:
        return None
    sizes = {name: len(works) for name, works in by.items()}
    number = min(sizes.values()) if fewest else max(sizes.values())
    names = [name for name, size in sizes.items() if size == number]
    head = BUSIEST.format("Fewest" if fewest else "Most", " or a ".join(names), counted(number))
    return Tally(tuple(dict.fromkeys(w for name in names for w in by[name])), head)


def _size(found: re.Match[str], library: Library, limits: Filters) -> Tally | None:
    longest = bool(found[1])
    sizes = Counter(
        {
            (work.paper_id, name): _words(library.sources[name])
            for work in library.works
            if limits.passes(work, lambda: library)
            for name in work.sources
            if library.sources[name].type == "review" and meets(library.sources[name], limits)
        }
    )
    if not sizes:
        return None
    ordered = sizes.most_common()
    (paper_id, _), size = ordered[0] if longest else ordered[-1]
    return Tally((paper_id,), SIZE.format(size, "longest" if longest else "shortest"))


def _words(source: Source) -> int:
    return sum(len(block.text.split()) for block in source.blocks)


def _weekday(paper_id: str, library: Library) -> Tally | None:
    days = days_reviewed(library).get(paper_id)
    if not days:
        return None
    told = " and ".join(f"{day} was a {date.fromisoformat(day):%A}" for day in days)
    return Tally((paper_id,), WEEKDAY.format(told))


def _order(named: Sequence[str], library: Library) -> Tally | None:
    days = days_reviewed(library)
    if not days.keys() >= set(named):
        return None
    first, then = sorted(named, key=lambda paper_id: days[paper_id][0])
    names = (f"“{library.works_by_id[paper_id].name}”" for paper_id in (first, then))
    how = SAME if days[first][0] == days[then][0] else ORDER
    return Tally((first, then), how.format(*names, days[first][0], days[then][0]))


def _same_day(_: re.Match[str], library: Library, limits: Filters) -> Tally | None:
    days = groupby(_dated(library, limits), key=lambda pair: pair[0])
    shared = [works for _, pairs in days if len(works := {paper_id for _, paper_id in pairs}) > 1]
    return Tally(tuple(w for works in shared for w in sorted(works)), SHARED) if shared else None


def _whole(_: re.Match[str], library: Library, limits: Filters) -> Tally | None:
    """How long it is from the first review to the last."""
    days = _dated(library, limits)
    if not days:
        return None
    ends = [days[place][1] for place in (0, -1)]
    apart = (date.fromisoformat(days[-1][0]) - date.fromisoformat(days[0][0])).days
    return Tally(tuple(ends), BETWEEN.format(f"{apart} days", days[0][0], days[-1][0]))


def _between(named: Sequence[str], library: Library) -> Tally | None:
    days = days_reviewed(library)
    if not days.keys() >= set(named):
        return None
    one, other = sorted(days[paper_id][0] for paper_id in named)
    apart = (date.fromisoformat(other) - date.fromisoformat(one)).days
    told = "1 day" if apart == 1 else f"{apart} days"
    return Tally(tuple(named), BETWEEN.format(told, one, other))


_OF_ALL = (
    (_MONTH, _month),
    (_BUSIEST, _busiest),
    (_SAME_DAY, _same_day),
    (_WHOLE, _whole),
    (_SIZE, _size),
)
