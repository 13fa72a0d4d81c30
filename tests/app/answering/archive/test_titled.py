"""Questions for works by the form of their titles, and for those told of in two kinds of text."""

import pytest

from app.answering.answer import answer
from tests.app.invented import TEXTS, THREAD, make_reader

QUIETNET, GARDENS = "2401.00001", "2401.00002"
ASKING = TEXTS["garden.txt"].replace("Model Gardens and How They Grow", "Do 12 Gardens Grow?")


@pytest.mark.parametrize(
    ("question", "works"),
    [
        ("Which papers have a title that is a question?", [GARDENS]),
        ("which titles have a digit?", [GARDENS]),
        ("papers with the word pruning in the title", [QUIETNET]),
        ("which papers have titles that start with the letter D", [GARDENS]),
        ("which paper has the longest title?", [QUIETNET]),
        ("the shortest title of all reviews", [GARDENS]),
    ],
)
def test_works_are_told_by_the_form_of_their_titles(question, works) -> None:
    made = answer(question, make_reader(TEXTS | {"garden.txt": ASKING}, threshold=0.3))
    assert made.text.startswith("*By their titles, ")
    assert [c.paper_id for c in made.citations] == works


@pytest.mark.parametrize(
    "question",
    [
        "What does the title of Quietnet refer to?",
        "which papers on titles of songs are there?",
        "why is the title a question?",
    ],
)
def test_what_a_title_means_is_content(reader, question) -> None:
    assert "By their titles" not in answer(question, reader).text


def test_no_such_title_is_said(reader) -> None:
    made = answer("which papers have an exclamation mark in the title?", reader)
    assert "No work here has such a title." in made.text


def test_works_in_two_kinds_of_text_are_told_with_both() -> None:
    reader = make_reader(TEXTS | {"thread.txt": THREAD}, threshold=0.3)
    made = answer("which paper was both reviewed and told in a Bluesky thread?", reader)
    assert {c.paper_id for c in made.citations} == {GARDENS}
    assert {c.file for c in made.citations} == {"garden.txt", "thread.txt"}
    none = answer("which papers are both in a stream and in a thread?", reader)
    assert "No work here is told of so." in none.text
