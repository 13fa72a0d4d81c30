"""Days that go by a name, or that stand apart from their month, as dates."""

from datetime import date

import pytest

from index.days import find_days
from index.named_days import in_dates

TODAY = date(2026, 3, 4)
"""A Wednesday."""
KNOWN = ("2024-11-22", "2024-12-02", "2024-12-30", "2025-01-01", "2025-03-29", "2025-04-03")


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("on Christmas day 2024", (2024, 12, 25), (2024, 12, 25)),
        ("on Christmas Eve of 2024", (2024, 12, 24), (2024, 12, 24)),
        ("of Christmas", (2024, 12, 25), (2024, 12, 25)),
        ("before christmas 2024 in December", (2024, 12, 1), (2024, 12, 24)),
        ("in December 2024, before Christmas", (2024, 12, 1), (2024, 12, 24)),
        ("around Christmas 2024", (2024, 12, 22), (2024, 12, 28)),
        ("of the day after Christmas 2024", (2024, 12, 26), (2024, 12, 26)),
        ("from two days after Christmas 2024", (2024, 12, 27), (2024, 12, 27)),
        ("in the two weeks after Christmas 2024", (2024, 12, 26), (2025, 1, 8)),
        ("from the week before Christmas 2024", (2024, 12, 18), (2024, 12, 24)),
        ("between Christmas 2024 and New Year", (2024, 12, 25), (2025, 1, 1)),
        ("on new year's day 2025", (2025, 1, 1), (2025, 1, 1)),
        ("on New Year’s Eve 2024", (2024, 12, 31), (2024, 12, 31)),
        ("on Valentine's Day 2025", (2025, 2, 14), (2025, 2, 14)),
        ("in July 2025 after the 20th", (2025, 7, 21), (2025, 7, 31)),
        ("before the 10th in December 2024", (2024, 12, 1), (2024, 12, 9)),
        ("in December since the 10th", (2024, 12, 10), (2024, 12, 31)),
        ("in March 2025 from the 5th to the 11th", (2025, 3, 5), (2025, 3, 11)),
        ("in May 2025 on the 9th", (2025, 5, 9), (2025, 5, 9)),
        ("from the 5th to the 11th of March 2025", (2025, 3, 5), (2025, 3, 11)),
        ("on 29.03", (2025, 3, 29), (2025, 3, 29)),
        ("between 29.03 and 03.04", (2025, 3, 29), (2025, 4, 3)),
        ("of last May", (2025, 5, 1), (2025, 5, 31)),
        ("from last February", (2026, 2, 1), (2026, 2, 28)),
        ("of last week", (2026, 2, 23), (2026, 3, 1)),
        ("in the last month", (2026, 2, 1), (2026, 2, 28)),
        ("this year", (2026, 1, 1), (2026, 12, 31)),
        ("in 2025 that came out before April", (2025, 1, 1), (2025, 3, 31)),
    ],
)
def test_a_named_day_is_a_date(text, since, until) -> None:
    days, _ = find_days(in_dates(f"reviews {text}", TODAY), KNOWN)
    assert days is not None
    assert (days.since, days.until) == (date(*since), date(*until))


@pytest.mark.parametrize(
    "text",
    [
        "it rose from 12.5 to 14.1 on 3.25 tasks",
        "after the 20th step of training in July 2025",
        "after the 20th in July and in May 2025",
        "the last week of August",
        "between the 5th and the 11th of April 2025",
        "the Christmas holidays",
        "a new year of reviews",
    ],
)
def test_what_is_no_such_day_stays(text) -> None:
    assert in_dates(text, TODAY) == text


def test_the_turn_of_a_year_is_the_one_in_which_days_are_known() -> None:
    text = in_dates("reviews between Christmas and New Year 2024", TODAY)
    assert find_days(text, []) == (None, [])
    for known, first in (("2024-12-30", 2024), ("2023-12-28", 2023)):
        days = find_days(text, [known])[0]
        assert days is not None
        assert (days.since, days.until) == (date(first, 12, 25), date(first + 1, 1, 1))


def test_a_last_month_without_a_day_is_the_latest_that_has_one() -> None:
    dated, today = ["2024-12-10", "2023-12-01", "2025-03-01"], date(2026, 11, 27)
    assert in_dates("reviews from last December", today, dated).endswith("December 2024")
    assert in_dates("reviews of last march", today, dated).endswith("March 2025")
    assert in_dates("reviews from last December", today, ["2025-12-01"]).endswith("December 2025")
    assert in_dates("reviews from last December", today).endswith("December 2025")
    assert in_dates("reviews of September '25", today) == "reviews of September 2025"
    assert in_dates("the last may fail", today, dated) == "the last may fail"
