"""Which way a text says that something goes, and whether another says the reverse."""

import pytest

from app.answering.sense.directions import against, only_way, turns, ways
from app.answering.terms import stem


def stems(*words: str) -> frozenset[str]:
    return frozenset(map(stem, words))


def test_a_direction_is_of_the_plain_words_beside_it() -> None:
    way = only_way("On maps of Arctic the 12 owls forget more routes slowly at night")
    assert way is not None
    assert way.near == stems("owls", "forget", "routes", "slowly")
    # no name, no number, no word of asking
    named = only_way("Owls of Arctic more the 7 routes")
    assert named is not None
    assert named.near == frozenset()


def test_what_stands_on_both_sides_tells_neither() -> None:
    way = only_way("Owls forget more routes than owls")
    assert way is not None
    assert (way.left, way.right) == (stems("forget"), stems("routes"))


def test_each_direction_counts_and_a_denial_turns_it() -> None:
    more, not_more = only_way("Owls forget more"), only_way("Owls do not forget more")
    assert more is not None
    assert not_more is not None
    assert (more.pair, more.side) == (not_more.pair, 1 - not_more.side)
    assert len(list(ways("Owls forget more and larks forget less"))) == 2
    assert only_way("Owls forget more and larks forget less") is None
    assert only_way("Owls forget") is None


@pytest.mark.parametrize(
    ("said", "opposite"),
    [
        ("Owls forget less", [True]),
        ("Owls forget more", [False]),
        ("Owls do not forget less", [False]),
        ("The sea is less salty", []),  # of another thing
        ("Owls forget less, and owls forget more at night", [True, False]),
    ],
)
def test_a_text_turns_a_direction_of_the_same_thing(said: str, opposite: list[bool]) -> None:
    one = only_way("Owls forget more")
    assert one is not None
    assert turns(one, said) == opposite


def test_sides_that_are_exchanged_turn_a_direction_that_is_the_same() -> None:
    one, same, crossed, back = (
        next(ways(text))
        for text in (
            "Owls forget more than larks",
            "Owls forget less than larks",
            "Larks forget more than owls",
            "Larks forget less than owls",
        )
    )
    assert against(one, same) is True
    assert against(one, crossed) is True
    assert against(one, back) is False
