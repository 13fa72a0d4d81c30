"""What a reviewer tells of the series of reviews itself."""

import pytest

from app.answering.answer import answer
from app.answering.archive.chronicle import (
    asks_of_series,
    asks_of_waiting,
    told_of_series,
    told_of_waiting,
)
from tests.app.invented import GARDEN, REVIEW, make_reader
from tests.app.sentence import evidence

TOLD = (
    "Exactly a year ago (09.04.24), I began these daily reviews."
    " Since then I have written 112 reviews."
)


@pytest.mark.parametrize(
    "question",
    [
        "When did the series begin?",
        "since when has she been writing reviews?",
        "How long has Omar been writing these reviews?",
        "How many reviews had she written after one year?",
        "Which paper was reviewed for the anniversary?",
    ],
)
def test_the_series_is_told_of_by_its_own_sentences(question) -> None:
    garden = GARDEN.replace("Model gardens train", f"{TOLD}\n\nModel gardens train")
    made = answer(question, make_reader({"notes.txt": REVIEW, "garden.txt": garden}))
    quotes = " ".join(c.quote for c in made.citations)
    assert "(09.04.24)" in quotes
    assert "112 reviews" in quotes
    assert "Omar's Paper Notes, 09.04.25" in quotes


def test_without_such_a_sentence_the_earliest_date_is_told(reader) -> None:
    made = answer("When did the series of reviews begin?", reader)
    assert made.text.startswith("*The earliest of the reviews here")


@pytest.mark.parametrize(
    "text",
    ["I began the review with doubts.", "We opened it a year ago.", "I launched a model."],
)
def test_what_else_was_begun_is_not_the_series(text) -> None:
    said = [[evidence(text)]]
    assert told_of_series("when did the series of reviews begin?", said) == []


@pytest.mark.parametrize(
    "question",
    [
        "What happens to the model after one year?",
        "papers reviewed in the year 2025",
        "How much does the error grow over a year in the weather paper?",
        "Which paper predicts the climate after a year?",
        "How long does it take until learning starts, in the review of pruning?",
    ],
)
def test_a_year_of_something_else_is_not_of_the_series(question) -> None:
    assert not asks_of_series(question)


@pytest.mark.parametrize(
    "question",
    [
        "How many papers are waiting to be reviewed?",
        "how long is Omar's backlog of papers?",
        "how many papers has Omar got left to review?",
        "How long was the queue of unreviewed papers in April 2025, and which review says so?",
    ],
)
def test_how_many_papers_wait_is_told_with_the_record_of_its_review(question) -> None:
    waiting = "I found it again in my pipeline, where 512 papers wait to be read."
    garden = GARDEN.replace("Model gardens train", f"{waiting}\n\nModel gardens train")
    made = answer(question, make_reader({"notes.txt": REVIEW, "garden.txt": garden}))
    assert [c.start_line for c in made.citations] == [3, 1]
    assert made.citations[0].quote == waiting


@pytest.mark.parametrize(
    "question",
    [
        "how many examples are left to review by a human?",
        "How many works use a pipeline of agents?",
        "How many papers describe a data pipeline?",
        "How many papers describe a pipeline?",
        "What is the size of the backlog of tokens in these papers?",
    ],
)
def test_what_waits_for_another_review_is_no_backlog(question) -> None:
    assert not asks_of_waiting(question)


@pytest.mark.parametrize(
    "text",
    ["The pipeline reads 512 papers.", "I read 512 papers.", "I wait in a queue for 2 papers."],
)
def test_other_numbers_of_papers_are_no_backlog(text) -> None:
    assert told_of_waiting([[evidence(text)]]) == []


@pytest.mark.parametrize(
    "question", ["How often does Omar write a review?", "how often do they post?"]
)
def test_how_often_reviews_come_is_told_where_one_says_so(question) -> None:
    pace = "I have written 40 reviews, roughly one every 3 days."
    garden = GARDEN.replace("Model gardens train", f"{pace}\n\nModel gardens train")
    made = answer(question, make_reader({"notes.txt": REVIEW, "garden.txt": garden}))
    assert made.citations[0].quote == pace
    assert not told_of_series(question, [[evidence("The optimiser writes every 3 days.")]])
