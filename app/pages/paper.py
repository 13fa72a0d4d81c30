"""In: `?id=` of a work; out: the Paper page: its record, claims, voices, relations and demo."""

from typing import Any

import streamlit as st

from app.bibtex import bibtex
from app.browse import by_demo
from app.catalogue import find_work, related, show_paper
from app.drawn import lists_html, markup, paper_html
from app.drawn.demo_html import recorded
from app.drawn.links_html import go
from app.opened import Opened
from app.pages.demo import demo
from app.pages.links import label
from app.pages.state import opened
from app.topics import name_of
from demos.registry import entry
from ingest.records import Source, Work

_DEMO = "Demo"
_PARTS = ("Overview", "Sources", _DEMO, "Notes and repairs", "BibTeX")


def page() -> None:
    """Draw one work, or a box to choose one."""
    shelf = opened()
    wanted = st.query_params.get("id")
    if not wanted:
        _choose(shelf)
        return
    work = find_work(shelf.library, wanted)
    row = show_paper(shelf.library, work.paper_id)
    sources = [shelf.library.sources[source_id] for source_id in work.sources]
    st.set_page_config(page_title=f"{work.name} · Litmus")
    _head(work, sources)
    shown = [part for part in _PARTS if part != _DEMO or row["demo"]]
    tabs = dict(zip(shown, st.tabs(shown, key="part", bind="query-params"), strict=True))
    with tabs["Overview"]:
        _overview(shelf, work, sources, row)
    with tabs["Sources"]:
        _sources(shelf, sources)
    if row["demo"]:
        with tabs[_DEMO]:
            _demo(row["demo"]["id"])
    with tabs["Notes and repairs"]:
        _oddities(sources, row)
    with tabs["BibTeX"]:
        _bibtex(work)


def _choose(shelf: Opened) -> None:
    st.title("Paper", anchor=False)
    works = {work.paper_id: work.name for work in shelf.library.works}
    chosen = st.selectbox(
        "Choose a work",
        works,
        index=None,
        format_func=works.__getitem__,
        placeholder="Type a title",
    )
    if chosen:
        st.query_params["id"] = chosen
        st.rerun()


def _head(work: Work, sources: list[Source]) -> None:
    dates = ", ".join(work.dates) or "undated"
    by = ", ".join(work.reviewers) or "no reviewer named"
    words = [work.kind] if work.kind else []
    said = f"{markup.plain(by)} · {markup.plain(dates)} · {_arxiv(work, sources)}"
    st.html(
        f'<h1>{markup.plain(work.name)}</h1><p class="lt-lead">{said}</p>'
        f"{markup.tags([*words, *map(name_of, work.topics)])}"
    )
    asking = go("Ask about this paper", "", "lt-primary", about=work.paper_id)
    topic = work.topics[0] if work.topics else ""
    more = go("More of this topic", "browse", view="List", topic=topic) if topic else ""
    st.html(f'<div class="lt-acts">{asking}{more}</div>')


def _arxiv(work: Work, sources: list[Source]) -> str:
    if work.arxiv_id:
        return markup.link(f"https://arxiv.org/abs/{work.arxiv_id}")
    why = next((s.card.arxiv_why for s in sources if s.card and s.card.arxiv_why), None)
    return markup.plain(f"no arXiv id: {why}" if why else "no arXiv id in the sources")


def _overview(shelf: Opened, work: Work, sources: list[Source], row: dict[str, Any]) -> None:
    if words := paper_html.plain_words(sources):
        st.html('<h2 class="lt-h2">In plain words</h2>')
        st.markdown(markup.prose(words), unsafe_allow_html=True)
    if row["demo"]:
        st.html(
            f'<div class="lt-honest">{recorded(entry(row["demo"]["id"]))} '
            f"<b>Tested here:</b> {markup.plain(row['demo']['claim'])}</div>"
        )
    if row["claims"]:
        st.html('<h2 class="lt-h2">What is claimed, and by whom</h2>')
        for number, claim in enumerate(row["claims"], 1):
            with st.container(gap=None, key=f"claim-{number}"):
                st.markdown(paper_html.claim(claim), unsafe_allow_html=True)
                st.html(paper_html.place(claim, shelf.lines_of(claim["file"]), number))
    elif not words:
        first = sources[0]
        st.html(f'<h2 class="lt-h2">{markup.plain(paper_html.heading(first))}</h2>')
        st.markdown(paper_html.body(first), unsafe_allow_html=True)
    if found := paper_html.differences(row["differing"], sources):
        st.html(f'<h2 class="lt-h2">Where its sources differ</h2>{found}')
    _related(shelf, work)
    if lists := lists_html.of_work(shelf.lists.values(), work.paper_id):
        st.html(f'<h2 class="lt-h2">Reading lists</h2>{lists}')


def _related(shelf: Opened, work: Work) -> None:
    """The works it names and those that name it, each with the relation and its verdict."""
    found = related(shelf.library, work)
    if not found:
        return
    st.html('<h2 class="lt-h2">Related works</h2>')
    st.html(paper_html.related(found, by_demo()))


def _sources(shelf: Opened, sources: list[Source]) -> None:
    untouched = st.toggle("Untouched lines", help="The file’s own lines, before any repair.")
    for place, source in enumerate(sources):
        with st.expander(label(paper_html.heading(source)), expanded=place == 0):
            st.html(paper_html.facts(source))
            if untouched:
                st.html(paper_html.raw(source, shelf.lines_of(source.file)))
            else:
                st.markdown(paper_html.body(source), unsafe_allow_html=True)


def _demo(demo_id: str) -> None:
    found = entry(demo_id)
    st.html(f"{recorded(found)} <p>{markup.plain(found.claim)}</p>")
    demo(demo_id, "paper")
    st.html(go("Sweeps, notes and code", "lab", "lt-on", demo=demo_id))


def _bibtex(work: Work) -> None:
    entry_of = bibtex(work)
    st.code(entry_of, language="bibtex", wrap_lines=True)
    st.download_button(
        "Download",
        entry_of + "\n",
        file_name=f"{work.paper_id}.bib",
        mime="application/x-bibtex",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )


def _oddities(sources: list[Source], row: dict[str, Any]) -> None:
    found = paper_html.notes(sources)
    ledger = paper_html.repairs(row["repairs"])
    st.html(found or '<span class="lt-soft">Nothing odd was noted in its sources.</span>')
    st.html(ledger or '<span class="lt-soft">No line of its sources is read otherwise.</span>')


if __name__ == "__main__":
    page()
