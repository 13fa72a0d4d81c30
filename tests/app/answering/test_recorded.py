"""Questions about records, over the invented library: answered by the lines that state them."""

import pytest

from app.answering.answer import answer
from tests.app.invented import make_reader


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Who reviewed Quietnet?", 1),
        ("When was Quietnet reviewed?", 1),
        ("What is the arXiv link of Quietnet?", 19),
    ],
)
def test_records_are_answered_by_the_line_that_states_them(reader, question, line) -> None:
    made = answer(question, reader)
    assert [(c.file, c.start_line) for c in made.citations] == [("notes.txt", line)]


def test_a_period_lists_the_works_reviewed_in_it(reader) -> None:
    made = answer("Which papers were reviewed in April 2025?", reader)
    assert [c.paper_id for c in made.citations] == ["2401.00002"]
    assert answer("Which papers did Rita review?", reader).citations[0].paper_id == "2401.00001"


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("reviews in April 2025 about models", ["2401.00002"]),
        ("Which reviews of 2025 are on layers?", ["2401.00001"]),
        ("In March 2025, which papers cover layers?", ["2401.00001"]),
    ],
)
def test_a_listing_with_a_subject_gives_a_reason_and_the_record(reader, question, cited) -> None:
    made = answer(question, reader)
    assert list(dict.fromkeys(c.paper_id for c in made.citations)) == cited
    reason, record = made.citations
    assert "layers" in reason.quote or "models" in reason.quote
    assert (record.file, record.start_line) == (reason.file, 1)


def test_a_count_of_works_says_how_many() -> None:
    made = answer("How many papers were reviewed in 2025?", make_reader())
    assert made.text.startswith("2 works:\n\n- **")
    assert len(made.citations) == 2
    assert answer("How many papers are in the library?", make_reader()).text.startswith("2 works:")


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote Hamlet?",
        "When was the Magna Carta written?",
        "Where can I find a plumber?",
        "Which songs were written in April 2025?",
        "Which movies appeared in 2025?",
    ],
)
def test_a_record_of_something_else_is_not_made_up(question) -> None:
    assert answer(question, make_reader()).status == "abstained"


@pytest.mark.parametrize(
    ("question", "work"),
    [
        ("What is the earliest review in the library?", "2401.00001"),
        ("the latest review", "2401.00002"),
        ("papers reviewed in April 2025", "2401.00002"),
        ("What did Rita review?", "2401.00001"),
    ],
)
def test_a_listing_is_found_by_its_end_its_period_its_reviewer(reader, question, work) -> None:
    assert [c.paper_id for c in answer(question, reader).citations] == [work]


def test_reviewers_named_together_must_both_have_taken_part(reader) -> None:
    made = answer("What did Rita review together with Omar?", reader)
    assert made.status == "abstained"
    assert "by Omar, by Rita" in made.text
