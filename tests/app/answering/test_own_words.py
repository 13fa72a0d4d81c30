"""A question without the names of the work that it asks about."""

import pytest

from app.answering.own_words import without_names

NAMES = ("Model Gardens and How They Grow: A Survey", "GARDN", "the Plot")


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("GARDN: how much memory does it take?", ": how much memory does it take?"),
        ('What does "Model Gardens and How They Grow" say of memory?', "What does say of memory?"),
        # three words of a name in a row are enough, two are not
        ("how do model gardens and weather go together?", "how do weather go together?"),
        ("how do model gardens grow?", "how do model gardens grow?"),
        # "and how they" tells nothing
        ("what are plots and how they are dug", "what are plots and how they are dug"),
        ("Does (GARDN) forget?", "Does forget?"),
    ],
)
def test_names_are_taken_out(asked: str, left: str) -> None:
    assert without_names(asked, NAMES) == left


def test_a_question_that_is_but_a_name_stays() -> None:
    assert without_names("What is GARDN?", NAMES) == "What is GARDN?"
