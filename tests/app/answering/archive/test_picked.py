"""A place in the list of the turn before."""

import pytest

from app.answering.answer import answer
from app.answering.archive.picked import picked

LIST = "papers reviewed in 2025"


@pytest.mark.parametrize(
    ("turn", "work"),
    [
        ("Tell me more about the second one", "2401.00002"),
        ("when was the first of them reviewed?", "2401.00001"),
        ("what is the last one about?", "2401.00002"),
        ("and the second?", "2401.00002"),
        ("tell me about number 1", "2401.00001"),
    ],
)
def test_a_place_is_of_the_list_before(reader, turn, work) -> None:
    assert answer(turn, reader, [LIST]).citations[0].paper_id == work


def test_the_next_place_is_of_the_same_list(reader) -> None:
    made = answer("and the first?", reader, [LIST, "tell me about the second one"])
    assert {c.paper_id for c in made.citations} == {"2401.00001"}


@pytest.mark.parametrize(
    ("turn", "history"),
    [
        ("what is the first step?", [LIST]),
        ("what was the second paper reviewed here?", [LIST]),
        ("tell me about the second one", ["What does Quietnet prune?"]),
        ("tell me about the second one", []),
    ],
)
def test_a_place_in_nothing_listed_is_none(turn, history) -> None:
    assert picked(turn, history, lambda turn: turn == LIST) is None


def test_a_place_beyond_the_list_points_to_no_work(reader) -> None:
    made = answer("tell me about the ninth one", reader, [LIST])
    assert made.status == "abstained"
