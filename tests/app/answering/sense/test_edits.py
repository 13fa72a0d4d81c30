"""Small changes to a text that is otherwise repeated."""

import pytest

from app.answering.sense.edits import turned

QUOTE = (
    "At its core the challenge is to keep one or two layers, and more noise helps on long mazes."
)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (QUOTE.replace("is to", "is not to"), "negates “to”"),
        (QUOTE.replace("more noise", "less noise"), "“less”, the other “more”"),
        (QUOTE.replace("helps", "never helps"), "negates “helps”"),
        ("More noise hardly helps on long mazes.", "negates “helps”"),
    ],
)
def test_a_word_that_turns_the_sense_is_seen(statement: str, reason: str) -> None:
    assert reason in (turned(statement, QUOTE) or "")
    assert turned(QUOTE, statement) is not None


def test_a_number_in_the_place_of_another_is_seen_though_the_quote_has_both() -> None:
    quote = "The score runs from 0 for bad nets to 1 for good nets."
    assert turned(quote.replace("0", "1"), quote) == "one says “1”, the other “0”"
    assert turned("It takes 1.5 s on average here.", "It takes 1500 ms on average here.") is None


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        (QUOTE, QUOTE),
        (QUOTE.replace("noise", "loud noise"), QUOTE),
        ("More noise does not only help, it helps on long mazes.", "More noise helps on mazes."),
        ("It is not large.", "We like nets, of which some are large and some small."),
    ],
)
def test_other_changes_are_none(statement: str, quote: str) -> None:
    assert turned(statement, quote) is None
