"""In: a kept turn and a library that has changed since; out: today's answer to it, what changed."""

import streamlit as st

from app.chats import Chat, Turn
from app.drawn.markup import answer_markdown, plain
from app.history.store import load_shelf
from app.opened import Opened
from app.pages.state import guarded, home


def again(shelf: Opened, chat: Chat, number: int) -> str | None:
    """Offer to ask a turn again if texts came or went since; the question to ask anew, or None."""
    turn = chat.turns[number]
    if turn.shelf is None or turn.shelf == shelf.shelf.digest:
        return None
    with st.container(horizontal=True, vertical_alignment="center", key=f"again-{number}"):
        st.html(
            '<span class="lt-small">The library has changed since this was asked.</span>',
            width="content",
        )
        key = f"again-open-{number}"
        if st.button("What is different now?", key=f"again-ask-{number}", type="tertiary"):
            st.session_state[key] = not st.session_state.get(key, False)
    if not st.session_state.get(key, False):
        return None
    with guarded(), st.container(border=True, key=f"different-{number}"):
        return _different(shelf, chat, number, turn)
    return None


def _different(shelf: Opened, chat: Chat, number: int, turn: Turn) -> str | None:
    made, found = shelf.ask_again(chat, number, load_shelf(home(), turn.shelf))
    st.html('<p class="lt-label">What changed, and why</p>')
    rows = "".join(f"<li>{plain(line)}</li>" for line in found.lines())
    same = '<p class="lt-small">Nothing: the answer is the same.</p>'
    st.html(f'<ul class="lt-changes">{rows}</ul>' if rows else same)
    st.html('<p class="lt-label">Today’s answer</p>')
    st.markdown(answer_markdown(made, f"today-{number}"), unsafe_allow_html=True)
    if st.button("Ask it anew here", key=f"again-here-{number}", icon=":material/refresh:"):
        return turn.question
    return None
