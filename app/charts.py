"""In: works; out: Vega-Lite of their timeline and of their map, each mark a work to click on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from app.browse import NONE, by_demo
from app.topics import OTHER, area_of, name_of, read_topics
from ingest.records import Work

PICKED = "work"
"""The name of the selection that a click makes; its field is `id`."""
_TALL = 400
_CELL = 22
_FRAME = 150
"""Pixels: most of all cells, of one, and what axis and legend take of a chart's height."""
_TOOLTIP = [{"field": name} for name in ("Title", "Reviewed", "Topics", "Demo")]


def timeline(works: Sequence[Work]) -> dict[str, Any]:
    """Every review a cell in the column of its month, coloured by area; empty months stay."""
    verdicts = by_demo()
    seen: Counter[str] = Counter()
    rows = []
    reviews = [(day, work) for work in works for day in work.dates]
    reviews.sort(key=lambda pair: (area_of(pair[1].topics), pair[0], pair[1].paper_id))
    for day, work in reviews:
        month = day[:7]
        rows.append(_row(work, verdicts) | {"Reviewed": day, "Month": month, "n": seen[month]})
        seen[month] += 1
    most = max(seen.values(), default=1)
    return {
        "data": {"values": rows},
        "params": [_click()],
        "mark": {"type": "rect", "cursor": "pointer", "stroke": "transparent"},
        "encoding": {
            "x": {
                "field": "Month",
                "type": "ordinal",
                "title": None,
                "scale": {"domain": _months(seen), "paddingInner": 0.12},
                "axis": {"labelOverlap": True},
            },
            "y": {
                "field": "n",
                "type": "ordinal",
                "scale": {"domain": list(range(most))[::-1], "paddingInner": 0.12},
                "axis": None,
            },
            "color": _colour(rows),
            "tooltip": _TOOLTIP,
        },
        "height": _FRAME + min(_TALL, _CELL * most),
    }


def _months(seen: Mapping[str, int]) -> list[str]:
    """Every month from the first to the last."""
    if not seen:
        return []
    (first, last) = (12 * int(m[:4]) + int(m[5:7]) - 1 for m in (min(seen), max(seen)))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(first, last + 1)]


def map_of(works: Sequence[Work], places: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    """Works as points near what is like them; one whose claim was tested here has a ring."""
    verdicts = by_demo()
    rows = [
        _row(work, verdicts) | {"x": places[work.paper_id][0], "y": places[work.paper_id][1]}
        for work in works
        if work.paper_id in places
    ]
    axis = {"type": "quantitative", "axis": None, "scale": {"domain": [-1.05, 1.05]}}
    ring = {"condition": {"test": f"datum.Demo != '{NONE}'", "value": 1}, "value": 0}
    return {
        "data": {"values": rows},
        "params": [_click()],
        "mark": {
            "type": "circle",
            "size": 130,
            "fillOpacity": 0.85,
            "stroke": "#8a8578",
            "strokeWidth": 2,
            "cursor": "pointer",
        },
        "encoding": {
            "x": {"field": "x", **axis},
            "y": {"field": "y", **axis},
            "color": _colour(rows),
            "strokeOpacity": ring,
            "tooltip": _TOOLTIP,
        },
        "height": 560,
    }


def _row(work: Work, verdicts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": work.paper_id,
        "Title": work.name,
        "Reviewed": work.dates[-1] if work.dates else "undated",
        "Area": area_of(work.topics),
        "Topics": ", ".join(map(name_of, work.topics)),
        "Demo": verdicts.get(work.paper_id, NONE),
    }


def _click() -> dict[str, Any]:
    return {"name": PICKED, "select": {"type": "point", "fields": ["id"]}}


def _colour(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """An area keeps its colour whatever the works are."""
    areas = [*dict.fromkeys(topic.area for topic in read_topics().values()), OTHER]
    here = {row["Area"] for row in rows}
    legend = {
        "values": [area for area in areas if area in here],
        "orient": "bottom",
        "columns": 4,
        "title": None,
        "symbolStrokeWidth": 0,
    }
    scale = {"domain": areas}
    return {"field": "Area", "type": "nominal", "scale": scale, "legend": legend}
