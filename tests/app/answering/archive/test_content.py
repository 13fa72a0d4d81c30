"""Content asked for with the words for a record."""

import pytest

from app.answering.archive.content import of_content
from app.answering.archive.recorded import from_records
from app.answering.turn import read_turn
from tests.app.invented import make_reader

READER = make_reader()


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("When is the third layer released?", "out"),
        ("When did pruning appear?", "out"),
        ("Who covers more ground, trees or weeds?", "who"),
        ("Who reviews the code that the gardener writes?", "who"),
        ("Who is behind the gain in Quietnet?", "by"),
        ("When was the third layer of Quietnet released?", "out"),
        ("Who reviews the gardener's work?", "who"),
        ("Who generates the reviews in the pruning data?", "who"),
        ("Who is mentioned as a founder in a review of pruning?", "who"),
        ("Who are the reviewers in the debate on pruning?", "who"),
        ("Which reviewer agent gives the highest score?", "who"),
        ("Which paper shows a link to pruning?", "link"),
        ("Which papers link layers to weeds, and not to arXiv numbers?", "link"),
    ],
)
def test_who_and_when_of_something_in_a_work_is_content(question, what) -> None:
    assert from_records(read_turn(question, [], READER), READER) is None
    assert of_content(what, question, {"quietnet"} if "Quietnet" in question else None)


@pytest.mark.parametrize(
    "question",
    [
        "When was Quietnet released?",
        "When did the paper on pruning appear?",
        "Who covers Quietnet?",
        "Who reviewed pruning by listening?",
        "Who is behind Quietnet?",
        "When was the review of Quietnet written?",
        "What is the link to the paper on pruning?",
    ],
)
def test_who_and_when_of_a_work_is_a_record(question) -> None:
    assert from_records(read_turn(question, [], READER), READER)
