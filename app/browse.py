"""In: a library and what a page asks for; out: the rows and charts by which works are browsed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from app.topics import area_of, name_of, read_topics
from demos.registry import recorded
from ingest.library import Library
from ingest.records import Work

SORTS = ("Newest first", "Oldest first", "Title", "Most sources")
ALL = "all"


def wanted(
    works: Sequence[Work], find: str = "", month: str = ALL, sort: str = SORTS[0]
) -> tuple[Work, ...]:
    """The works whose names, topics or reviewers hold all words of `find`, of one month, sorted."""
    words = find.casefold().split()
    found = [
        work
        for work in works
        if all(word in _text(work) for word in words)
        and (month == ALL or any(day.startswith(month) for day in work.dates))
    ]
    if sort == "Title":
        found.sort(key=lambda work: work.name.casefold())
    elif sort == "Most sources":
        found.sort(key=lambda work: -len(work.sources))
    else:
        newest = sort == SORTS[0]
        end = -1 if newest else 0
        dated = [work for work in found if work.dates]
        dated.sort(key=lambda work: work.dates[end], reverse=newest)
        found = dated + [work for work in found if not work.dates]
    return tuple(found)


def _text(work: Work) -> str:
    parts = (work.name, work.paper_id, *work.aliases, *work.reviewers, *map(name_of, work.topics))
    return " ".join(parts).casefold()


def facets(library: Library) -> dict[str, list[str]]:
    """What the works of a library can be narrowed by, each with its values in order."""
    works = library.works
    return {
        "topic": [t for t in read_topics() if any(t in work.topics for work in works)],
        "kind": sorted({work.kind for work in works if work.kind}),
        "by": sorted({name for work in works for name in work.reviewers}),
        "month": sorted({day[:7] for work in works for day in work.dates}, reverse=True),
        "source": sorted({source.type for source in library.sources.values()}),
    }


def by_demo() -> dict[str, str]:
    """The recorded verdict of each work that has one."""
    return {
        paper_id: entry.verdict
        for entry in recorded().values()
        for paper_id in entry.papers
        if entry.verdict
    }


def table(library: Library, works: Sequence[Work]) -> list[dict[str, Any]]:
    """A row a work, for a table that sorts."""
    verdicts = by_demo()
    return [
        {
            "Title": work.name,
            "Topics": ", ".join(map(name_of, work.topics)),
            "Kind": work.kind or "",
            "Reviewed": work.dates[-1] if work.dates else "",
            "By": ", ".join(work.reviewers),
            "Sources": ", ".join(sorted({library.sources[s].type for s in work.sources})),
            "Demo": verdicts.get(work.paper_id, ""),
        }
        for work in works
    ]


def timeline(works: Sequence[Work]) -> dict[str, Any]:
    """Vega-Lite: works by the month of their review and area."""
    counts = Counter(
        (month, area_of(work.topics)) for work in works for month in {d[:7] for d in work.dates}
    )
    rows = [{"Month": m, "Area": a, "Works": n} for (m, a), n in sorted(counts.items())]
    return {
        "data": {"values": rows},
        "mark": {"type": "bar", "cornerRadius": 2},
        "encoding": {
            "x": {"field": "Month", "type": "ordinal", "title": None},
            "y": {"field": "Works", "type": "quantitative", "title": "Works reviewed"},
            "color": {
                "field": "Area",
                "type": "nominal",
                "legend": {"orient": "bottom", "columns": 4},
            },
            "tooltip": [{"field": name} for name in ("Month", "Area", "Works")],
        },
        "height": 380,
    }


def map_of(works: Sequence[Work], places: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    """Vega-Lite: works as points, near what is like them; a click selects one."""
    rows = [
        {
            "id": work.paper_id,
            "Title": work.name,
            "Area": area_of(work.topics),
            "Topics": ", ".join(map(name_of, work.topics)),
            "x": places[work.paper_id][0],
            "y": places[work.paper_id][1],
        }
        for work in works
        if work.paper_id in places
    ]
    axis = {"type": "quantitative", "axis": None}
    return {
        "data": {"values": rows},
        "params": [{"name": "work", "select": {"type": "point", "fields": ["id"]}}],
        "mark": {"type": "circle", "size": 110, "opacity": 0.8, "cursor": "pointer"},
        "encoding": {
            "x": {"field": "x", **axis},
            "y": {"field": "y", **axis},
            "color": {
                "field": "Area",
                "type": "nominal",
                "legend": {"orient": "bottom", "columns": 4},
            },
            "tooltip": [{"field": name} for name in ("Title", "Topics")],
        },
        "height": 520,
    }
