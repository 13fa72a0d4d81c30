"""In: a library and what a page asks for; out: the works that pass, and what else there is."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from app.themes import BELONGING, Theme, list_name, lists_of
from app.topics import name_of, read_topics
from demos.registry import recorded
from ingest.library import Library
from ingest.records import Work

SORTS = ("Newest first", "Oldest first", "Title", "Most sources")
ALL = "all"
NONE = "none"
FACETS = ("topic", "list", "kind", "by", "month", "source", "demo")

Values = dict[str, tuple[str, ...]]
"""Facet -> the values that one work has."""


def by_demo() -> dict[str, str]:
    """The recorded verdict of each work that has one."""
    return {
        paper_id: entry.verdict
        for entry in recorded().values()
        for paper_id in entry.papers
        if entry.verdict
    }


class Facets:
    """The works of a library, each with its values under every facet.

    `names` are the facets there are: reading lists only where the library has some.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.lists = lists_of(library)
        self.names = tuple(name for name in FACETS if name != "list" or self.lists)
        verdicts, on = by_demo(), _by_work(self.lists)
        self.values: dict[str, Values] = {
            work.paper_id: _values(library, work, verdicts, on[work.paper_id])
            for work in library.works
        }
        self._texts = {work.paper_id: _text(work) for work in library.works}

    def found(
        self, chosen: Mapping[str, str], find: str = "", sort: str = SORTS[0]
    ) -> tuple[Work, ...]:
        """The works that have each chosen value and hold all words of `find`, sorted.

        Of a reading list those that are squarely about it come first.
        """
        kept = [work for work in self._with(find) if not self._misses(work, chosen)]
        theme = self.list_in(chosen)
        found = _sorted(kept, sort)
        return theme.works_squarely_first(found) if theme else found

    def list_in(self, chosen: Mapping[str, str]) -> Theme | None:
        """The reading list that is chosen, if one is."""
        return self.lists.get(chosen.get("list", ALL))

    def counts(self, chosen: Mapping[str, str], find: str = "") -> dict[str, dict[str, int]]:
        """Facet -> value -> how many works have it among those that pass all other facets.

        A chosen value that none has is there with 0.
        """
        totals: dict[str, Counter[str]] = {name: Counter() for name in self.names}
        for work in self._with(find):
            missed = self._misses(work, chosen)
            for name in self.names:
                if not missed - {name}:
                    totals[name].update(self.values[work.paper_id][name])
        for name, value in chosen.items():
            if value != ALL:
                totals[name].setdefault(value, 0)
        return {name: _ordered(name, count) for name, count in totals.items()}

    def _with(self, find: str) -> list[Work]:
        words = find.casefold().split()
        return [w for w in self.library.works if all(x in self._texts[w.paper_id] for x in words)]

    def _misses(self, work: Work, chosen: Mapping[str, str]) -> set[str]:
        """The facets whose chosen value a work lacks."""
        has = self.values[work.paper_id]
        return {name for name, value in chosen.items() if value != ALL and value not in has[name]}


def _values(
    library: Library, work: Work, verdicts: Mapping[str, str], lists: Sequence[str]
) -> Values:
    return {
        "topic": work.topics,
        "list": tuple(lists),
        "kind": (work.kind,) if work.kind else (),
        "by": work.reviewers,
        "month": tuple({day[:7] for day in work.dates}),
        "source": tuple({library.sources[source].type for source in work.sources}),
        "demo": (verdicts.get(work.paper_id, NONE),),
    }


def _by_work(lists: Mapping[str, Theme]) -> defaultdict[str, list[str]]:
    """The ids of the lists that each work is on."""
    on = defaultdict(list)
    for name, theme in lists.items():
        for paper_id in theme.works:
            on[paper_id].append(name)
    return on


def _text(work: Work) -> str:
    parts = (work.name, work.paper_id, *work.aliases, *work.reviewers, *map(name_of, work.topics))
    return " ".join(parts).casefold()


def _sorted(found: Sequence[Work], sort: str) -> tuple[Work, ...]:
    if sort == "Title":
        return tuple(sorted(found, key=lambda work: work.name.casefold()))
    if sort == "Most sources":
        return tuple(sorted(found, key=lambda work: -len(work.sources)))
    newest = sort == SORTS[0]
    end = -1 if newest else 0
    dated = [work for work in found if work.dates]
    dated.sort(key=lambda work: work.dates[end], reverse=newest)
    return (*dated, *(work for work in found if not work.dates))


def _ordered(facet: str, counts: Mapping[str, int]) -> dict[str, int]:
    """Topics in the order of their file, months newest first, the rest by name."""
    if facet == "topic":
        known = [topic for topic in read_topics() if topic in counts]
        names = [*known, *sorted(set(counts) - set(known))]
    elif facet == "list":
        names = sorted(counts, key=lambda name: list_name(name).casefold())
    else:
        names = sorted(counts, reverse=facet == "month")
    return {name: counts[name] for name in names}


def table(
    library: Library, works: Sequence[Work], theme: Theme | None = None
) -> list[dict[str, Any]]:
    """A row a work, for a table that sorts; of a reading list with how far each belongs to it."""
    verdicts = by_demo()
    return [
        {
            "Title": work.name,
            **({"On the list": BELONGING[theme.is_squarely(work.paper_id)]} if theme else {}),
            "Topics": ", ".join(map(name_of, work.topics)),
            "Reviewed": work.dates[-1] if work.dates else "",
            "By": ", ".join(work.reviewers),
            "Kind": work.kind or "",
            "Demo": verdicts.get(work.paper_id, ""),
            "Sources": ", ".join(sorted({library.sources[s].type for s in work.sources})),
        }
        for work in works
    ]
