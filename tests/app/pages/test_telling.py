"""Answers that a language model tells, without a browser: in time, too late, broken, in a copy."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.answering.scope import Scope
from app.chats import Turn, new_chat, new_owner
from app.history.store import keep_turn, load_chat
from app.llm.answer import Ended, Event, Extracted
from app.opened import Opened
from app.pages import state
from app.tellings import Telling
from ingest.errors import StateError
from tests.app.llm.server import Reply, endpoint
from tests.app.pages.conftest import PATCH_QUESTION as QUESTION
from tests.app.pages.seen import html, labels, markdown, press, well
from tests.waiting import PATIENCE, wait_for

NOISE = "Should noise be added to pictures in waves?"


def told(open_page, url: str, question: str = QUESTION) -> AppTest:
    """A page that was given a model, after the model's answer to a question has ended."""
    page = open_page()
    page.text_input(key="model-url").set_value(url + "/v1")
    page.text_input(key="model-name").set_value("owl")
    press(page, "Use this model")
    assert not page.exception
    page.chat_input[0].set_value(question).run()
    wait_for(lambda: "Stop" not in labels(page.run()), lambda: html(page))
    assert not page.exception
    return page


@pytest.mark.slow
def test_a_models_sentences_are_checked_and_struck_where_unsupported(
    open_page, monkeypatch, small_home
):
    monkeypatch.setattr("app.pages.model._only_here", lambda: True)
    text = "A prompt changes one weight matrix by a matrix of rank 1 [1]. It costs 77 euros [1]."
    with endpoint(Reply(text)) as server:
        page = told(open_page, server.url, "By a matrix of what rank does a prompt change weights?")
    made = page.session_state["desk"].chat.turns[-1].answer
    assert made.engine == "llm:owl"
    assert [sentence.supported for sentence in made.sentences] == [True, False]
    assert 'class="lt-unsupported"' in markdown(page)
    assert "77 euros" in markdown(page)
    assert "in the words of owl, each sentence checked" in html(page)
    chat = load_chat(small_home, page.query_params["chat"])
    assert chat is not None
    assert chat.turns[-1].answer == made


@pytest.mark.slow
def test_an_endpoint_that_fails_leaves_the_sources_own_answer(open_page, monkeypatch):
    monkeypatch.setattr("app.pages.model._only_here", lambda: True)
    with endpoint(Reply(status=401)) as server:
        page = told(open_page, server.url)
    assert page.session_state["desk"].chat.turns[-1].answer.engine == "extractive"
    assert "The answer above is the sources’ own" in html(page)
    assert "401" in html(page)
    assert "<mark" in html(page)


def begun(page: AppTest, start: Callable[..., Iterator[Event]], home: Path) -> Telling:
    """A model's answer that is told in the page's chat, and kept as the page would."""
    chat, told = page.session_state["desk"].chat, Telling(QUESTION, "llm:owl")
    state.tellings().start(
        chat.chat_id, told, start, lambda made: keep_turn(home, chat, Turn.of(QUESTION, made))
    )
    page.query_params["chat"] = chat.chat_id
    return told


def test_an_answer_that_ends_while_the_page_is_drawn_is_shown(open_page, small_home, monkeypatch):
    page, drawn = open_page(), threading.Event()
    made = Opened(small_home).ask(QUESTION)

    def start(stopped: object) -> Iterator[Event]:
        yield Extracted(answer=made)
        assert drawn.wait(PATIENCE)
        yield Ended(answer=made, failure="it answers 503")

    told = begun(page, start, small_home)

    def limits() -> Scope:
        drawn.set()
        assert told.ended.wait(PATIENCE)
        return Scope()

    monkeypatch.setattr("app.pages.limits.limits", limits)
    well(page.run())
    assert page.session_state["desk"].chat.turns[-1].answer.text == made.text
    assert "it answers 503" in html(page)


def test_a_telling_that_fails_before_it_is_kept_says_so_and_keeps_the_question_in_sight(
    open_page, small_home
):
    page = open_page()

    def start(stopped: object) -> Iterator[Event]:
        raise StateError("the index is gone; run `litmus ingest`")
        yield

    assert begun(page, start, small_home).ended.wait(PATIENCE)
    page.run()
    assert not page.exception
    assert QUESTION in html(page)
    assert "the index is gone" in page.error[0].value
    page.chat_input[0].set_value(NOISE).run()
    assert not page.error
    assert QUESTION not in html(page)


def test_what_a_model_tells_in_somebody_elses_chat_goes_on_in_a_copy(open_page, small_home):
    made = Opened(small_home).ask(NOISE)
    theirs = keep_turn(small_home, new_chat(), Turn.of(NOISE, made), new_owner())
    page, owners = open_page(chat=theirs.chat_id), open_page(chat=theirs.chat_id)
    told = Telling(QUESTION, "llm:owl")
    turn = Turn.of(QUESTION, Opened(small_home).ask(QUESTION))
    state.tellings().start(
        theirs.chat_id,
        told,
        lambda stopped: iter([Ended(answer=turn.answer)]),
        lambda made: keep_turn(small_home, theirs, turn, new_owner()),
    )
    page.session_state["desk"].told = told
    assert told.ended.wait(PATIENCE)
    assert well(owners.run()).session_state["desk"].chat == theirs
    well(page.run())
    mine = page.session_state["desk"].chat
    assert mine.chat_id != theirs.chat_id
    assert page.query_params["chat"] == mine.chat_id
    assert [t.question for t in mine.turns] == [NOISE, QUESTION]
    page.query_params["chat"] = theirs.chat_id
    assert [t.question for t in well(page.run()).session_state["desk"].chat.turns] == [NOISE]


def test_what_a_model_tells_is_stopped_where_its_chat_goes_on_without_it(open_page, small_home):
    page, made = open_page(), Opened(small_home).ask(QUESTION)
    stopped = threading.Event()

    def start(wanted: Callable[[], bool]) -> Iterator[Event]:
        yield Extracted(answer=made)
        wait_for(wanted)
        stopped.set()
        yield Ended(answer=made, failure="stopped")

    told = begun(page, start, small_home)
    page.chat_input[0].set_value(NOISE).run()
    assert stopped.wait(PATIENCE)
    assert told.ended.wait(PATIENCE)
    assert "Stop" not in labels(well(page.run()))
