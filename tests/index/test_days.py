"""Days that a text names, as one range."""

from datetime import date

import pytest

from index.days import find_days

JULY = tuple(f"2025-07-{day}" for day in range(10, 30))
KNOWN = ("2025-03-01", "2025-05-05", "2025-06-01", "2024-11-22", *JULY)
MISPRINT = "2024-07-27"


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("between 1 and 10 March 2025", (2025, 3, 1), (2025, 3, 10)),
        ("between March 1 and 10, 2025", (2025, 3, 1), (2025, 3, 10)),
        ("between 28 March and 5 May 2025", (2025, 3, 28), (2025, 5, 5)),
        ("5-12 May 2025", (2025, 5, 5), (2025, 5, 12)),
        ("5–12 May", (2025, 5, 5), (2025, 5, 12)),
        ("the 1st to the 5th of June", (2025, 6, 1), (2025, 6, 5)),
        ("from 3 to 7 March", (2025, 3, 3), (2025, 3, 7)),
        ("March 1-10, 2025", (2025, 3, 1), (2025, 3, 10)),
        ("in the first week of March", (2025, 3, 1), (2025, 3, 7)),
        ("second week of March 2025", (2025, 3, 8), (2025, 3, 14)),
        ("the last week of May", (2025, 5, 25), (2025, 5, 31)),
        ("the first ten days of March", (2025, 3, 1), (2025, 3, 10)),
        ("second half of March 2025", (2025, 3, 16), (2025, 3, 31)),
        ("the week of 10 March 2025", (2025, 3, 10), (2025, 3, 16)),
        ("the last day of 2024", (2024, 12, 31), (2024, 12, 31)),
        ("first week of 2025", (2025, 1, 1), (2025, 1, 7)),
        ("early March", (2025, 3, 1), (2025, 3, 10)),
        ("mid-March 2025", (2025, 3, 11), (2025, 3, 20)),
        ("at the end of May 2025", (2025, 5, 21), (2025, 5, 31)),
        ("early 2025", (2025, 1, 1), (2025, 4, 30)),
        ("first three months of 2025", (2025, 1, 1), (2025, 3, 31)),
        ("in May and June 2025", (2025, 5, 1), (2025, 6, 30)),
        ("late March and early April 2025", (2025, 3, 21), (2025, 4, 10)),
        ("the first days of May", (2025, 5, 1), (2025, 5, 10)),
        ("in the winter of 2024/25", (2024, 12, 1), (2025, 2, 28)),
        ("in winter 2023-2024", (2023, 12, 1), (2024, 2, 29)),
        ("in 2025's summer", (2025, 6, 1), (2025, 8, 31)),
        ("in the summer months of 2025", (2025, 6, 1), (2025, 8, 31)),
        ("eight days after 1 May 2025", (2025, 5, 9), (2025, 5, 9)),
        ("in the twelve days after 1 May 2025", (2025, 5, 2), (2025, 5, 13)),
        ("in the first week after 1 May 2025", (2025, 5, 2), (2025, 5, 8)),
        ("a month after 1 May 2025", (2025, 5, 29), (2025, 6, 4)),
        ("three months before 31 May 2025", (2025, 2, 25), (2025, 3, 3)),
        ("in the month after 5 May 2025", (2025, 5, 6), (2025, 6, 5)),
        ("on the first Monday of March 2025", (2025, 3, 3), (2025, 3, 3)),
        ("the last friday in May", (2025, 5, 30), (2025, 5, 30)),
        ("older than May 2025", None, (2025, 4, 30)),
        ("up to and including 3 May 2025", None, (2025, 5, 3)),
        ("H2 2025", (2025, 7, 1), (2025, 12, 31)),
        ("from March 2025 onwards", (2025, 3, 1), None),
        ("prior to May 2025", None, (2025, 4, 30)),
        ("by the end of May", None, (2025, 5, 31)),
        ("after 1 March and before 10 May 2025", (2025, 3, 2), (2025, 5, 9)),
        ("since March until May 2025", (2025, 3, 1), (2025, 5, 31)),
    ],
)
def test_a_range_is_read(text, since, until) -> None:
    days, _ = find_days(f"reviews {text}", KNOWN)
    assert days is not None
    assert (days.since, days.until) == tuple(d and date(*d) for d in (since, until))


def test_a_misprinted_year_does_not_hide_a_month() -> None:
    days, _ = find_days("reviews in the 3rd week of July", (*KNOWN, MISPRINT))
    assert days is not None
    assert (days.since, days.until) == (date(2025, 7, 15), date(2025, 7, 21))
    assert find_days("reviews in March", (*KNOWN, "2024-03-09")) == (None, [])


@pytest.mark.parametrize(
    "text",
    [
        "31 to 35 May 2025",
        "10 to 5 May 2025",
        "March 2025 and June 2025",
        "may it march on",
        "several days after 1 May 2025",
        "on the weekend after 1 May 2025",
        "in winter 2024",
        "in the winter months of 2024",
        "in early winter 2024",
        "in 2024's winter",
        "in winter 2024/26",
        "from spring to winter 2024",
        "after 31.12.9999",
        "the day after 9999-12-31",
        "999999 days before 1 March 2025",
        "9999999999 weeks after 1 March 2025",
        "week 3",
    ],
)
def test_what_is_no_range_is_none(text) -> None:
    assert find_days(text, KNOWN) == (None, [])
