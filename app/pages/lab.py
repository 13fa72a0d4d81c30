"""In: `?demo=` and its knobs; out: the Lab: the gallery of demos, or one with notes and code."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from app.drawn.demo_html import gallery, recorded
from app.drawn.links_html import go, to_work
from app.drawn.markup import plain
from app.drawn.notes_html import side_by_side, style
from app.pages.address import say, settle
from app.pages.demo import demo
from app.pages.filters import folded, removable
from app.pages.state import opened
from app.pages.sweep import sweep
from app.topics import OTHER, area_of
from demos.notes import read_notes
from demos.records import Entry
from demos.registry import entry, listed
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
    shown = _chosen(demos, areas)
    if not shown:
        st.info("No demo passes these filters.", icon=":material/filter_alt_off:")
    by_area: dict[str, list[Entry]] = {}
    for found in sorted(shown, key=lambda found: areas[found.id]):
        by_area.setdefault(areas[found.id], []).append(found)
    st.html(gallery(by_area) or "<p></p>")


def _chosen(demos: Sequence[Entry], areas: Mapping[str, str]) -> list[Entry]:
    """The demos that pass the filters of the page, which are part of its address."""
    counts = Counter(found.verdict or _NOT_YET for found in demos)
    options = {
        "verdict": [ALL, *counts],
        "fidelity": [ALL, "exact", "proxy"],
        "area": [ALL, *sorted(set(areas.values()))],
    }
    for name, values in options.items():
        settle(name, values, ALL)
    verdict = st.segmented_control(
        "Verdict",
        options["verdict"],
        required=True,
        key="verdict",
        wrap=True,
        format_func=lambda word: f"{word.capitalize()} ({counts[word] or len(demos)})",
    )
    with folded("lab"), st.container(horizontal=True, vertical_alignment="bottom"):
        fidelity = st.selectbox("Fidelity", options["fidelity"], key="fidelity", width=150)
        area = st.selectbox("Topic", options["area"], key="area", width=260)
        find = st.text_input(
            "Find", key="find", placeholder="Words of a claim", bind="query-params"
        )
    for name, value in (("verdict", verdict or ALL), ("fidelity", fidelity), ("area", area)):
        say(name, value, ALL)
    words = find.casefold().split()
    passed = [
        found
        for found in demos
        if verdict in (ALL, found.verdict or _NOT_YET)
        and fidelity in (ALL, found.fidelity)
        and area in (ALL, areas[found.id])
        and all(word in f"{found.title} {found.claim} {found.id}".casefold() for word in words)
    ]
    set_now = {"fidelity": fidelity, "area": area} | ({"find": f"“{find}”"} if words else {})
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        said = {name: value for name, value in set_now.items() if value != ALL}
        total = f"{len(passed)} of {len(demos)}" if len(passed) < len(demos) else str(len(demos))
        removable(f"{total} demos", said, _drop)
    return passed


def _drop(name: str) -> None:
    st.session_state[name] = "" if name == "find" else ALL


def _area(library: Library, found: Entry) -> str:
    works = (library.works_by_id.get(paper_id) for paper_id in found.papers)
    return next((area_of(work.topics) for work in works if work), OTHER)


def _one(demo_id: str) -> None:
    found = entry(demo_id)
    known = _library().works_by_id
    works = ", ".join(to_work(known[paper_id]) for paper_id in found.papers if paper_id in known)
    tested = f'<p class="lt-tested">Tests a claim of {works}</p>' if works else ""
    st.html(
        f"{go('All demos', 'lab', 'lt-back')}<h1>{plain(found.title)}</h1>"
        f'<p class="lt-lead">{plain(found.claim)}</p>{recorded(found)}{tested}'
    )
    run, turns, notes = st.tabs(("Run", "Sweep", "Notes and code"), key="part", bind="query-params")
    with run:
        demo(demo_id, "lab")
    with turns:
        sweep(demo_id)
    with notes:
        st.html(f"<style>{style()}</style>{side_by_side(read_notes(demo_id))}")


if __name__ == "__main__":
    page()
