"""In: a work with its sources and passages; out: the words by which it can be found as a whole.

A half-remembered question touches many places of a work and none of them strongly, and a
question for a record (when, by whom) touches none: so BM25 ranks works by all their words.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from index.passages import Passage
from ingest.library import Library
from ingest.records import Source, Work


def work_texts(library: Library, passages: Iterable[Passage]) -> list[str]:
    """One text a work, in the library's order: its passages and what its records state."""
    texts: dict[str, list[str]] = defaultdict(list)
    names = {work.paper_id: work.title or work.label or "" for work in library.works}
    for passage in passages:
        # a work has its title once, not with every passage: else long works are all title
        texts[passage.paper_id].append(passage.text.removeprefix(names[passage.paper_id] + "\n"))
    return [
        "\n".join([*texts[work.paper_id], *_stated(work, _sources(library, work))])
        for work in library.works
    ]


def _sources(library: Library, work: Work) -> list[Source]:
    return [library.sources[source_id] for source_id in work.sources]


def _stated(work: Work, sources: Sequence[Source]) -> Iterator[str]:
    """Names, ids, people and days of a work, as one may type them."""
    yield from filter(None, (work.title, work.label, work.arxiv_id, work.kind))
    yield from (*work.aliases, *work.topics, *work.reviewers)
    yield from map(_day, work.dates)
    yield from (source.header for source in sources if source.header)


def _day(iso: str) -> str:
    """A day in digits and in words: 2024-11-02 2 November 2024."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{iso} {day.day} {calendar.month_name[day.month]} {day.year}"
