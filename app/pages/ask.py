"""In: questions, `?q=`, `?chat=`, `?about=`, filters; out: the Ask page: cited answers, demos."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import streamlit as st

from app.answering.records import Answer
from app.answering.scope import Scope
from app.chats import Chat, Turn
from app.drawn import markup
from app.history.store import keep_turn
from app.opened import Opened
from app.pages import turns
from app.pages.again import again
from app.pages.cited import follow_ups
from app.pages.composer import composer
from app.pages.current import Desk, current, wait, waiting
from app.pages.limits import as_query, limits
from app.pages.model import model
from app.pages.open_demos import OPEN
from app.pages.owner import owner
from app.pages.share import COPYING
from app.pages.state import guarded, home, opened, tellings
from app.pages.welcome import about_line, welcome
from app.tellings import Telling


def page() -> None:
    """Draw the chat: what was asked before, then what is asked now."""
    shelf = opened()
    with st.container(key="scripts"):
        visitor = owner()
        st.html(COPYING, unsafe_allow_javascript=True)
    here, told, going = now = current()
    chat = here.chat
    about = _about(shelf)
    scope = limits()
    thread = st.container(key="ask")
    before = waiting(here)
    begun = bool(told or before)
    asked = composer(shelf, chat, scope, visitor, begun=begun) or before
    if asked:
        wait(here, asked)
    below = st.container(key="below")
    if not (chat.turns or asked or going or now.broken):
        welcome(shelf, about, scope, thread, below)
        shelf.warm()
        return
    with thread:
        if about and about_line(shelf, about):
            del st.query_params["about"]
            st.rerun()
        for number, turn in enumerate(chat.turns):
            turns.heading(turn.question, turn.scope, number)
            st.empty()  # where a new answer waits: what follows keeps its place
            turns.answer(shelf, turn, number)
            if anew := again(shelf, chat, number):
                _say(here, anew)
        if asked:
            _ask(shelf, here, asked, about, scope, visitor)
        elif told is not None and (going or now.broken):
            turns.heading(told.question, told.scope, len(chat.turns))
            turns.telling(shelf, told, chat.chat_id)
        elif chat.turns:
            _after(shelf, here, told)


def _about(shelf: Opened) -> str | None:
    """The work that the questions are about, if the address names one of the library."""
    about = st.query_params.get("about")
    return about if about in shelf.library.works_by_id else None


def _say(here: Desk, question: str) -> None:
    wait(here, question)
    st.rerun()


def _ask(
    shelf: Opened, here: Desk, question: str, about: str | None, scope: Scope, visitor: str
) -> None:
    """Answer and show it, then keep the turn; with a language model, begin to tell it."""
    chat = here.chat
    turns.heading(question, scope, len(chat.turns))
    slot = st.empty()
    within = scope.about(about)

    def kept(made: Answer) -> Chat:
        turn = Turn.of(question, made, about, shelf.shelf.digest, scope)
        return keep_turn(home(), chat, turn, visitor, shelf.shelf)

    with guarded(), _asked_once(here):
        settings, every = model(), tellings()
        if settings is not None:
            here.told = told = Telling(question, f"llm:{settings.model}", scope)
            begin = partial(shelf.ask_model, question, settings, chat.questions, scope=within)
            every.start(chat.chat_id, told, lambda stopped: begin(stopped=stopped), kept)
            here.answered()
            _address(here, about, scope)
            with slot, st.spinner("Reading the sources"):
                told.extracted.wait(30)
            st.rerun()
        every.forget(chat.chat_id)
        words = "Reading the sources" if shelf.ready else "Opening index and model, once"
        with slot, st.spinner(words):
            made = shelf.ask(question, chat.questions, within)
        turn = Turn.of(question, made, about, shelf.shelf.digest, scope)
        turns.answer(shelf, turn, len(chat.turns))
        here.answered(kept(made))
        _address(here, about, scope)
        _after(shelf, here, None)


@contextmanager
def _asked_once(here: Desk) -> Iterator[None]:
    """What fails is not asked again; what is interrupted is."""
    try:
        yield
    except Exception:
        here.answered()
        raise


def _address(here: Desk, about: str | None, scope: Scope) -> None:
    """The address leads back to this chat, and no longer to a question."""
    chat = here.chat
    said: dict[str, str | list[str]] = {"chat": chat.chat_id, **as_query(scope)}
    if chat.turns and OPEN in st.query_params:
        said[OPEN] = st.query_params.get_all(OPEN)
    st.query_params.from_dict(said | ({"about": about} if about else {}))
    here.link = None


def _after(shelf: Opened, here: Desk, told: Telling | None) -> None:
    """What follows the last answer: how the model ended, and what to ask next."""
    chat = here.chat
    if told is not None and told.failure and told.kept == chat.chat_id:
        whole = chat.turns[-1].answer.engine == "extractive"
        said = "is the sources’ own" if whole else "ends early"
        why = markup.plain(told.failure)
        st.html(f'<div class="lt-note">The answer above {said}: {why}.</div>')
    if chosen := follow_ups(shelf, chat.turns[-1], len(chat.turns) - 1):
        _say(here, chosen)


if __name__ == "__main__":
    page()
