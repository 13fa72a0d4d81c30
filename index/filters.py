"""In: nothing; out: the record of what a search is limited to, and the works that pass it."""

import calendar
from collections.abc import Callable
from datetime import date

from ingest.library import Library
from ingest.records import Kind, Record, SourceType, Work

_DAY_NAMES = tuple(calendar.day_name)
OF_OTHERS: frozenset[SourceType] = frozenset({"review", "thread", "transcript", "document"})


class Filters(Record):
    """What a work must be: of one of the kinds, by all of the people, dated within the days.

    `weekdays` are those of the days that count, Monday being 0;
    `times` is the least number of times that it was reviewed (or told in `told_in`, if given),
    `together` whether one of its
    reviews must be by several people, `told_in` the type of a source that it must have. An empty
    field limits nothing; `model_copy(update=...)` of a field takes that limit away.
    """

    kinds: tuple[Kind, ...] = ()
    reviewers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    weekdays: tuple[int, ...] = ()
    times: int = 1
    together: bool = False
    told_in: SourceType | None = None

    def __bool__(self) -> bool:
        """Whether anything is limited."""
        return self != _NONE

    @property
    def shown(self) -> str:
        """The filters in words: kind survey, by Ada, 2025-03-01..2025-03-31."""
        weekdays = " or ".join(_DAY_NAMES[n] for n in self.weekdays)
        parts = (
            *(f"kind {kind}" for kind in self.kinds),
            *(f"by {name}" for name in self.reviewers),
            self._days,
            f"on a {weekdays}" if weekdays else "",
            f"reviewed {self.times} times or more" if self.times > 1 else "",
            "by several people" if self.together else "",
            f"told in a {self.told_in}" if self.told_in else "",
        )
        return ", ".join(filter(None, parts))

    @property
    def _days(self) -> str:
        """The days in words: one, from one to another, since one or until one; "" for all."""
        if self.since and self.until:
            return f"{self.since}" if self.since == self.until else f"{self.since}..{self.until}"
        if self.since:
            return f"since {self.since}"
        return f"until {self.until}" if self.until else ""

    def passes(self, work: Work, library: Callable[[], Library]) -> bool:
        """Whether a work passes; `library` is only called where its sources must be looked at."""
        return (
            (not self.kinds or work.kind in self.kinds)
            and set(self.reviewers) <= set(work.reviewers)
            and self._in_time(work)
            and (self.times == 1 or self._told_often(work, library()))
            and (not self.together or self._told_together(work, library()))
            and (self.told_in is None or self._told_there(work, library()))
        )

    @property
    def timed(self) -> bool:
        """Whether days are limited."""
        return bool(self.since or self.until or self.weekdays)

    def on_day(self, day: str) -> bool:
        """Whether a day in ISO form is of those that are wanted."""
        since, until = str(self.since or date.min), str(self.until or date.max)
        wanted = self.weekdays
        return since <= day <= until and (not wanted or date.fromisoformat(day).weekday() in wanted)

    def _in_time(self, work: Work) -> bool:
        return not self.timed or any(map(self.on_day, work.dates))

    def _told_often(self, work: Work, library: Library) -> bool:
        told = [library.sources[name] for name in work.sources]
        if self.told_in is not None:
            return sum(source.type == self.told_in for source in told) >= self.times
        by_others = sum(source.type in OF_OTHERS for source in told)
        stated = max((len(s.card.mentions) for s in told if s.card is not None), default=0)
        return max(by_others, stated) >= self.times

    def _told_together(self, work: Work, library: Library) -> bool:
        return any(library.sources[name].together for name in work.sources)

    def _told_there(self, work: Work, library: Library) -> bool:
        return any(library.sources[name].type == self.told_in for name in work.sources)


_NONE = Filters()
