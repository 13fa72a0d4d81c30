"""In: this visitor's token; out: their past chats, to search, open and delete."""

import streamlit as st

from app.chats import Chat, new_chat
from app.drawn.markup import plain
from app.history.store import ChatLine, chats_of, delete_chat
from app.pages.current import desk
from app.pages.links import label
from app.pages.share import share_chat
from app.pages.state import guarded, home

SHOWN, LONGEST, HEIGHT = 12, 70, 380


@st.fragment
def past_chats(owner: str) -> None:
    """The visitor's chats behind a button; they are looked up when it is pressed."""
    look = st.popover("Your chats", icon=":material/history:", type="tertiary", on_change="rerun")
    # of one height from the start, since it opens to where there is room for it
    with look, guarded(), st.container(key="past", height=HEIGHT, border=False):
        if look.open:
            listed(owner, desk().chat)


def listed(owner: str, chat: Chat) -> None:
    """The visitor's chats, latest first, or those in which the searched words stand."""
    here = chat.chat_id
    text = st.text_input(
        "Search your chats", key="past-search", placeholder="Words of a question or an answer"
    )
    found = chats_of(home(), owner, text, SHOWN)
    if not found:
        said = "No chat of yours has these words." if text.strip() else "No chats yet."
        st.html(f'<p class="lt-small">{said}</p>')
    for line in found:
        _line(line, owner, here)
    st.html('<p class="lt-small">Only this browser sees this list.</p>')
    if chat.turns:
        share_chat(chat)


def _line(line: ChatLine, owner: str, here: str) -> None:
    title = line.title if len(line.title) <= LONGEST else line.title[: LONGEST - 1] + "…"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False):
        with st.container(gap=None):
            opened = st.button(
                label(title),
                key=f"past-{line.chat_id}",
                type="tertiary",
                disabled=line.chat_id == here,
            )
            turns = f"{line.turns} question{'s' * (line.turns != 1)}"
            said = plain(line.excerpt or f"{turns}, {line.last[:10]}")
            marked = said.replace("«", "<mark>").replace("»", "</mark>")
            st.html(f'<div class="lt-small">{marked}</div>')
        gone = st.button(
            "Delete",
            key=f"past-delete-{line.chat_id}",
            type="tertiary",
            icon=":material/delete:",
            help="Delete this chat for good",
        )
    if opened:
        st.query_params.from_dict({"chat": line.chat_id})
        st.rerun()
    if gone:
        delete_chat(home(), line.chat_id, owner)
        if line.chat_id == here:
            st.query_params.clear()
            desk().open(new_chat())
        st.rerun()
