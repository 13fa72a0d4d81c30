"""What is so of one alone: the most, the first, the best."""

import pytest

from app.answering.sense.exclusive import given_to_another, given_to_opposite


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("Why was Kite the most patient bird?", "Owl was the most patient of them all.", True),
        ("Why was Kite the most patient bird?", "In the end Owl proved the most patient.", True),
        # both are named, or neither
        ("Why was Kite the most patient bird?", "Kite, not Owl, was the most patient.", False),
        ("Was Owl the most patient bird, and not Kite?", "Owl was the most patient.", False),
        ("Which bird was the most patient?", "Owl was the most patient.", False),
        ("Why was Kite the most patient bird?", "They were the most patient.", False),
        # of another thing, and a mere best or first may be of many things
        ("Why was Kite the most patient bird?", "Owl was the most hungry.", False),
        ("Why was Kite the best bird?", "Owl was the best.", False),
    ],
)
def test_what_is_the_most_of_one_is_not_so_of_another(question, said, other) -> None:
    assert given_to_another(question, said) is other


@pytest.mark.parametrize(
    ("question", "said", "opposite"),
    [
        ("Why do low branches fall first?", "The higher branches fall first.", True),
        ("Why do low branches fall?", "The higher branches fall first.", False),
        ("Why do low branches fall first?", "Branches fall first.", False),
        ("Why is the comb the strongest part?", "The comb is its weakest part.", True),
        ("Why is the comb the strongest part?", "The comb is its weakest point.", False),
        ("Which part is the weakest?", "The comb is the weakest part.", False),
    ],
)
def test_the_first_and_the_strongest_have_opposites(question, said, opposite) -> None:
    assert given_to_opposite(question, said) is opposite
