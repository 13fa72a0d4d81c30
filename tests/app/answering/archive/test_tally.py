"""Questions that sum the archive up, over the invented library of two reviews."""

import pytest

from app.answering.answer import answer
from app.answering.archive.among import NO_SUM
from app.answering.archive.tally import read_tally
from app.answering.archive.wording import read_wording
from tests.app.invented import GARDEN, REVIEW, TEXTS, THREAD, make_reader


@pytest.mark.parametrize(
    ("question", "head", "works"),
    [
        ("What is the longest review?", "*By the number of its words (", ["2401.00001"]),
        ("What is the shortest review in March 2025?", "*By the number of", ["2401.00001"]),
        (
            "Which weekday has the most reviews in April 2025?",
            "*Most reviews bear a date that is a Wednesday: 1 review.* *(2025-04-01..2025-04-30)*",
            ["2401.00002"],
        ),
        (
            "Which month of 2025 has the fewest Wednesday reviews by Omar?",
            "*Fewest reviews bear a date of April 2025: 1 review.*",
            ["2401.00002"],
        ),
        ("shortest review here", "*By the number of its words (", ["2401.00002"]),
        ("which weekday was Quietnet reviewed on?", "*2025-03-05 was a Wednesday", ["2401.00001"]),
        (
            "on which day of the week does Rita review most often?",
            "*Most reviews bear a date that is a Wednesday: 1 review.* *(by Rita)*",
            ["2401.00001"],
        ),
        ("papers reviewed on a Wednesday", "- **Quietnet", ["2401.00001", "2401.00002"]),
        ("papers reviewed on Wednesdays in April 2025", "- **Model Gardens", ["2401.00002"]),
        (
            "how many days between the reviews of Quietnet and Model Gardens and How They Grow?",
            "*35 days lie between 2025-03-05 and 2025-04-09",
            ["2401.00001", "2401.00002"],
        ),
        (
            "Which was reviewed first, Model Gardens and How They Grow or Quietnet?",
            "*“Quietnet: Pruning by Listening” was reviewed before “Model Gardens",
            ["2401.00001", "2401.00002"],
        ),
        (
            "how many days are there between the first and the last review?",
            "*35 days lie between 2025-03-05 and 2025-04-09",
            ["2401.00001", "2401.00002"],
        ),
        (
            "which month has the most reviews",
            "*Most reviews bear a date of March 2025 and April 2025: 1 review.",
            ["2401.00001", "2401.00002"],
        ),
    ],
)
def test_a_sum_is_told_with_the_lines_of_its_works(reader, question, head, works) -> None:
    made = answer(question, reader)
    assert made.text.startswith(head)
    assert [c.paper_id for c in made.citations] == works
    assert {c.start_line for c in made.citations} == {1}


def test_a_sum_is_asked_after_any_turn() -> None:
    reader = make_reader(threshold=0.3)
    made = answer("Which month has the most reviews?", reader, ["What does Quietnet prune?"])
    assert made.text.startswith("*Most reviews bear a date of")
    made = answer("which weekday was it reviewed on?", reader, ["What does Quietnet prune?"])
    assert made.text.startswith("*2025-03-05 was a Wednesday")


@pytest.mark.parametrize(
    "question",
    [
        "what is the longest review of pruning?",
        "which layers have the shortest input?",
        "which month has most rain?",
        "what does the review say of training on a Monday?",
    ],
)
def test_a_sum_over_something_else_is_none(reader, question) -> None:
    asked = read_wording(question, reader.names, reader.library)
    assert read_tally(asked, (), reader.library) is None


def test_reviews_of_one_day_are_told() -> None:
    garden = GARDEN.replace("09.04.25", "05.03.25")
    reader = make_reader({"notes.txt": REVIEW, "garden.txt": garden})
    made = answer("Which two reviews appeared on the same day?", reader)
    assert made.text.startswith("*By the dates that they bear, these share their day")
    assert len(made.citations) == 2
    alone = answer("Which two reviews appeared on the same day?", make_reader())
    assert "share their day" not in alone.text


@pytest.mark.parametrize(
    ("question", "head"),
    [
        (
            "Which was reviewed first, Model Gardens and How They Grow or Quietnet?",
            "*“Quietnet: Pruning by Listening” was reviewed before “Model Gardens",
        ),
        (
            "how many days between the reviews of Quietnet and Model Gardens and How They Grow?",
            "*35 days lie between 2025-03-05 and 2025-04-09",
        ),
        (
            "on which weekday was Model Gardens and How They Grow reviewed?",
            "*2025-04-09 was a Wednesday:*",
        ),
    ],
)
def test_the_day_of_a_thread_is_none_of_a_review(question, head) -> None:
    reader = make_reader(TEXTS | {"thread.txt": THREAD})
    assert reader.library.works_by_id["2401.00002"].dates[0] == "2024-12-10"
    assert answer(question, reader).text.startswith(head)


@pytest.mark.parametrize(
    "question",
    [
        "What is the longest review about pruning?",
        "Which month has the most reviews on gardens?",
        "Which weekday has the most reviews not by Rita?",
        "What is the shortest review by Rita alone?",
    ],
)
def test_a_sum_under_a_limit_it_does_not_know_is_refused(reader, question) -> None:
    made = answer(question, reader)
    assert made.status == "abstained"
    assert NO_SUM in made.text


def test_the_sum_of_nothing_is_none(reader) -> None:
    asked = read_wording("What is the shortest review in May 2025?", reader.names, reader.library)
    assert read_tally(asked, (), reader.library) is None
