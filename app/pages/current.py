"""In: the address, this session, what models tell; out: the chat that is open, what it waits for.

A question waits in the session until its answer is kept or begun: the run of a page ends wherever
the browser asks for the next one, and what was only in its hands would be lost.
"""

from typing import NamedTuple

import streamlit as st

from app.chats import Chat, new_chat
from app.history.store import load_chat
from app.pages.open_demos import OPEN
from app.pages.state import home, tellings
from app.tellings import Telling

_CHAT, _WAITS = "chat", "waits"


class Current(NamedTuple):
    """An open chat, what a model tells in it or told there last, and whether it goes on."""

    chat: Chat
    told: Telling | None
    going: bool

    @property
    def broken(self) -> bool:
        """Whether what was told has ended without being kept."""
        return self.told is not None and not self.going and self.told.kept is None


def current() -> Current:
    """This session's chat: the one of the address if there is one, else a new one."""
    chat = _chat()
    told = tellings().of(chat.chat_id)
    # asked before the chat is read again: what has ended by now has been kept by now
    going = told is not None and not told.ended.is_set()
    if told is not None and not going and told.kept is not None:
        if told.kept != chat.chat_id:  # said in somebody else's chat, it goes on in a copy
            tellings().forget(chat.chat_id)
            st.query_params["chat"] = told.kept
        chat = load_chat(home(), told.kept) or chat
    remember(chat)
    return Current(chat, told, going)


def _chat() -> Chat:
    wanted = st.query_params.get("chat")
    chat: Chat | None = st.session_state.get(_CHAT)
    if wanted and (chat is None or chat.chat_id != wanted):
        begun = Chat(chat_id=wanted) if tellings().of(wanted) else None
        return load_chat(home(), wanted) or begun or new_chat()
    if not wanted and chat is not None and chat.turns and not waiting(chat):
        if "q" in st.query_params or "about" in st.query_params:
            return new_chat()
        st.query_params["chat"] = chat.chat_id
    return chat or new_chat()


def remember(chat: Chat) -> None:
    """This chat is the one that is open."""
    st.session_state[_CHAT] = chat


def begin_anew() -> None:
    """A new chat is open, and nothing waits; what limits it stays."""
    remember(new_chat())
    for name in ("chat", "q", "about", OPEN):
        st.query_params.pop(name, None)


def wait(chat: Chat, question: str) -> None:
    """A question waits to be asked in a chat."""
    st.session_state[_WAITS] = (chat.chat_id, question)


def waiting(chat: Chat) -> str | None:
    """What waits to be asked in a chat: said before, or the question of the address, asked once."""
    chat_id, question = st.session_state.get(_WAITS, (None, None))
    if chat_id == chat.chat_id:
        return str(question)
    if chat.turns or "q" not in st.query_params:
        return None
    return st.query_params["q"].strip() or None


def answered() -> None:
    """What waited is answered, or somebody else does it."""
    st.session_state.pop(_WAITS, None)
