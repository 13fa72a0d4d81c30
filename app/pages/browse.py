"""In: `?view=`, `?topic=` and the other facets; out: the Browse page; every view is a link."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from app import browse, charts
from app.browse import ALL, Facets
from app.drawn import browse_html, lists_html
from app.drawn.markup import VERDICTS
from app.opened import Opened
from app.pages.address import say, settle
from app.pages.filters import folded, removable
from app.pages.links import leave_for
from app.pages.state import opened
from app.themes import list_name, near
from app.topics import name_of, read_topics
from ingest.records import Work

VIEWS = ("Topics", "List", "Table", "Timeline", "Map")
PER_PAGE = 15
_NAMES = {
    "topic": "Topic",
    "list": "Reading list",
    "kind": "Kind",
    "by": "Reviewer",
    "month": "Month",
    "source": "Source type",
    "demo": "Demo",
}


def page() -> None:
    """Draw the facets, then the view that is chosen."""
    shelf = opened()
    st.title("Browse", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = st.segmented_control(
            "View",
            VIEWS,
            default=VIEWS[0],
            required=True,
            key="view",
            wrap=True,
            bind="query-params",
        )
        find = st.text_input(
            "Find", key="find", placeholder="Words of a title, topic, name", bind="query-params"
        )
    facets = shelf.facets
    chosen = _facets(facets, find)
    works = facets.found(chosen, find, st.session_state.get("sort", browse.SORTS[0]))
    _summary(shelf, chosen, works, sorting=view in ("List", "Table"))
    if not works:
        st.info("No work passes these filters. Remove one.", icon=":material/filter_alt_off:")
    elif view == "Topics":
        st.html(browse_html.topics(works, _kept(chosen, find)))
    elif view == "List":
        _list(shelf, works, chosen, find)
    elif view == "Table":
        _table(shelf, works, chosen)
    elif view == "Timeline":
        _timeline(works)
    else:
        _map(shelf, works)


def _facets(facets: Facets, find: str) -> dict[str, str]:
    """One box a facet; `all` keeps all. Each is part of the address, by its id."""
    asked = {name: _settled(facets, name) for name in facets.names}
    counts = facets.counts(asked, find)
    with folded("facets"):
        # names of reading lists are long: a row for topics and them
        first = st.columns([1, 2]) if "list" in counts else []
        columns = [*first, *st.columns(len(counts) - len(first))]
    chosen: dict[str, str] = {}
    for column, (name, values) in zip(columns, counts.items(), strict=True):
        with column:
            chosen[name] = st.selectbox(
                _NAMES[name],
                [ALL, *values],
                key=f"facet-{name}",
                format_func=partial(_counted, name, values),
            )
    for name, value in chosen.items():
        say(name, value, ALL)
    return chosen


def _settled(facets: Facets, name: str) -> str:
    """The value of a facet; an address may give it by its name too."""
    known = {value for has in facets.values.values() for value in has[name]}
    named = {_shown(name, value).casefold(): value for value in known}
    return settle(
        name,
        {ALL, *known},
        ALL,
        key=f"facet-{name}",
        meant=lambda asked: named.get(asked.casefold(), asked),
    )


def _shown(name: str, value: str) -> str:
    if name == "topic":
        return name_of(value)
    if name == "list":
        return list_name(value)
    if name == "demo":
        return VERDICTS.get(value, value)
    return value


def _counted(name: str, counts: Mapping[str, int], value: str) -> str:
    shown = _shown(name, value)
    return f"{shown} ({counts[value]})" if value in counts else shown


def _summary(
    shelf: Opened, chosen: Mapping[str, str], works: Sequence[Work], sorting: bool
) -> None:
    """How many works are left, the filters as labels that a click removes, and their order."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        total = len(shelf.library.works)
        count = f"{len(works)} of {total} works" if len(works) < total else f"{total} works"
        said = {n: f"{_NAMES[n]}: {_shown(n, v)}" for n, v in chosen.items() if v != ALL}
        removable(count, said, _drop)
        if sorting:
            st.space("stretch")
            st.selectbox(
                "Sort",
                browse.SORTS,
                key="sort",
                bind="query-params",
                width=170,
                label_visibility="collapsed",
            )


def _drop(name: str) -> None:
    st.session_state[f"facet-{name}"] = ALL


def _kept(chosen: Mapping[str, str], find: str) -> dict[str, str]:
    """What a link to another topic keeps of the address."""
    return {name: value for name, value in chosen.items() if value != ALL} | {"find": find}


def _list(shelf: Opened, works: Sequence[Work], chosen: Mapping[str, str], find: str) -> None:
    if topic := read_topics().get(chosen["topic"]):
        st.html(browse_html.about_topic(topic, _kept(chosen, find)))
    if theme := shelf.facets.list_in(chosen):
        others = near(theme, shelf.facets.lists)
        st.html(lists_html.about(theme, works, others, _kept(chosen, find)))
    pages = -(-len(works) // PER_PAGE)
    number = min(int(st.session_state.get("page") or 1), pages)
    here = works[(number - 1) * PER_PAGE : number * PER_PAGE]
    st.html(browse_html.entries(shelf.library, here, browse.by_demo(), theme))
    if pages > 1:
        st.pagination(pages, key="page", bind="query-params")


def _table(shelf: Opened, works: Sequence[Work], chosen: Mapping[str, str]) -> None:
    event = st.dataframe(
        browse.table(shelf.library, works, shelf.facets.list_in(chosen)),
        hide_index=True,
        height=560,
        on_select="rerun",
        selection_mode="single-row",
        key="works-table",
        column_config={
            "Title": st.column_config.TextColumn(width=300),
            "Topics": st.column_config.TextColumn(width=190),
            "Demo": st.column_config.TextColumn(width=90),
            "Kind": st.column_config.TextColumn(width=90),
        },
        alt="Works with their topics, dates, reviewers and verdicts",
    )
    st.html('<span class="lt-small">Click a column to sort; tick a row to open the work.</span>')
    if rows := event.selection.rows:
        leave_for("paper", id=works[rows[0]].paper_id)


def _timeline(works: Sequence[Work]) -> None:
    if any(work.dates for work in works):
        _chart(charts.timeline(works), "works-timeline", "Reviews by month, coloured by area")
    undated = sum(not work.dates for work in works)
    more = f" {undated} of these works carry no date and are not here." if undated else ""
    st.html(
        '<span class="lt-small">Each cell is a review in the month it is dated. Point at one for '
        f"its title, click it to open the work.{more}</span>"
    )


def _map(shelf: Opened, works: Sequence[Work]) -> None:
    with st.spinner("Laying out the map"):
        places = {point.paper_id: (point.x, point.y) for point in shelf.points}
    _chart(charts.map_of(works, places), "works-map", "Works as points, like near like")
    st.html(
        '<span class="lt-small">Works whose passages read alike lie near each other; the axes '
        "have no unit. A ring: its claim was tested here. Point at one for its title, click it "
        "to open the work.</span>"
    )


def _chart(spec: dict[str, Any], key: str, alt: str) -> None:
    """A chart of works; a click on a mark opens its work."""
    event = st.vega_lite_chart(spec=spec, width="stretch", key=key, on_select="rerun", alt=alt)
    if picked := event.selection.get(charts.PICKED):
        leave_for("paper", id=picked[0]["id"])


if __name__ == "__main__":
    page()
