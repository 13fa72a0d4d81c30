import pytest

from index.followup import ALONE, EMPTY, LEANING, NAMING, POINTING, weight_of_history
from index.search import Searcher


@pytest.mark.parametrize(
    "turn",
    [
        "and what did it cost?",
        "does their owl see?",
        "is it better than owls",
        "why not do that?",
        "what's the difference to owls?",
        "and what is different from an owl?",
        "why an owl?",
        "But why kettles",
    ],
)
def test_a_turn_that_points_back_is_about_what_was_before(turn: str) -> None:
    assert weight_of_history(turn) == POINTING > LEANING
    assert weight_of_history(turn, names_work=True) == NAMING < LEANING


@pytest.mark.parametrize("turn", ["what about the other way round", "and kettles?", "why Kettles"])
def test_a_turn_that_goes_on_leans(turn: str) -> None:
    assert weight_of_history(turn) == LEANING


@pytest.mark.parametrize(
    "turn",
    [
        "Different topic: kettles?",
        "and that other paper, with violins?",
        "back to owls",
        "switching: owls?",
    ],
)
def test_a_turn_that_says_other_is_not_dragged_back(turn: str) -> None:
    assert weight_of_history(turn) == 0


@pytest.mark.parametrize(
    "turn",
    [
        "Which kettle boils sooner?",
        "is it possible to tune violins",
        "which rule says by proof that owls see?",
    ],
)
def test_a_turn_of_its_own_hardly_counts_the_one_before(turn: str) -> None:
    assert weight_of_history(turn) == ALONE


def test_a_turn_without_a_word_of_its_own_is_about_what_was_before() -> None:
    assert weight_of_history("why?", has_words=False) == EMPTY


@pytest.mark.parametrize(
    ("history", "turn", "first"),
    [
        (["violin"], "and in the snow?", "c-violins"),
        (["owl"], "and in the snow?", "b-owls"),
        (["owl"], "does it see?", "b-owls"),
        (["owl"], "does it see as a violin tuning?", "c-violins"),
        (["owl"], "Different topic: a kettle at the harbour", "a-kettles"),
        (["owl"], "a kettle at the harbour", "a-kettles"),
        (["", " "], "a kettle at the harbour", "a-kettles"),
    ],
)
def test_history_counts_where_a_turn_leans_on_it(
    searcher: Searcher, history: list[str], turn: str, first: str
) -> None:
    assert searcher.search(turn, history=history).hits[0].paper_id == first
