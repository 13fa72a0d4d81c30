"""The Ask page without a browser: filters, past chats, a language model, what has changed since."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.chats import Turn, new_chat, new_owner
from app.history.store import chats_of, keep_turn
from app.opened import Opened
from app.pages import limits, past, turns
from tests.app.pages.seen import html, well
from tests.waiting import PATIENCE

QUESTION = "Can a prompt be baked into the weights of a layer?"
NOISE = "Should noise be added to pictures in waves?"


def button(page: AppTest, label: str):
    return next(each for each in page.button if each.label == label)


def quoted(page: AppTest) -> set[str]:
    """The files that the last turn quotes."""
    return {c.file for c in page.session_state["desk"].chat.turns[-1].answer.citations}


def test_a_filter_of_the_address_limits_the_answer_and_its_chip_takes_it_away(open_page):
    page = open_page(q=QUESTION, by="Grace")
    assert not page.exception
    assert quoted(page) <= {"quiet.md"}
    assert "Only: By Grace" in html(page)
    assert page.query_params["by"] == "Grace"
    button(page, "By Grace").click().run()
    assert "by" not in page.query_params
    page.chat_input[0].set_value(QUESTION).run()
    assert quoted(page) == {"patch.md"}


def test_filters_are_chosen_in_fields_and_kept_in_link_and_turn(open_page):
    page = open_page()
    topics = next(each for each in page.multiselect if each.label == "Topic")
    assert "Diffusion models" in topics.options
    topics.set_value(["diffusion-models"]).run()
    page.chat_input[0].set_value(NOISE).run()
    assert quoted(page) == {"tides.md"}
    kept = page.session_state["desk"].chat.turns[-1]
    assert kept.scope.topic == ("diffusion-models",)
    assert any("topic=diffusion-models" in code.value for code in page.code)


def test_filters_that_nothing_passes_are_one_sentence(open_page):
    page = open_page(q=QUESTION, by="Grace", topic="Diffusion models")
    assert not page.exception
    assert len(page.error) == 1
    assert "take one of them away" in page.error[0].value


def test_a_wrong_filter_of_an_address_is_one_sentence(open_page):
    page = open_page(source="book")
    assert not page.exception
    assert len(page.error) == 1
    assert "book" in page.error[0].value


PastChats = Callable[[str], AppTest]


@pytest.fixture
def past_chats(small_home: Path, monkeypatch: pytest.MonkeyPatch) -> PastChats:
    """The list of an owner's chats, open as after a press of its button."""
    monkeypatch.setenv("LITMUS_HOME", str(small_home))

    def script(owner: str) -> None:
        from app.chats import new_chat as fresh
        from app.pages.past import listed

        listed(owner, fresh())

    return lambda owner: AppTest.from_function(
        script, args=(owner,), default_timeout=PATIENCE
    ).run()


def kept(home: Path, owner: str, question: str) -> str:
    made = Opened(home).ask(question)
    return keep_turn(home, new_chat(), Turn.of(question, made), owner).chat_id


def test_past_chats_are_the_owners_searched_and_deleted(past_chats, small_home):
    owner, stranger = new_owner(), new_owner()
    first = kept(small_home, owner, QUESTION)
    second = kept(small_home, owner, NOISE)
    page = past_chats(owner)
    assert not page.exception
    keys = [each.key for each in page.button]
    assert keys.index(f"past-{second}") < keys.index(f"past-{first}")
    page.text_input[0].set_value("baked").run()
    assert [k for k in (each.key for each in page.button) if "delete" not in k] == [f"past-{first}"]
    assert "<mark>baked</mark>" in html(page)
    page.button(key=f"past-delete-{first}").click().run()
    assert [line.chat_id for line in chats_of(small_home, owner)] == [second]
    assert "No chats yet" in html(past_chats(stranger))


