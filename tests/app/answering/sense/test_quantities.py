"""Numbers with their units: what a quote has and what it lacks."""

import pytest

from app.answering.sense.quantities import lacking, quantities


@pytest.mark.parametrize(
    ("statement", "quote", "reason"),
    [
        ("It takes 5 ms.", "It takes 5 s.", "the quote says 5 s, not 5 ms"),
        ("It gains 41.2%.", "It gains 41.2 percentage points.", "not 41.2%"),
        ("It reaches 71.2.", "It reaches 41.2.", "does not have 71.2"),
        ("Data repeat for up to 4 epochs.", "Data repeat for up to 40 epochs.", "not have 4"),
        ("It takes at least 4 epochs.", "It takes up to 4 epochs.", "at most 4, not at least"),
        ("Fewer than 5 layers go.", "More than 5 layers go.", "at least 5, not at most"),
        ("A model of 334M weights.", "A model of 334B weights.", "not have 334M"),
        ("It needs 3 GB.", "It needs 3 MB.", "3 MB, not 3 GB"),
        ("It is three times faster.", "It is twice as fast.", "not have three times"),
        ("Version 1.2.3 is used.", "Version 1.2.4 is used.", "not have 1.2.3"),
        ("It takes 5 hours.", "It takes 5.", "5, not 5 hours"),
        ("It saw a million examples.", "It saw 1000 examples.", "not have a million"),
        ("It saw half a million.", "It saw a million.", "not have half a million"),
        ("It needs twenty steps.", "It needs thirty steps.", "not have twenty"),
        ("It needs twenty-five steps.", "It needs twenty steps.", "not have twenty-five"),
        ("A third of the layers go.", "Half of the layers go.", "not have A third"),
        ("Two thirds of them go.", "A third of them go.", "not have Two thirds"),
    ],
)
def test_another_number_or_unit_is_lacking(statement: str, quote: str, reason: str) -> None:
    assert reason in (lacking(statement, quote) or "")


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("It takes 1.5 s.", "It takes 1500 ms."),
        ("It takes 5 hours.", "It takes 300 minutes."),
        ("It gains 41.2 percent.", "It gains 41.2%."),
        ("It has 1.3 billion weights.", "It is a 1.3B model."),
        ("Four epochs do.", "It repeats for up to 4 epochs."),
        ("It is twice as fast.", "It is 2x faster."),
        ("It runs 10k steps.", "It runs 10,000 steps."),
        ("Known since the 1980s.", "Known since the 1980s."),
        ("It keeps 5.", "It keeps 5% of them."),
        ("No number here.", "Nor here."),
        ("It saw a million tokens.", "It saw 1M tokens."),
        ("It saw two hundred thousand.", "It saw 200,000."),
        ("Half the layers go.", "Up to 50% of the layers go."),
        ("A quarter as many do.", "25% do."),
        ("The third stage and the second half of it.", "Nothing here."),
        ("Half precision, a third option.", "Nothing here."),
    ],
)
def test_the_same_quantity_in_other_words_is_not(statement: str, quote: str) -> None:
    assert lacking(statement, quote) is None


def test_quantities_are_read_with_unit_and_bound() -> None:
    first, second = quantities("In under 30 ms, over 2 million tokens.")
    assert (first.shown, first.value, first.unit, first.bound) == ("30 ms", 30, "time", "at most")
    assert first.base == pytest.approx(0.03)
    assert (second.value, second.unit, second.bound) == (2e6, None, "at least")
