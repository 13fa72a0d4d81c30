"""Who does what to whom."""

import pytest

from app.answering.sense.roles import swapped


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Alpha outperforms Beta.", "Alpha is outperformed by Beta."),
        ("Alpha outperforms Beta.", "On mazes, Beta outperforms Alpha."),
        ("Alpha is better than Beta.", "Beta is better than Alpha."),
        ("Alpha forgets less than Beta.", "Beta forgets much less than Alpha."),
        ("Pruning causes noise.", "Pruning is caused by noise."),
        ("The large model was taught by the small one.", "The large model teaches the small one."),
    ],
)
def test_exchanged_sides_are_told(statement: str, quote: str) -> None:
    assert "are exchanged" in (swapped(statement, quote) or "")


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Alpha outperforms Beta.", "Beta is outperformed by Alpha on mazes."),
        ("Alpha outperforms Beta.", "Here Alpha outperforms Beta; it is small."),
        ("Alpha forgets less than Beta.", "We see that Alpha forgets less than Beta."),
        ("Alpha is good.", "Beta outperforms Alpha."),
        ("Alpha is faster than Beta.", "Alpha is more exact than Beta."),
    ],
)
def test_sides_in_place_are_not(statement: str, quote: str) -> None:
    assert swapped(statement, quote) is None
