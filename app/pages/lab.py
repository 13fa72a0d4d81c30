"""In: `?demo=` and its knobs; out: the Lab: the gallery of demos, or one with notes and code."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from app.demo_html import notes_and_code, recorded
from app.markup import plain, tags
from app.pages.demo import demo
from app.pages.links import label, work_link
from app.pages.state import LAB, opened
from app.topics import area_of
from demos.records import Entry
from demos.registry import entry, file_of, listed
from ingest.errors import StateError
from ingest.library import Library

ALL = "all"
_NOT_YET = "not yet run"


def page() -> None:
    """Draw one demo if the address names it, else the gallery."""
    if wanted := st.query_params.get("demo"):
        _one(wanted)
    else:
        _gallery()


def _library() -> Library:
    """The library if there is one: demos run without it."""
    try:
        return opened().library
    except StateError:
        return Library()


def _gallery() -> None:
    st.title("Lab", anchor=False)
    st.html(
        '<p class="lt-lead">Each demo runs a paper’s core mechanism at toy scale and measures '
        "whether its claim shows. Its control takes the mechanism away: then the checks must fail."
        "</p>"
    )
    demos, library = listed(), _library()
    areas = {found.id: _area(library, found) for found in demos}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        counts = Counter(found.verdict or _NOT_YET for found in demos)
        verdict = st.segmented_control(
            "Verdict",
            [ALL, *counts],
            default=ALL,
            required=True,
            key="verdict",
            format_func=lambda word: f"{word.capitalize()} ({counts[word] or len(demos)})",
            bind="query-params",
        )
        fidelity = st.selectbox(
            "Fidelity", [ALL, "exact", "proxy"], key="fidelity", bind="query-params", width=160
        )
        area = st.selectbox(
            "Area", [ALL, *sorted(set(areas.values()))], key="area", bind="query-params", width=260
        )
    shown = [
        found
        for found in demos
        if verdict in (ALL, found.verdict or _NOT_YET)
        and fidelity in (ALL, found.fidelity)
        and area in (ALL, areas[found.id])
    ]
    _cards(shown)


def _area(library: Library, found: Entry) -> str:
    works = (library.works_by_id.get(paper_id) for paper_id in found.papers)
    return next((area_of(work.topics) for work in works if work), "Other")


def _cards(shown: Sequence[Entry]) -> None:
    if not shown:
        st.info("No demo passes these filters.", icon=":material/filter_alt_off:")
    columns = st.columns(3)
    for place, found in enumerate(shown):
        with columns[place % 3], st.container(border=True, gap="small"):
            st.page_link(LAB, label=label(found.title), query_params={"demo": found.id})
            usual = [f"about {found.seconds:.1f} s"] if found.seconds else []
            st.html(
                f"<div>{recorded(found)}</div>"
                f'<p class="lt-block lt-small">{plain(found.claim)}</p>'
                f"<div>{tags([found.fidelity, *usual])}</div>"
            )


def _one(demo_id: str) -> None:
    found = entry(demo_id)
    st.page_link(LAB, label="All demos", icon=":material/arrow_back:")
    st.html(
        f'<h1>{plain(found.title)}</h1><p class="lt-lead">{plain(found.claim)}</p>{recorded(found)}'
    )
    library = _library()
    for paper_id in found.papers:
        if work := library.works_by_id.get(paper_id):
            work_link(work, icon=":material/article:")
    run, notes = st.columns([3, 2], gap="large")
    with run:
        demo(demo_id, "lab", linked=True)
    text, code = notes_and_code(file_of(demo_id))
    with notes:
        st.subheader("Notes", anchor=False)
        st.html("".join(f"<p>{plain(part)}</p>" for part in text.split("\n\n")))
        with st.expander("Code of this demo", icon=":material/code:"):
            st.code(code, language="python", height=560)


if __name__ == "__main__":
    page()
