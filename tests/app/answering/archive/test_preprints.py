"""Questions for works by when they came out: told by the months of their arXiv ids."""

import pytest

from app.answering.answer import answer

QUIETNET, GARDENS = "2401.00001", "2401.00002"


@pytest.mark.parametrize(
    ("question", "works"),
    [
        ("which papers appeared on arxiv in 2024?", [QUIETNET, GARDENS]),
        ("Which papers were published before 2025", [QUIETNET, GARDENS]),
        ("papers whose arxiv id starts with 2401", [QUIETNET, GARDENS]),
        ("which papers have an arxiv id from 2024 (24xx)", [QUIETNET, GARDENS]),
        ("what is the oldest preprint here?", [QUIETNET]),
        ("the newest arxiv paper in the archive", [GARDENS]),
        ("how many papers came out in 2024", [QUIETNET, GARDENS]),
    ],
)
def test_works_are_told_by_the_months_of_their_ids(reader, question, works) -> None:
    made = answer(question, reader)
    assert made.text.startswith("*By the months that their arXiv ids begin with")
    assert [c.paper_id for c in made.citations] == works
    assert all("arxiv.org" in c.quote for c in made.citations)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("which papers appeared on arxiv in 2019?", "(2019-01-01..2019-12-31)."),
        ("which papers came out before 2024?", "(until 2023-12-31)."),
        ("which arxiv ids start with 2402?", "(2402)."),
    ],
)
def test_none_of_a_time_is_said(reader, question, said) -> None:
    made = answer(question, reader)
    assert made.status == "abstained"
    assert f"No work here has such an arXiv id {said}" in made.text


@pytest.mark.parametrize(
    "question",
    [
        "which papers on pruning appeared on arxiv in 2024?",
        "which papers were reviewed in 2025?",
        "When did Quietnet appear on arxiv?",
        "which papers came out in March 2025?",
    ],
)
def test_other_questions_are_not_told_by_ids(reader, question) -> None:
    assert "arXiv ids begin" not in answer(question, reader).text
