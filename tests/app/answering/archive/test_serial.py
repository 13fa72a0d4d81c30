"""Reviews that say that they belong to a series on a subject."""

import pytest

from app.answering.answer import answer
from tests.app.invented import GARDEN, REVIEW, make_reader

GOES_ON = "I continue my series on small models, begun in my review from 05.03."
LAST = "This is the last review in my series on small models."


@pytest.fixture(scope="module")
def reader():
    garden = GARDEN.replace("Model gardens train", f"{GOES_ON}\n\n{LAST}\n\nModel gardens train")
    return make_reader({"notes.txt": REVIEW, "garden.txt": garden})


@pytest.mark.parametrize(
    "question",
    [
        "Which reviews belong to the small models series?",
        "list the papers of Omar's series on small models",
        "What was the first paper in his small models series?",
    ],
)
def test_a_series_has_what_says_so_and_what_that_points_back_to(reader, question) -> None:
    made = answer(question, reader)
    assert [c.paper_id for c in made.citations] == ["2401.00001", *["2401.00002"] * 3]
    assert [c.quote for c in made.citations[1:3]] == [GOES_ON, LAST]


def test_the_last_is_the_one_that_says_so(reader) -> None:
    made = answer("What was the last paper of the small models series?", reader)
    assert made.citations[0].quote == LAST
    assert {c.paper_id for c in made.citations} == {"2401.00002"}


@pytest.mark.parametrize(
    "question", ["Which papers predict time series?", "the last review of the series"]
)
def test_what_is_called_a_series_otherwise_is_none(reader, question) -> None:
    assert not any(c.quote in (GOES_ON, LAST) for c in answer(question, reader).citations)
