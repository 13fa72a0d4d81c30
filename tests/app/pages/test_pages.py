import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from app.history.store import load_chat
from app.library import add
from app.themes import read_themes
from tests.app.pages.conftest import CARDS
from tests.app.pages.seen import html, labels, markdown, press, well

QUESTION = "Can a prompt be baked into the weights of a layer?"


def test_an_example_question_leads_to_a_cited_answer_with_its_demo(open_page):
    page = well(open_page())
    assert f'href="./?{urlencode({"q": QUESTION})}">{QUESTION}</a>' in html(page)
    page = well(open_page(q=QUESTION))
    assert 'href="#source-0-1"' in markdown(page)
    assert 'id="source-0-1"' in html(page)
    assert '<mark id="source-0-1">' in html(page)
    assert "Run the demo" in labels(page)
    assert "Cited works and their experiments" in html(page)


def test_a_link_asks_its_question_and_the_chat_survives_a_reload(open_page, small_home):
    page = well(open_page(q=QUESTION))
    chat_id = page.query_params["chat"]
    assert "q" not in page.query_params
    kept = load_chat(small_home, chat_id)
    assert kept is not None
    assert [turn.question for turn in kept.turns] == [QUESTION]
    again = well(open_page(chat=chat_id))
    assert QUESTION in html(again)
    assert 'href="#source-0-1"' in markdown(again)


def test_another_session_sees_nothing_of_a_chat(open_page):
    well(open_page(q=QUESTION))
    other = well(open_page())
    assert "lt-question" not in html(other)
    assert "chat" not in other.query_params
    guessed = well(open_page(chat="../../etc/passwd"))
    assert "lt-question" not in html(guessed)


def test_a_second_question_keeps_the_first(open_page):
    page = open_page(q=QUESTION)
    well(page.chat_input[0].set_value("Should noise be added to pictures in waves?").run())
    assert html(page).count("lt-question") == 2
    assert 'href="#source-1-1"' in markdown(page)


def test_a_question_that_no_text_answers_is_refused_and_names_the_nearest_works(open_page):
    page = well(open_page(q="Who won the football cup in 1974?"))
    assert "do not answer" in markdown(page)
    assert "Nearest works" in html(page)
    assert "<mark" not in html(page)


def test_an_empty_question_is_one_sentence(open_page):
    page = open_page(q="?!")
    assert not page.exception
    assert [error.value for error in page.error] == [
        "The question is empty; ask something in words"
    ]


def test_a_source_cannot_put_tags_images_or_emoji_on_the_page(open_page):
    page = well(open_page(q="How many attention heads can be switched off without harm?"))
    for name, query in (("paper", {"id": "quiet-heads"}), ("browse", {"view": "List"})):
        drawn = well(open_page(name, **query))
        assert "<script>alert" not in html(drawn) + markdown(drawn)
        assert "![x](" not in markdown(drawn)
    assert "<script>alert" not in html(page) + markdown(page)
    assert "<b>not bold" not in html(page) + markdown(page)
    assert ":smile:" not in markdown(page)


def test_the_paper_page_shows_record_claims_voices_relations_and_bibtex(open_page):
    page = well(open_page("paper", id="2507.16003"))
    shown = html(page) + markdown(page)
    for words in ("Prompts as Patches", "arxiv.org/abs/2507.16003", "Ada", "2025-07-25"):
        assert words in shown
    assert "The paper’s claim" in shown
    assert "The reviewer’s view" in shown
    assert "patch.md, line 1" in shown
    assert "same idea elsewhere" in shown
    assert [tab.label for tab in page.tabs] == [
        "Overview",
        "Sources",
        "Demo",
        "Notes and repairs",
        "BibTeX",
    ]
    assert "eprint = {2507.16003}" in page.code[0].value
    assert 'id="claim-1"' in shown


def test_a_work_is_related_to_those_that_name_it_too(open_page):
    page = well(open_page("paper", id="quiet-heads"))
    assert "same idea elsewhere, it says" in html(page)
    assert 'href="paper?id=2507.16003">Prompts as Patches</a>' in html(page)


def test_a_work_without_a_card_shows_its_review(open_page, tmp_path):
    review = tmp_path / "lantern.txt"
    review.write_text(
        "Reviewed on 2031-02-03 by Ada\n\nThe Lantern Method\n\n"
        "It removes every weight <b>below</b> 0.37.\n",
        "utf-8",
    )
    home = tmp_path / "home"
    change = add(home, [review])
    (work,) = change.collected.library.works
    shown = markdown(well(open_page("paper", home=home, id=work.paper_id)))
    assert "every weight &#60;b&#62;below" in shown


def test_an_unknown_work_is_one_sentence_with_the_nearest_name(open_page):
    page = open_page("paper", id="2507.1600")
    assert not page.exception
    assert len(page.error) == 1
    assert "2507.16003" in page.error[0].value


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, "3 works"),
        ({"by": "Ada"}, "2 of 3 works"),
        ({"month": "2024-03"}, "2 of 3 works"),
        ({"kind": "theory"}, "1 of 3 works"),
        ({"topic": "Diffusion models"}, "1 of 3 works"),
        ({"find": "tidal"}, "1 of 3 works"),
        ({"by": "Ada", "month": "2024-03"}, "1 of 3 works"),
    ],
)
def test_a_link_restores_a_view_of_the_works(open_page, query, count):
    page = well(open_page("browse", view="List", **query))
    assert f">{count}<" in html(page)