def test_a_title_is_cut_and_shown_as_written(past_chats, small_home):
    owner = new_owner()
    chat_id = kept(small_home, owner, "How *much* noise? " + "waves " * 40)
    label = past_chats(owner).button(key=f"past-{chat_id}").label
    assert r"\*much\*" in label
    assert label.replace("\\", "").endswith("…")
    assert len(label.replace("\\", "")) == past.LONGEST


def test_where_other_machines_reach_the_server_no_endpoint_can_be_typed(open_page, monkeypatch):
    monkeypatch.setattr("app.pages.model._only_here", lambda: False)
    page = open_page()
    assert all(each.key != "model-url" for each in page.text_input)
    assert "LITMUS_LLM_URL" in html(page)


def test_a_kept_question_says_what_has_changed_since(open_page, small_home):
    opened = Opened(small_home)
    made = opened.ask(QUESTION)
    before = opened.shelf.model_copy(
        update={"texts": {k: v for k, v in opened.shelf.texts.items() if "patch" not in k}}
    )
    turn = Turn.of(QUESTION, made.model_copy(update={"citations": ()}), shelf=before.digest)
    chat = keep_turn(small_home, new_chat(), turn, shelf=before)
    page = open_page(chat=chat.chat_id)
    button(page, "What is different now?").click().run()
    assert not page.exception
    assert "its source is new: card, patch.md" in html(page)
    button(page, "Ask it anew here").click().run()
    assert [t.question for t in page.session_state["desk"].chat.turns] == [QUESTION, QUESTION]
    assert sum(each.label == "What is different now?" for each in page.button) == 1


def test_questions_about_one_paper_keep_to_it(open_page):
    page = well(open_page(about="tidal-noise"))
    assert "Ask about Tidal Noise Schedules" in html(page)
    well(page.chat_input[0].set_value("How many steps does it need?").run())
    assert "tides.md" in html(page)
    assert page.query_params["about"] == "tidal-noise"


@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize(
    ("owner", "name", "asks"), [(Opened, "ask", 2), (limits, "as_query", 1), (turns, "answer", 2)]
)
def test_a_question_is_answered_once_though_the_page_is_drawn_anew(
    open_page, monkeypatch, linked, owner, name, asks
):
    asked, real, ask = [], getattr(owner, name), Opened.ask

    def counted(self, question, *rest):
        asked.append(question)
        return ask(self, question, *rest)

    def interrupted(*args):
        monkeypatch.setattr(owner, name, counted if owner is Opened else real)
        if owner is Opened:
            counted(*args)
        st.rerun()  # as where the browser asks for another run

    page = None if linked else open_page()
    monkeypatch.setattr(Opened, "ask", counted)
    monkeypatch.setattr(owner, name, interrupted)
    page = open_page(q=QUESTION) if page is None else page.chat_input[0].set_value(QUESTION).run()
    for _ in range(2):
        assert [turn.question for turn in page.session_state["desk"].chat.turns] == [QUESTION]
        assert page.query_params["chat"] == page.session_state["desk"].chat.chat_id
        assert len(asked) == asks
        well(page.run())


def test_a_question_that_fails_is_not_asked_again(open_page, monkeypatch):
    def fails(*_):
        raise KeyError("what")

    page = open_page()
    monkeypatch.setattr(Opened, "ask", fails)
    page.chat_input[0].set_value(QUESTION).run()
    assert page.exception
    well(page.run())


def test_a_link_to_a_chat_that_is_gone_leads_to_one_new_chat(open_page):
    page = open_page(chat=new_chat().chat_id)
    begun = page.session_state["desk"].chat.chat_id
    assert "chat" not in page.query_params
    assert page.run().session_state["desk"].chat.chat_id == begun


def test_the_link_of_a_work_begins_a_new_chat_each_time(open_page):
    page = open_page(about="tidal-noise")
    page.chat_input[0].set_value(NOISE).run()
    first = page.session_state["desk"].chat
    del page.query_params["chat"]
    assert page.run().session_state["desk"].chat.chat_id != first.chat_id
