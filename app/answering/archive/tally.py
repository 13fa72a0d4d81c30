"""In: a question that sums the archive up; out: the works it is about, and what the sum is.

Which month has most reviews, which review is the longest, on which day of the week one was, how
many days lie between two: all told from the dates and texts, with the lines that state them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from app.answering.archive.limits import read_filters
from app.answering.archive.listing import counted
from app.answering.archive.months import OF_CALENDAR, Tell
from app.answering.archive.pairs import (
    BETWEEN,
    Tally,
    apart,
    days_apart,
    told_of_works,
    weekday,
)
from app.answering.archive.reviewed import dated, meets, shown
from app.answering.archive.wording import Wording
from index.days import many_days
from index.filters import Filters
from index.periods import NUMBERS
from index.timeless import without_periods
from ingest.library import Library
from ingest.records import Source

SIZE = "*By the number of its words ({:,}), the {} review here:*"
SHARED = "*By the dates that they bear, these share their day with another; {}:*"
PAUSES = "*By the dates of the reviews here, {}:*"
COUNTS = "*By the dates of their reviews, {}.*"
LONGEST = "*The longest time between two reviews here that bear a date is {}, {}:*"

_SIZE = re.compile(r"\b(?:(longest|lengthiest)|(shortest|briefest))\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\bhow (?:long|many (?:days|weeks|months))\b.{0,40}"
    r"\b(?:between|gap|apart|pass\w*|span\w*|stretch\w*|from)\b",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"\b(?:longest|biggest|largest|greatest)\s+(?:\w+\s+)?(?:gaps?|pauses?|breaks?|intervals?|stretch"
    r"|time|wait|silence)\b(?:\s+without\b)?",
    re.IGNORECASE,
)
_PAUSES = re.compile(
    rf"\b(?:gaps?|pauses?|breaks?)\b.{{0,20}}\b(?:more|longer|greater|bigger) than\s+"
    rf"(\d+|{'|'.join(NUMBERS)})\s+(days?|weeks?)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    rf"{_BETWEEN.pattern}.{{0,20}}\b(?:first|earliest)\b.{{0,20}}\b(?:last|latest)\b", re.IGNORECASE
)
_DAY_OF_WEEK = r"\b(?:week\s?day|day of the week)\b"
_FIRST, _LAST = r"\b(first|earliest|oldest)\b", r"\b(last|latest|newest|most recent)\b"
_WEEKDAY_OF_END = re.compile(
    rf"{_DAY_OF_WEEK}.{{0,60}}(?:{_FIRST}|{_LAST})|(?:{_FIRST}|{_LAST}).{{0,60}}{_DAY_OF_WEEK}",
    re.I,
)
_MORE = re.compile(r"\b(?:more|fewer|less|most|fewest|busier|quieter)\b", re.IGNORECASE)
_SAME_DAY = re.compile(
    r"\b(?:on|share|with|bear|carry)\b.{0,10}\bsame (?:day|date)\b"
    r"(?! as (?!another|some other|one other))"
    r"|\bshar(?:e|es|ing) (?:an?|its|their|the) (?:day|date)\b"
    r"|\b(?:days?|dates?)\b.{0,30}\b(?:two|2|several|more than one|multiple|twice)\b"
    r"|\b(?:two|several|more than one|multiple)\b.{0,40}\b(?:(?:on|in) (?:a|one|the same|any)|per"
    r"|each|a) (?:single )?(?:day|date)\b",
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


def read_tally(asked: Wording, works: Sequence[str], library: Library) -> Tally | None:
    """The sum that a question asks for, of its works or of all; None if it asks for none."""
    if not asked.bare:
        return None
    if works:
        return told_of_works(asked.masked, works, library, asked.filters)
    if asked.rivals:
        return _compared(asked, library)
    if _UNREAD.search(asked.said):
        return None
    timeless = without_periods(asked.said)  # a year is no number of reviews
    ways = [(timeless, *way) for way in OF_CALENDAR] + [(asked.said, *way) for way in _OF_ALL]
    for said, pattern, tell in ways:
        if found := pattern.search(said):
            tally = tell(found, library, asked.filters)
            return tally._replace(head=_limited(tally.head, asked.filters)) if tally else None
    return None


def asks_sum(question: str) -> bool:
    """Whether reviews are to be summed up, be it those on a subject, which are not."""
    return bool(_SUM.search(question))


def _limited(head: str, limits: Filters) -> str:
    return f"{head} *({said})*" if (said := shown(limits)) else head


def _compared(asked: Wording, library: Library) -> Tally | None:
    """How many reviews two months or years have, where it is asked which has more."""
    year = next((p.year for p in reversed(asked.rivals) if p.year), 0)
    told, works = [], []
    for period in asked.rivals if _MORE.search(asked.said) else ():
        said = asked.masked[slice(*period.span)] + ("" if period.year else f" {year or ''}")
        days = read_filters(f"reviewed in {said.removeprefix('in ')}", library)[0]
        if not days.timed:
            return None
        of_it = {"since": days.since, "until": days.until}
        found = dated(library, asked.filters.model_copy(update=of_it))
        works += [paper_id for _, paper_id in found]
        told.append(f"{shown(days)}: {counted(len(found))}")
    if not told:
        return None
    return Tally(tuple(works), COUNTS.format("; ".join(told)))


def _gap(_: re.Match[str], library: Library, limits: Filters) -> Tally | None:
    """The longest time from one review to the next."""
    pairs = list(pairwise(dated(library, limits)))
    if not pairs:
        return None
    most = max(days_apart(one[0], other[0]) for one, other in pairs)
    longest = [pair for pair in pairs if days_apart(pair[0][0], pair[1][0]) == most]
    when = " and ".join(f"from {one[0]} to {other[0]}" for one, other in longest)
    works = tuple(dict.fromkeys(work for pair in longest for _, work in pair))
    return Tally(works, LONGEST.format(apart(*(day for day, _ in longest[0])), when))


def _pauses(found: re.Match[str], library: Library, limits: Filters) -> Tally | None:
    """The times between two reviews that are longer than so many days."""
    least = many_days(found[1], found[2]).days
    pairs = pairwise(dated(library, limits))
    long = [pair for pair in pairs if days_apart(pair[0][0], pair[1][0]) > least]
    if not long:
        return None
    told = "; ".join(
        f"{apart(one[0], other[0])} from {one[0]} to {other[0]}" for one, other in long
    )
    return Tally(tuple(dict.fromkeys(w for pair in long for _, w in pair)), PAUSES.format(told))


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


def _same_day(_: re.Match[str], library: Library, limits: Filters) -> Tally | None:
    days = groupby(dated(library, limits), key=lambda pair: pair[0])
    shared = [works for _, pairs in days if len(works := {paper_id for _, paper_id in pairs}) > 1]
    many = "1 such day" if len(shared) == 1 else f"{len(shared)} such days"
    all_shared = tuple(work for works in shared for work in sorted(works))
    return Tally(all_shared, SHARED.format(many)) if shared else None


def _weekday_of_end(found: re.Match[str], library: Library, limits: Filters) -> Tally | None:
    """On which day of the week the first or the last of the reviews was."""
    days = dated(library, limits)
    return weekday(days[0 if found[1] or found[3] else -1][1], library) if days else None


def _whole(_: re.Match[str], library: Library, limits: Filters) -> Tally | None:
    """How long it is from the first review to the last."""
    days = dated(library, limits)
    if not days:
        return None
    ends = [days[place][1] for place in (0, -1)]
    one, other = days[0][0], days[-1][0]
    return Tally(tuple(ends), BETWEEN.format(apart(one, other), one, other))


_OF_ALL: tuple[tuple[re.Pattern[str], Tell], ...] = (
    (_SAME_DAY, _same_day),
    (_WEEKDAY_OF_END, _weekday_of_end),
    (_WHOLE, _whole),
    (_GAP, _gap),
    (_PAUSES, _pauses),
    (_SIZE, _size),
)