DRAWN = ("dataframe", "vega_lite_chart")


@pytest.mark.parametrize(
    ("view", "drawn"),
    [
        ("Topics", [0, 0]),
        ("List", [0, 0]),
        ("Table", [1, 0]),
        ("Timeline", [0, 1]),
        ("Map", [0, 1]),
    ],
)
def test_every_view_of_the_works_is_drawn(open_page, view, drawn):
    page = well(open_page("browse", view=view))
    assert [len(page.get(kind)) for kind in DRAWN] == drawn
    assert ("Prompts as Patches" in html(page)) is (view == "List")
    assert (">Attention" in html(page)) is (view in ("Topics", "List"))


def test_a_topic_opens_its_works(open_page):
    page = open_page("browse", kind="analysis")
    found = re.search(r'href="([^"]*)">Attention[^<]*</a>&nbsp;<span>1</span>', html(page))
    assert found is not None
    query = dict(parse_qsl(urlsplit(unescape(found[1])).query))
    assert query == {"view": "List", "topic": "attention", "kind": "analysis"}
    assert ">1 of 3 works<" in html(well(open_page("browse", **query)))


def test_the_reading_lists_of_a_work_lead_to_their_works(open_page):
    on = [theme for theme in read_themes().values() if "2507.16003" in theme.works]
    shown = html(well(open_page("paper", id="2507.16003")))
    assert shown.count("view=List&amp;list=") == len(on)
    page = well(open_page("browse", view="List", list=on[0].id))
    assert ">1 of 3 works<" in html(page)
    assert "Prompts as Patches" in html(page)
    assert f"Reading list: {on[0].name}" in [text.replace("\\", "") for text in labels(page)]
    heading = "Squarely about it" if on[0].is_squarely("2507.16003") else "Touching on it"
    assert f">{heading}</h2>" in html(page)
    assert "Reading lists" not in html(well(open_page("paper", id="tidal-noise")))


def test_the_list_that_a_question_asks_for_stands_beneath_its_answer(open_page, monkeypatch):
    theme = next(theme for theme in read_themes().values() if "2507.16003" in theme.works)
    monkeypatch.setattr("app.asked_list.asked_list", lambda *_: theme)
    shown = html(well(open_page(q=QUESTION)))
    assert re.search(rf'Reading list: <a [^>]*list={theme.id}">[^<]+</a>, 1 work<', shown)
    page = well(open_page(q=QUESTION, by="Ada"))
    assert "Only: By Ada" in html(page)
    assert "Reading list:" not in html(page)


def test_an_address_that_another_hand_changed_comes_before_what_was_chosen(open_page):
    page = well(open_page("browse", view="List", kind="theory"))
    box = next(box for box in page.selectbox if box.label == "Kind")
    well(box.select("method").run())
    assert page.query_params["kind"] == "method"
    page.query_params["kind"] = "theory"  # as the browser's Back does
    well(page.run())
    assert page.query_params["kind"] == "theory"
    assert "Prompts as Patches" in html(page)


def test_the_library_page_accounts_for_every_line(open_page):
    page = well(open_page("library"))
    assert "which is all of them" in html(page)
    assert html(page).count('href="library?file=') == 3
    one = html(well(open_page("library", file="tides.md")))
    assert "paper?id=tidal-noise" in one
    assert "paper?id=quiet-heads" not in one
    lost = open_page("library", file="../../etc/passwd")
    assert ["no file of the library" in error.value.casefold() for error in lost.error] == [True]
    assert "all-MiniLM-L6-v2" in html(well(open_page("library", tab="Health")))
    settings = html(well(open_page("library", tab="Settings")))
    assert "LITMUS_APP_THRESHOLD" in settings
    assert "LITMUS_LLM_KEY" in settings


def test_what_a_removal_takes_with_it_is_said_before_and_what_it_did_after(open_page, tmp_path):
    home = tmp_path / "home"
    for name, text in CARDS.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    add(home, [tmp_path / f"{name}.md" for name in CARDS])
    page = well(open_page("library", home=home, tab="Remove"))
    page = well(page.multiselect[0].select("tides.md").run())
    assert "With them go 1 source, and 1 work that" in html(page)
    page.checkbox[0].check().run()
    well(press(page, "Remove"))
    assert "1 file removed; 2 works now" in html(page)
    well(press(page, "Close"))
    assert "1 file removed" not in html(page)


def test_without_an_index_the_page_says_what_to_do(open_page, tmp_path: Path):
    page = open_page("ask", home=tmp_path)
    assert not page.exception
    assert len(page.error) == 1
    assert "litmus ingest" in page.error[0].value
    library = open_page("library", home=tmp_path)
    assert "Read the built-in catalogue" in labels(library)
