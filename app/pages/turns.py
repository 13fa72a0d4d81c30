"""In: a turn of the chat, or one that is being told; out: its question, answer and sources."""

import streamlit as st

from app.answering.scope import Scope
from app.chats import Turn
from app.drawn import answer_html, lists_html, markup
from app.drawn.source_html import sources
from app.opened import Opened
from app.pages.cited import cited_works
from app.pages.limits import in_words
from app.pages.share import copy_button, share
from app.pages.state import guarded, sentence
from app.tellings import Telling

TICK = 0.2
"""Seconds between two looks at an answer that is told."""


def heading(question: str, scope: Scope, number: int) -> None:
    """A question, and what its answer is limited to."""
    limit = ", ".join(words for _, _, words in in_words(scope))
    limited = f'<p class="lt-small lt-limited">Only: {markup.plain(limit)}</p>' if limit else ""
    first = "" if number else " lt-first"
    asked = f'<h2 class="lt-question">{markup.plain(question)}</h2>'
    st.html(f'<div class="lt-turn{first}">{asked}{limited}</div>')


def answer(shelf: Opened, turn: Turn, number: int) -> None:
    """The answer of a turn with its sources, its cited works, and how to take it along."""
    made, anchor = turn.answer, f"source-{number}"
    with guarded():
        st.markdown(markup.answer_markdown(made, anchor), unsafe_allow_html=True)
        if made.status == "answered":
            if not turn.scope and (theme := shelf.asked_list(made)):
                st.html(lists_html.asked(theme, theme.works_in(shelf.library)))
            st.html(answer_html.confidence(made, shelf.threshold))
            listed = sources(turn, shelf.library, shelf.lines_of, anchor)
            st.html(f'<p class="lt-label">Sources</p>{listed}')
        cited_works(shelf, turn, number)
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"take-{number}"
        ):
            copy_button(turn)
            share(shelf, turn, number)


def telling(shelf: Opened, told: Telling, chat_id: str) -> None:
    """An answer that a model is telling, drawn again and again until it has ended."""
    again = None if told.ended.is_set() else TICK
    st.fragment(_told, run_every=again)(shelf, told, chat_id, ticks=again is not None)


def _told(shelf: Opened, told: Telling, chat_id: str, *, ticks: bool) -> None:
    """The sources' own sentences, and the model's as far as they have come."""
    if told.ended.is_set() and (ticks or told.kept is not None):
        st.rerun()
    if told.extract is not None:
        st.markdown(markup.answer_markdown(told.extract, "extract"), unsafe_allow_html=True)
        st.html(answer_html.confidence(told.extract, shelf.threshold))
    if told.ended.is_set():
        problem = f"this answer was not kept: {told.failure}. Ask again."
        st.error(sentence(problem), icon=":material/error:")
        return
    words = "is asked to stop" if told.stopped else told.notice or "reads the same sources"
    name = markup.plain(told.model.removeprefix("llm:"))
    st.html(f'<p class="lt-label">In the words of {name}, each sentence checked</p>')
    if (so_far := told.so_far) is not None:
        st.markdown(markup.answer_markdown(so_far, "extract"), unsafe_allow_html=True)
        words = "is asked to stop" if told.stopped else "goes on"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            f'<span class="lt-small lt-waiting" role="status">{name} {markup.plain(words)}</span>',
            width="content",
        )
        if st.button("Stop", key=f"stop-{chat_id}", icon=":material/stop_circle:"):
            told.stop()
