"""In: questions, `?q=`, `?chat=`, `?about=`; out: the Ask page: cited answers with their demos."""

import streamlit as st

from app import answer_html, markup
from app.chats import Chat, Turn, new_chat
from app.history.store import keep_turn, load_chat
from app.opened import Opened
from app.pages.cited import cited_works, follow_ups, share
from app.pages.state import guarded, home, opened
from app.prompts import asked_as, examples
from demos.registry import ids, recorded

_CHAT, _NEXT = "chat", "ask_next"


def page() -> None:
    """Draw the chat: what was asked before, then what is asked now."""
    shelf = opened()
    chat = _chat()
    about = _about(shelf)
    thread = st.container(key="ask")
    # inside a container, so that the page does not scroll past the answer's beginning
    with st.container(key="composer"):
        asked = st.chat_input("Ask in your own words", key="asked", max_chars=2000)
    asked = asked or st.session_state.pop(_NEXT, None) or _linked(chat)
    with thread:
        if not chat.turns and not asked:
            _welcome(shelf, about)
            shelf.warm()
            return
        if about:
            _about_line(shelf, about)
        for number, turn in enumerate(chat.turns):
            _turn(shelf, turn, number, number == len(chat.turns) - 1 and not asked)
        if asked:
            _ask(shelf, chat, asked, about)


def _chat() -> Chat:
    """This session's chat: the one of the address if there is one, else a new one."""
    wanted = st.query_params.get("chat")
    chat: Chat | None = st.session_state.get(_CHAT)
    if wanted and (chat is None or chat.chat_id != wanted):
        chat = load_chat(home(), wanted)
    elif not wanted and chat is not None and chat.turns and not st.session_state.get(_NEXT):
        if "q" in st.query_params or "about" in st.query_params:
            chat = None
        else:
            st.query_params["chat"] = chat.chat_id
    if chat is None:
        chat = new_chat()
    st.session_state[_CHAT] = chat
    return chat


def _linked(chat: Chat) -> str | None:
    """The question of the address, asked once."""
    if chat.turns or "q" not in st.query_params:
        return None
    return st.query_params["q"].strip() or None


def _about(shelf: Opened) -> str | None:
    """The work that the questions are about, if the address names one of the library."""
    about = st.query_params.get("about")
    return about if about in shelf.library.works_by_id else None


def _about_line(shelf: Opened, about: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        name = markup.plain(shelf.library.works_by_id[about].name)
        st.html(f'<span class="lt-small">About <b>{name}</b></span>', width="content")
        if st.button("Ask about all", type="tertiary", icon=":material/close:", key="about-none"):
            del st.query_params["about"]
            st.rerun()


def _welcome(shelf: Opened, about: str | None) -> None:
    library = shelf.library
    verdicts = [entry.verdict for entry in recorded().values()]
    if about:
        name = library.works_by_id[about].name
        title, offered = f"Ask about {name}", asked_as(library, about)[:6]
        lead = "Questions are read as questions about this paper. Some that its card suggests:"
    else:
        title = "Ask the reviews"
        offered = examples(library, {p for e in recorded().values() for p in e.papers})
        lead = (
            "An answer is made of sentences you can find again, each with its line. "
            "Beside every cited paper stands the experiment that tests its claim."
        )
    st.html(f'<div class="lt-hero"><h1>{markup.plain(title)}</h1><p>{markup.plain(lead)}</p></div>')
    columns = st.columns(2)
    for place, question in enumerate(offered):
        with columns[place % 2]:
            if st.button(question, key=f"example-{place}", width="stretch"):
                _say(question)
    figures = {
        "works": len(library.works),
        "sources, each with its lines": len(library.sources),
        "demos": len(ids()),
        "claims confirmed here": verdicts.count("confirmed"),
    }
    cells = "".join(f"<div><b>{n}</b><span>{what}</span></div>" for what, n in figures.items() if n)
    st.html(f'<div class="lt-turn"></div><div class="lt-figures">{cells}</div>')


def _say(question: str) -> None:
    st.session_state[_NEXT] = question
    st.rerun()


def _ask(shelf: Opened, chat: Chat, question: str, about: str | None) -> None:
    """Answer, keep the turn, show it."""
    _question(question)
    slot = st.empty()
    words = "Reading the sources" if shelf.ready else "Opening index and model, once"
    with guarded():
        full = question
        if about:
            full = f"{question} ({shelf.library.works_by_id[about].name})"
        with slot, st.spinner(words):
            made = shelf.ask(full, chat.questions)
        turn = Turn.of(question, made, about, shelf.shelf.digest)
        chat = keep_turn(home(), chat, turn, shelf=shelf.shelf)
        st.session_state[_CHAT] = chat
        st.query_params.from_dict({"chat": chat.chat_id} | ({"about": about} if about else {}))
        _answer(shelf, turn, len(chat.turns) - 1, last=True)


def _turn(shelf: Opened, turn: Turn, number: int, last: bool) -> None:
    _question(turn.question)
    st.empty()  # where a new answer waits: what follows keeps its place
    with guarded():
        _answer(shelf, turn, number, last)


def _question(question: str) -> None:
    st.html(f'<div class="lt-turn"><h2 class="lt-question">{markup.plain(question)}</h2></div>')


def _answer(shelf: Opened, turn: Turn, number: int, last: bool) -> None:
    made, anchor = turn.answer, f"source-{number}"
    st.markdown(markup.answer_markdown(made, anchor), unsafe_allow_html=True)
    if made.status == "answered":
        st.html(answer_html.confidence(made, shelf.threshold))
        st.html(
            '<p class="lt-label">Sources</p>' + answer_html.sources(turn, shelf.lines_of, anchor)
        )
    cited_works(shelf, turn, number)
    if last and (chosen := follow_ups(shelf, turn, number)):
        _say(chosen)
    with st.container(horizontal=True):
        share(shelf, turn, number)
        if last and st.button(
            "New chat", key=f"new-{number}", type="tertiary", icon=":material/add_comment:"
        ):
            st.session_state[_CHAT] = new_chat()
            st.query_params.clear()
            st.rerun()


if __name__ == "__main__":
    page()
