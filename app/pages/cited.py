"""In: a turn of the chat; out: its cited works with their demos, what to ask next, how to share."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from app import answer_html
from app.answering.records import DemoEntry, NoDemo
from app.bibtex import bibtex
from app.chats import Turn
from app.demo_html import recorded
from app.markup import plain
from app.opened import Opened
from app.pages.demo import demo
from app.pages.links import work_link
from app.pages.state import guarded
from app.prompts import follow_ups as next_questions
from demos.registry import entry


@st.fragment
def cited_works(shelf: Opened, turn: Turn, number: int) -> None:
    """The works an answer cites, each with its demo to run in place; else the nearest works."""
    with guarded():
        made = turn.answer
        if made.demos:
            st.html('<p class="lt-label">Cited works and their experiments</p>')
        for shown in made.demos:
            if isinstance(shown, DemoEntry):
                _work(shelf, shown, number)
        for shown in made.demos:
            if isinstance(shown, NoDemo):
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    _link(shelf, shown.paper_id)
                    st.html(f'<span class="lt-small">{plain(shown.reason)}</span>', width="content")
        if made.status == "abstained" and made.nearest:
            st.html('<p class="lt-label">Nearest works in this library</p>')
            for near in made.nearest:
                _link(shelf, near.paper_id)


def _link(shelf: Opened, paper_id: str) -> None:
    work = shelf.library.works_by_id.get(paper_id)
    if work is None:
        st.html(f'<span class="lt-small">{plain(paper_id)} has left the library</span>')
        return
    work_link(work)


def _work(shelf: Opened, shown: DemoEntry, number: int) -> None:
    open_key = f"demo-open-{number}-{shown.paper_id}"
    with st.container(border=True, gap="small"):
        _link(shelf, shown.paper_id)
        found = entry(shown.id)
        st.html(f'{recorded(found)}<p class="lt-block">{plain(found.claim)}</p>')
        is_open = st.session_state.get(open_key, False)
        label = "Close the demo" if is_open else "Run the demo"
        icon = ":material/close:" if is_open else ":material/science:"
        key = f"toggle-{number}-{shown.paper_id}"
        if st.button(label, key=key, icon=icon):
            st.session_state[open_key] = not is_open
            st.rerun(scope="fragment")
        if is_open:
            demo(shown.id, f"ask{number}")


def follow_ups(shelf: Opened, turn: Turn, number: int) -> str | None:
    """Questions that lead on; the one that was chosen, or None."""
    offered = next_questions(shelf.library, turn.answer)
    if not offered:
        return None
    st.html('<p class="lt-label">Ask next</p>')
    chosen = None
    with st.container(gap=None):
        for place, question in enumerate(offered):
            key = f"next-{number}-{place}"
            if st.button(question, key=key, type="tertiary", icon=":material/arrow_forward:"):
                chosen = question
    return chosen


def share(shelf: Opened, turn: Turn, number: int) -> None:
    """A link that asks the question again, the answer as Markdown, the works as BibTeX."""
    with st.popover("Share and export", icon=":material/ios_share:", type="tertiary"):
        parts = urlsplit(st.context.url or "")
        query = {"q": turn.question} | ({"about": turn.about} if turn.about else {})
        st.caption("Link that asks this question")
        st.code(
            f"{parts.scheme}://{parts.netloc}/?{urlencode(query)}", language=None, wrap_lines=True
        )
        st.caption("Answer as Markdown")
        st.code(answer_html.export(turn), language="markdown", wrap_lines=True, height=180)
        st.download_button(
            "Answer (.json)",
            turn.answer.model_dump_json(indent=1),
            file_name="answer.json",
            mime="application/json",
            key=f"json-{number}",
            on_click="ignore",
        )
        if entries := bibtex_of(shelf, turn):
            st.download_button(
                "Cited works (.bib)",
                entries,
                file_name="cited.bib",
                mime="text/plain",
                key=f"bib-{number}",
                on_click="ignore",
            )


def bibtex_of(shelf: Opened, turn: Turn) -> str:
    """The BibTeX entries of the works an answer cites."""
    ids = dict.fromkeys(citation.paper_id for citation in turn.answer.citations)
    known = shelf.library.works_by_id
    return "\n\n".join(bibtex(known[paper_id]) for paper_id in ids if paper_id in known)
