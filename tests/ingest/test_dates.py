from dataclasses import FrozenInstanceError

import pytest

from ingest.dates import PrintedDate, find_dates, settle


@pytest.mark.parametrize(
    ("line", "printed", "readings"),
    [
        ("on 17.05.25:", "17.05.25", ("2025-05-17",)),
        ("-17.05.2025", "17.05.2025", ("2025-05-17",)),
        ("12/30/24 Lamps", "12/30/24", ("2024-12-30",)),
        ("03.04.25", "03.04.25", ("2025-04-03", "2025-03-04")),
        ("05.05.25", "05.05.25", ("2025-05-05",)),
        ("2025-06-11", "2025-06-11", ("2025-06-11",)),
        ("April 30, 2025 now", "April 30, 2025", ("2025-04-30",)),
        ("the 3rd of Sept. 2024", "3rd of Sept. 2024", ("2024-09-03",)),
        ("Mar. 1st 2024", "Mar. 1st 2024", ("2024-03-01",)),
        ("31.02.25", "31.02.25", ()),
    ],
)
def test_forms(line: str, printed: str, readings: tuple[str, ...]) -> None:
    (found,) = find_dates(line)
    assert (found.printed, found.readings) == (printed, readings)
    assert line[found.start : found.end] == printed


@pytest.mark.parametrize(
    "line", ["version 1.2.3.4", "192.168.10.12", "2401.00001", "p. 12.3", "5/6"]
)
def test_what_is_no_date(line: str) -> None:
    assert find_dates(line) == ()


def run(*printed: str | None) -> list[tuple[str | None, str | None]]:
    dates = [find_dates(text)[0] if text else None for text in printed]
    return [(day.iso, day.code) for day in settle(dates)]


def test_a_wrong_year_is_told_from_the_neighbours() -> None:
    assert run("23.06.25", "25.06.25", "27.06.2024", "29.06.25", "01.07.25")[2] == (
        "2025-06-27",
        "date-typo",
    )


def test_a_wrong_year_at_either_end() -> None:
    assert run("25.06.24", "27.06.25", "29.06.25")[0] == ("2025-06-25", "date-typo")
    assert run("25.12.24", "29.12.24", "02.01.24")[2] == ("2025-01-02", "date-typo")


def test_a_year_that_passes_is_no_typo() -> None:
    assert [code for _, code in run("20.12.24", "30.12.24", "02.01.25", "04.01.25")] == [None] * 4


def test_a_long_pause_is_no_typo() -> None:
    days = run("13.03.23", "15.03.23", "20.03.24", "22.03.24")
    assert [code for _, code in days] == [None] * 4


def test_one_slash_date_among_dots_puts_the_month_first() -> None:
    assert run("27.12.24", "28.12.24", "12/30/24", "31.12.24")[2] == (
        "2024-12-30",
        "date-month-first",
    )


def test_an_ambiguous_date_follows_the_habit_of_its_form() -> None:
    assert run("03/04/24", "03/14/24", "03/28/24")[0] == ("2024-03-04", None)
    assert run("03/04/24", "14/04/24", "28/04/24")[0] == ("2024-04-03", None)
    assert run("03.04.25", "15.04.25")[0] == ("2025-04-03", None)


def test_an_ambiguous_date_alone_follows_its_neighbours_and_says_so() -> None:
    assert run("2024-04-01", "05/04/24", "2024-04-09")[1] == ("2024-04-05", "date-ambiguous")


def test_impossible_and_absent_dates() -> None:
    assert run("31.02.25", None, "03.03.25") == [
        (None, "date-impossible"),
        (None, None),
        ("2025-03-03", None),
    ]


def test_records_are_frozen() -> None:
    found = find_dates("17.05.25")[0]
    assert isinstance(found, PrintedDate)
    with pytest.raises(FrozenInstanceError):
        found.printed = "x"  # type: ignore[misc]
