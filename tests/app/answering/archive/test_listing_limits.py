"""Lists limited by what is told where, by people, parts of months, and the ends of periods."""

import pytest

from app.answering.answer import answer
from app.answering.archive.listing import read_listing


def test_what_was_posted_is_told_in_a_thread(reader) -> None:
    wanted = read_listing("which works are from a Bluesky thread?", reader.library)
    assert wanted is not None
    assert (wanted.filters.told_in, wanted.subject) == ("thread", "")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Besides Rita, who wrote reviews?", ["**Omar (1 work)**"]),
        ("Who else reviews, apart from Omar?", ["**Rita (1 work)**"]),
        (
            "how many people wrote reviews?",
            ["2 people, 2 works:", "Omar (1 work)", "Rita (1 work)"],
        ),
        ("How many reviews per month?", ["2 works", "March 2025 (1 work)", "April 2025 (1 work)"]),
        ("reviews by year", ["2025 (2 works)"]),
        ("how many reviews in 2024 and how many in 2025?", ["2025 (2 works)"]),
        ("how many reviews did each person write?", ["Omar (1 work)", "Rita (1 work)"]),
    ],
)
def test_people_and_months_are_counted(reader, question, said) -> None:
    text = answer(question, reader).text
    assert all(part in text for part in said)
    assert text.count("\n- ") + text.startswith("- ") == sum("(" in part for part in said)


@pytest.mark.parametrize(
    ("question", "works"),
    [
        ("Which was the first and which the last review?", ["2401.00001", "2401.00002"]),
        ("oldest and newest review of March 2025", ["2401.00001"]),
        ("April 2025: which papers were reviewed?", ["2401.00002"]),
        ("please help me find reviews from the first days of April 2025", ["2401.00002"]),
        ("could you list the reviews of late March and early April 2025?", ["2401.00002"]),
        ("When did Omar review?", ["2401.00002"]),
        ("Which reviews came out between 1 and 5 March 2025?", ["2401.00001"]),
        ("What was reviewed in the third week of April 2025?", []),
        ("What was reviewed in early April 2025?", ["2401.00002"]),
    ],
)
def test_both_ends_and_parts_of_a_month_are_listed(reader, question, works) -> None:
    assert [c.paper_id for c in answer(question, reader).citations] == works


@pytest.mark.parametrize(
    "question",
    [
        "Which papers were not reviewed by Rita?",
        "which reviews are not by Rita?",
        "reviews by anyone but Rita",
        "Which reviews were written without Rita?",
    ],
)
def test_what_is_by_others_is_listed(reader, question) -> None:
    assert {c.paper_id for c in answer(question, reader).citations} == {"2401.00002"}


def test_where_nothing_is_by_others_that_is_said(reader) -> None:
    made = answer("which reviews in March 2025 are not by Rita?", reader)
    assert made.status == "abstained"
    assert "not by Rita" in made.text


@pytest.mark.parametrize(
    "question",
    [
        "Which papers did Rita not review?",
        "Which reviews weren't written in April 2025?",
    ],
)
def test_what_no_record_says_is_not_listed(reader, question) -> None:
    made = answer(question, reader)
    assert made.status == "abstained"
    assert "not by what they do not say" in made.text


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("the first review of each month", "*The first by its date in each month:*"),
        ("what is the last review of every year?", "*The last by its date in each year:*"),
    ],
)
def test_the_ends_of_each_period_are_listed(reader, question, head) -> None:
    made = answer(question, reader)
    assert made.text.startswith(head)
    years = "year" in question
    works = ["2401.00002"] if years else ["2401.00001", "2401.00002"]
    assert [c.paper_id for c in made.citations] == works
