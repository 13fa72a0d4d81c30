"""Words that mean one work by its title, and what is said of several works at once."""

from dataclasses import replace

import pytest

from app.answering.answer import answer
from app.answering.archive.nicknames import all_as_titles, with_titles
from ingest.library import Library
from tests.app.invented import GARDEN, REVIEW, make_reader

SURVEY = GARDEN.replace("Model Gardens and How They Grow", "A Survey on Pruning by Listening")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("the listening paper", "the Quietnet: Pruning by Listening paper"),
        ("the how they grow one", "the Model Gardens and How They Grow one"),
        ("the first paper", "the first paper"),
        ("the teapot paper", "the teapot paper"),
    ],
)
def test_the_paper_of_some_words_is_told_by_its_title(reader, question, told) -> None:
    asked = f"when was {question} reviewed"
    assert with_titles(asked, reader.names, reader.library) == f"when was {told} reviewed"


def test_all_words_for_no_records_must_belong_to_a_title(reader) -> None:
    said = all_as_titles("when was pruning listening done", ["pruning", "listening"], reader.names)
    assert said == "when was Quietnet: Pruning by Listening done"
    assert (
        all_as_titles("when was pruning teapots done", ["pruning", "teapots"], reader.names) == ""
    )


def test_the_survey_on_what_a_work_is_about_is_another_work() -> None:
    reader = make_reader({"notes.txt": REVIEW, "garden.txt": SURVEY})
    works = [w.model_copy(update={"kind": "survey" if "Survey" in w.name else "method"})
             for w in reader.library.works]  # fmt: skip
    library = Library(documents=reader.library.documents, works=tuple(works))
    told = with_titles("when was the Quietnet survey covered?", reader.names, library)
    assert told == "when was the A Survey on Pruning by Listening paper covered?"
    told = with_titles("when was the Quietnet benchmark covered?", reader.names, library)
    assert told == "when was the Quietnet benchmark covered?"


@pytest.mark.parametrize(
    "question",
    [
        "when were Quietnet and Model Gardens reviewed?",
        "links to Quietnet and Model Gardens",
        "who reviewed Model Gardens and Quietnet",
    ],
)
def test_each_work_that_is_named_is_told_of(reader, question) -> None:
    made = answer(question, reader)
    assert {c.paper_id for c in made.citations} == {"2401.00001", "2401.00002"}


def test_a_work_among_several_that_has_no_link_is_told() -> None:
    reader = make_reader({"notes.txt": REVIEW, "garden.txt": GARDEN})
    notes, garden = reader.library.documents
    bare = garden.sources[0].model_copy(update={"links": (), "arxiv_id": None})
    documents = (notes, garden.model_copy(update={"sources": (bare,)}))
    library = Library(documents=documents, works=reader.library.works)
    asked = "links to Quietnet and Model Gardens and How They Grow"
    made = answer(asked, replace(reader, library=library))
    assert {c.paper_id for c in made.citations} == {"2401.00001"}
    assert "No text here gives a link to “Model Gardens and How They Grow”." in made.text


def test_a_period_within_a_title_limits_no_list() -> None:
    garden = GARDEN.replace("Model Gardens and How They Grow", "Model Gardens in 2023 at Large")
    reader = make_reader({"notes.txt": REVIEW, "garden.txt": garden})
    told = answer("What is the gardens at large review about?", reader)
    assert told.status == "answered"
    assert {c.paper_id for c in told.citations} == {"2401.00002"}
