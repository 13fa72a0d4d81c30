"""A place in the list of the turn before."""

import pytest

from app.answering.answer import answer
from app.answering.archive.picked import picked
from tests.app.invented import GARDEN, REVIEW, make_reader

LIST = "papers reviewed in 2025"


@pytest.mark.parametrize(
    ("turn", "work"),
    [
        ("Tell me more about the second one", "2401.00002"),
        ("when was the first of them reviewed?", "2401.00001"),
        ("what is the last one about?", "2401.00002"),
        ("and the second?", "2401.00002"),
        ("tell me about number 1", "2401.00001"),
        ("who reviewed the second, and when?", "2401.00002"),
        ("what is the idea of the second?", "2401.00002"),
        ("when was the second reviewed?", "2401.00002"),
        ("what does the second cost?", "2401.00002"),
    ],
)
def test_a_place_is_of_the_list_before(reader, turn, work) -> None:
    assert answer(turn, reader, [LIST]).citations[0].paper_id == work


def test_the_next_place_is_of_the_same_list(reader) -> None:
    made = answer("and the first?", reader, [LIST, "tell me about the second one"])
    assert {c.paper_id for c in made.citations} == {"2401.00001"}


def test_two_places_are_compared(reader) -> None:
    made = answer("compare the first with the second", reader, [LIST])
    assert {c.paper_id for c in made.citations} == {"2401.00001", "2401.00002"}
    assert picked("the first or the last?", [LIST], lambda _: True) == (0, (0, -1), "{} or {}?")


@pytest.mark.parametrize(
    ("turn", "frame"),
    [
        ("compare the first and second", "compare {} and {}"),
        ("first vs second", "{} vs {}"),
        ("Compare the first two papers.", "Compare {} and {}."),
        ("compare the first one with second one", "compare {} with {}"),
        ("what do the first and the second have in common?", "what do {} and {} have in common?"),
    ],
)
def test_two_places_need_no_article_each(turn, frame) -> None:
    assert picked(turn, [LIST], lambda _: True) == (0, (0, 1), frame)


@pytest.mark.parametrize(
    ("turn", "asked"),
    [
        ("when were the first and second reviewed?", "when were they reviewed?"),
        ("what do the first, the second and the last say?", "what do they say?"),
        ("what does the second say?", "what does it say?"),
        ("is the first better than the second?", ""),
        ("compare the first with the second", ""),
    ],
)
def test_what_is_asked_of_several_is_asked_of_them(turn, asked) -> None:
    found = picked(turn, [LIST], lambda _: True)
    assert found is not None
    assert found.of_all() == asked


@pytest.mark.parametrize(
    "turn", ["when were the first and second reviewed?", "is the first better than the second?"]
)
def test_both_are_answered_of(reader, turn) -> None:
    made = answer(turn, reader, [LIST])
    assert {c.paper_id for c in made.citations} == {"2401.00001", "2401.00002"}


def test_two_of_long_titles_are_compared_too() -> None:
    title = "Model Gardens and How They Grow Where No Others Would Ever Have Grown Before Them"
    garden = GARDEN.replace("Model Gardens and How They Grow", title)
    reader = make_reader({"notes.txt": REVIEW, "garden.txt": garden})
    made = answer("how do the first and the second differ?", reader, [LIST])
    assert {c.paper_id for c in made.citations} == {"2401.00001", "2401.00002"}


def test_what_another_work_is_called_is_looked_for_in_the_work_there(reader) -> None:
    made = answer("what does the second one say about Quietnet?", reader, [LIST])
    assert made.nearest[0].paper_id == "2401.00002"
    assert not made.citations


def test_another_place_is_asked_the_same(reader) -> None:
    made = answer("and the first?", reader, [LIST, "when was the second one reviewed?"])
    assert [c.quote for c in made.citations] == [
        "Rita's Paper Notes, 05.03.25: Quietnet: Pruning by Listening"
    ]


def test_what_follows_is_about_the_work_in_that_place(reader) -> None:
    turns = [LIST, "what does the second one cost?"]
    assert answer("and when was it reviewed?", reader, turns).citations[0].start_line == 1
    assert answer("and when was it reviewed?", reader, turns).citations[0].paper_id == "2401.00002"
    made = answer("how does it differ from the first?", reader, turns)
    assert {c.paper_id for c in made.citations} == {"2401.00001", "2401.00002"}


@pytest.mark.parametrize(
    ("turn", "history"),
    [
        ("what is the first step?", [LIST]),
        ("and the second?", [LIST, *["what of it?"] * 4]),
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
