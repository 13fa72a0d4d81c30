"""In: `?view=`, `?topic=` and the other facets; out: the Browse page; every view is a link."""

from collections.abc import Sequence

import streamlit as st

from app import browse
from app.catalogue import PaperFilter, papers
from app.markup import chip, plain, tags
from app.opened import Opened
from app.pages.links import work_link
from app.pages.state import PAPER, opened
from app.topics import by_area, name_of
from ingest.records import Work

VIEWS = ("Topics", "List", "Table", "Timeline", "Map")
PER_PAGE = 15
_NAMES = {
    "topic": "Topic",
    "kind": "Kind",
    "by": "Reviewer",
    "month": "Month",
    "source": "Source type",
}


def page() -> None:
    """Draw the facets, then the view that is chosen."""
    shelf = opened()
    st.title("Browse", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = st.segmented_control(
            "View", VIEWS, default=VIEWS[0], required=True, key="view", bind="query-params"
        )
        find = st.text_input(
            "Find", key="find", placeholder="Words of a title, topic, name", bind="query-params"
        )
    chosen = _facets(shelf)
    works = _works(shelf, chosen, find)
    _summary(shelf, chosen, works)
    if view == "Topics":
        _topics(shelf)
    elif not works:
        st.info("No work passes these filters. Remove one.", icon=":material/filter_alt_off:")
    elif view == "List":
        _list(shelf, works)
    elif view == "Table":
        _table(shelf, works)
    elif view == "Timeline":
        st.vega_lite_chart(spec=browse.timeline(works), width="stretch", alt="Works by month")
        undated = sum(not work.dates for work in works)
        st.html(f'<span class="lt-small">{undated} of these works carry no date.</span>')
    else:
        _map(shelf, works)


def _facets(shelf: Opened) -> dict[str, str]:
    """One box a facet; `all` keeps all. Each is part of the address."""
    chosen = {}
    with st.container(key="facets"):
        columns = st.columns(len(_NAMES))
    for column, (name, values) in zip(columns, browse.facets(shelf.library).items(), strict=True):
        with column:
            chosen[name] = st.selectbox(
                _NAMES[name],
                [browse.ALL, *values],
                key=name,
                bind="query-params",
                format_func=name_of if name == "topic" else str,
            )
    return chosen


def _works(shelf: Opened, chosen: dict[str, str], find: str) -> tuple[Work, ...]:
    kept = {name: v for name, v in chosen.items() if v != browse.ALL and name != "month"}
    found = papers(shelf.library, PaperFilter.of(**kept))
    sort = st.session_state.get("sort", browse.SORTS[0])
    return browse.wanted(found, find, chosen["month"], sort)


def _summary(shelf: Opened, chosen: dict[str, str], works: Sequence[Work]) -> None:
    """How many works are left, and the filters as labels that a click removes."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        total = len(shelf.library.works)
        count = f"{len(works)} of {total} works" if len(works) < total else f"{total} works"
        st.html(f'<span class="lt-soft">{count}</span>', width="content")
        for name, value in chosen.items():
            if value != browse.ALL:
                shown = name_of(value) if name == "topic" else value
                st.button(
                    f"{_NAMES[name]}: {shown}",
                    key=f"drop-{name}",
                    icon=":material/close:",
                    on_click=_choose,
                    args=(name, browse.ALL),
                )


def _choose(name: str, value: str, view: str | None = None) -> None:
    st.session_state[name] = value
    if view:
        st.session_state["view"] = view


def _topics(shelf: Opened) -> None:
    columns = st.columns(3, gap="large")
    for place, (area, topics) in enumerate(by_area(shelf.library).items()):
        with columns[place % 3], st.container(gap=None):
            st.subheader(area, anchor=False)
            for topic, count in topics:
                st.button(
                    f"{topic.name} :gray[{count}]",
                    key=f"topic-{topic.id}",
                    type="tertiary",
                    help=topic.definition,
                    on_click=_choose,
                    args=("topic", topic.id, "List"),
                )


def _list(shelf: Opened, works: Sequence[Work]) -> None:
    st.selectbox("Sort", browse.SORTS, key="sort", bind="query-params", width=200)
    pages = -(-len(works) // PER_PAGE)
    number = min(int(st.session_state.get("page") or 1), pages)
    verdicts = browse.by_demo()
    for work in works[(number - 1) * PER_PAGE : number * PER_PAGE]:
        with st.container(gap=None, key=f"work-{work.paper_id}"):
            work_link(work)
            st.html(_meta(shelf, work, verdicts.get(work.paper_id)))
    if pages > 1:
        st.pagination(pages, key="page", bind="query-params")


def _meta(shelf: Opened, work: Work, verdict: str | None) -> str:
    types = sorted({shelf.library.sources[source].type for source in work.sources})
    said = [work.dates[-1] if work.dates else "undated", *work.reviewers, " + ".join(types)]
    line = " · ".join(map(plain, said))
    shown = chip(verdict) if verdict else ""
    return f'<div class="lt-small">{line} {shown}</div><div>{tags(map(name_of, work.topics))}</div>'


def _table(shelf: Opened, works: Sequence[Work]) -> None:
    event = st.dataframe(
        browse.table(shelf.library, works),
        hide_index=True,
        height=560,
        on_select="rerun",
        selection_mode="single-row",
        key="works-table",
        column_config={"Title": st.column_config.TextColumn(width="large")},
        alt="Works with their topics, dates, reviewers and verdicts",
    )
    st.html('<span class="lt-small">Click a column to sort; tick a row to open the work.</span>')
    if rows := event.selection.rows:
        st.switch_page(PAPER, query_params={"id": works[rows[0]].paper_id})


def _map(shelf: Opened, works: Sequence[Work]) -> None:
    with st.spinner("Drawing the map"):
        places = {point.paper_id: (point.x, point.y) for point in shelf.points}
    event = st.vega_lite_chart(
        spec=browse.map_of(works, places),
        width="stretch",
        key="works-map",
        on_select="rerun",
        alt="Works as points; works that are alike lie near each other",
    )
    st.html(
        '<span class="lt-small">The two main directions in which the works’ passages differ. '
        "Near points read alike; the axes have no unit. Click a point to open the work.</span>"
    )
    picked = event.selection.get("work") or []
    if picked:
        st.switch_page(PAPER, query_params={"id": picked[0]["id"]})


if __name__ == "__main__":
    page()
