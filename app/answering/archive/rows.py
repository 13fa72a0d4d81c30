"""In: what a listing wants, a library; out: its works by day, each with the lines of its record."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.answering.archive.headers import header_line, naming_line
from app.answering.archive.listing import Wanted
from app.answering.archive.reviewed import meets, telling_of
from app.answering.evidence import Evidence
from index.filters import OF_OTHERS
from ingest.library import Library
from ingest.records import Source, Work

UNDATED = "9999"
"""Comes after every day."""


class Row(NamedTuple):
    """A listed work with who reviewed it and the line or lines that state its record.

    `reviews` is how many reviews there are of it that are as wanted.
    """

    day: str
    paper_id: str
    people: tuple[str, ...]
    lines: tuple[Evidence, ...]
    reviews: int


def rows(wanted: Wanted, library: Library, lines_of: Callable[[str], Sequence[str]]) -> list[Row]:
    """The works whose records are as wanted, by day, each with the lines that state it."""
    found, several = [], wanted.filters.times > 1 or bool(wanted.filters.told_in)
    for work in library.works:
        if work.paper_id in wanted.without or not wanted.filters.passes(work, lambda: library):
            continue
        if stated := _stated(work, wanted, library, lines_of):
            shown = stated if several else stated[:1]
            days = [day for source, _ in shown for day in source.days]
            day = min(filter(wanted.filters.on_day, days), default=UNDATED)
            by = tuple(dict.fromkeys(name for source, _ in shown for name in source.people))
            lines = tuple(line for _, line in shown)
            reviews = sum(source.type == "review" for source, _ in stated)
            found.append(Row(day, work.paper_id, by, lines, reviews))
    found.sort(key=lambda row: (row.day, row.lines[0].file, row.lines[0].first_line))
    dated = [row for row in found if row.day < UNDATED]
    return found if wanted.end is None or wanted.subject else wanted.kept(dated)


def _stated(
    work: Work, wanted: Wanted, library: Library, lines_of: Callable[[str], Sequence[str]]
) -> list[tuple[Source, Evidence]]:
    """The texts on a work that meet the filters, each with its header line."""
    told = [library.sources[source_id] for source_id in work.sources]
    told = [telling_of(source, wanted.filters) for source in told]
    met = [source for source in told if meets(source, wanted.filters) and _by(source, wanted)]
    stated = _lines(met, work, lines_of, header_line) or _lines(met, work, lines_of, naming_line)
    originals = [pair for pair in stated if pair[0].type in OF_OTHERS]
    return originals or stated


def _lines(
    sources: Sequence[Source],
    work: Work,
    lines_of: Callable[[str], Sequence[str]],
    line_of: Callable[..., Evidence | None],
) -> list[tuple[Source, Evidence]]:
    found = ((source, line_of(source, work.paper_id, lines_of)) for source in sources)
    return [(source, line) for source, line in found if line]


def _by(source: Source, wanted: Wanted) -> bool:
    """Whether a text is by one person where that is wanted, and by none of those left out."""
    left_out = wanted.but if not wanted.people else ()
    return (not wanted.alone or len(source.people) == 1) and (
        not left_out or (bool(source.people) and set(left_out).isdisjoint(source.people))
    )
