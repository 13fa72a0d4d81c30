"""In: the address, this session, what models tell; out: the chat that is open, what it waits for.

A question waits on the session's desk until its answer is kept or begun: Streamlit ends the run of
a page wherever the browser asks for the next one, and what was only in its hands would be lost.
"""

from dataclasses import dataclass
from typing import NamedTuple

import streamlit as st

from app.chats import Chat, new_chat
from app.history.store import load_chat
from app.pages.open_demos import OPEN
from app.pages.state import home, tellings
from app.tellings import Telling

_DESK = "desk"
Link = tuple[str | None, str | None]
"""The question and the work of an address."""


@dataclass
class Desk:
    """What lies before one session: the open `chat`, the question that `waits` to be answered in it
    and the `link` at which it was asked, until the address is the chat's, and what a model has
    `told` because of this session.

    A run may end at any access to the session, but at no attribute of what it holds.
    """

    chat: Chat
    waits: str | None = None
    link: Link | None = None
    told: Telling | None = None

    def open(self, chat: Chat) -> None:
        """Another chat, or the same with more turns; what waited in another is not asked here."""
        if chat.chat_id != self.chat.chat_id:
            self.waits = self.link = None
        self.chat = chat

    def answered(self, chat: Chat | None = None) -> None:
        """Nothing waits any longer: the answer is kept in a chat, or somebody else gives it."""
        self.waits = None
        self.chat = chat or self.chat


class Current(NamedTuple):
    """What is open, what a model tells in it or told there last, and whether it goes on."""

    desk: Desk
    told: Telling | None
    going: bool

    @property
    def broken(self) -> bool:
        """Whether what was told has ended without being kept."""
        return self.told is not None and not self.going and self.told.kept is None


def desk() -> Desk:
    """This session's."""
    held: Desk | None = st.session_state.get(_DESK)
    if held is None:
        held = st.session_state[_DESK] = Desk(new_chat())
    return held


def current() -> Current:
    """This session's chat: the one of the address if there is one, else a new one."""
    here = desk()
    here.open(_chat(here))
    told = tellings().of(here.chat.chat_id)
    # asked before the chat is read again: what has ended by now has been kept by now
    going = told is not None and not told.ended.is_set()
    if told is not None and not going and told.kept is not None:
        if told.kept == here.chat.chat_id:
            here.open(load_chat(home(), told.kept) or here.chat)
        elif told is here.told:  # said in somebody else's chat, it goes on in a copy
            copied = load_chat(home(), told.kept) or here.chat
            st.query_params["chat"] = copied.chat_id
            here.told = None
            here.open(copied)
    return Current(here, told, going)


def _chat(here: Desk) -> Chat:
    wanted, held = st.query_params.get("chat"), here.chat
    if wanted and wanted != held.chat_id:
        begun = Chat(chat_id=wanted) if tellings().of(wanted) else None
        if found := load_chat(home(), wanted) or begun:
            return found
        st.query_params.pop("chat", None)
        return new_chat() if held.turns else held
    if not wanted and held.turns and not here.waits:
        if any(_link()) and _link() != here.link:
            return new_chat()
        st.query_params["chat"] = held.chat_id
    return held


def _link() -> Link:
    return st.query_params.get("q"), st.query_params.get("about")


def begin_anew() -> None:
    """A new chat is open, and nothing waits; what limits it stays."""
    for name in ("chat", "q", "about", OPEN):
        st.query_params.pop(name, None)
    desk().open(new_chat())


def wait(here: Desk, question: str) -> None:
    """A question waits to be answered."""
    link = _link()
    here.waits, here.link = question, link


def waiting(here: Desk) -> str | None:
    """What waits to be answered: said before, or the question of the address, asked once."""
    if here.waits or here.chat.turns or "q" not in st.query_params:
        return here.waits
    return st.query_params["q"].strip() or None
