"""The guard on numbers, negation and direction."""

import pytest

from app.answering.sense.agreement import disagreement, numbers


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Momentum is useful in this regime.", "Momentum is not useful in this regime."),
        ("It reaches 71.2 percent.", "It reaches 41.2 percent."),
        ("Model A can solve the maze.", "Model A cannot solve the maze."),
        ("The small net forgets less.", "The small net forgets more."),
        ("Training fails to converge.", "Training does converge, and converges fast."),
        ("It takes three steps.", "It takes 4 steps."),
        ("Accuracy increases with depth.", "Accuracy decreases with depth."),
    ],
)
def test_one_changed_fact_is_a_disagreement(statement: str, quote: str) -> None:
    assert disagreement(statement, quote) is not None


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("It reaches 41.2% here.", "It reaches 41.2 percent here."),
        ("Ten thousand aside, 10,000 steps do.", "ten and 10000 steps do"),
        ("Four epochs do no harm.", "Repeating for 4 epochs does no harm."),
        ("It fails to learn.", "It does not learn."),
        ("The net is small.", "The net is small, but the gain is not useful."),
        ("Layers can be cut.", "Layers can be cut without loss of accuracy."),
        ("It is not useful on short mazes.", "On short mazes it is not useful."),
        ("The net suffers less from noise.", "It learns high tones more quickly."),
    ],
)
def test_other_wording_is_none(statement: str, quote: str) -> None:
    assert disagreement(statement, quote) is None


def test_numbers_are_read_as_written() -> None:
    assert numbers("two of 10,000 at 0.50 and 1e-14, not v3") == {"2", "10000", "0.5", "1e-14"}
