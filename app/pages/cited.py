"""In: a turn of the chat; out: the strip of its cited works, each demo to run in place.

A demo opens under the strip; the chat above stays as it is.
"""

from collections.abc import Iterable

import streamlit as st

from app.answering.records import DemoEntry, NoDemo
from app.chats import Turn
from app.drawn.demo_html import recorded
from app.drawn.links_html import to_work
from app.drawn.markup import plain
from app.opened import Opened
from app.pages.demo import demo
from app.pages.open_demos import is_open, slot, toggle
from app.pages.state import guarded
from app.prompts import follow_ups as next_questions
from demos.registry import entry


@st.fragment
def cited_works(shelf: Opened, turn: Turn, number: int) -> None:
    """The works an answer cites, each with its demo to run in place; else the nearest works."""
    with guarded():
        made = turn.answer
        tested = [shown for shown in made.demos if isinstance(shown, DemoEntry)]
        if made.demos:
            st.html('<p class="lt-label">Cited works and their experiments</p>')
        _strip(shelf, tested, number)
        for opened in tested:
            if is_open(slot(number, opened.paper_id)):
                _opened(opened, number)
        if untested := [shown.paper_id for shown in made.demos if isinstance(shown, NoDemo)]:
            st.html(f'<p class="lt-small">Without a demo so far:</p>{_listed(shelf, untested)}')
        if made.status == "abstained" and made.nearest:
            st.html('<p class="lt-label">Nearest works in this library</p>')
            st.html(_listed(shelf, (near.paper_id for near in made.nearest)))


def _listed(shelf: Opened, paper_ids: Iterable[str]) -> str:
    rows = "".join(f"<li>{_named(shelf, paper_id)}</li>" for paper_id in paper_ids)
    return f'<ul class="lt-related">{rows}</ul>'


def _named(shelf: Opened, paper_id: str) -> str:
    """A work as a link, or what is left of one that has gone."""
    work = shelf.library.works_by_id.get(paper_id)
    return to_work(work) if work else f"{plain(paper_id)} has left the library"


def _strip(shelf: Opened, tested: list[DemoEntry], number: int) -> None:
    """Two works a row; one alone takes the width."""
    for place in range(0, len(tested), 2):
        pair = tested[place : place + 2]
        for column, shown in zip(st.columns(len(pair), gap="small"), pair, strict=True):
            with column:
                _work(shelf, shown, number)


def _work(shelf: Opened, shown: DemoEntry, number: int) -> None:
    place = slot(number, shown.paper_id)
    with st.container(border=True, gap="small", key=f"tested-{number}-{shown.paper_id}"):
        found = entry(shown.id)
        name = f'<h3 class="lt-name">{_named(shelf, shown.paper_id)}</h3>'
        st.html(f'{name}{recorded(found)}<p class="lt-block lt-claimed">{plain(found.claim)}</p>')
        open_now = is_open(place)
        st.button(
            "Close the demo" if open_now else "Run the demo",
            key=f"toggle-{number}-{shown.paper_id}",
            icon=":material/close:" if open_now else ":material/science:",
            on_click=toggle,
            args=(place,),
        )


def _opened(shown: DemoEntry, number: int) -> None:
    with st.container(border=True, gap="small", key=f"bench-{number}-{shown.paper_id}"):
        st.html(f'<p class="lt-label">Demo</p><h3>{plain(entry(shown.id).title)}</h3>')
        demo(shown.id, f"ask-{number}-{shown.paper_id}", slot(number, shown.paper_id))


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
