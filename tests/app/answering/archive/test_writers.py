"""Who wrote a paper, over the invented library: told where its text tells it."""

import pytest

from app.answering.answer import answer
from tests.app.invented import GARDEN, REVIEW, make_reader


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who wrote the Quietnet paper?", True),
        ("Who are the authors of Quietnet?", True),
        ("Who wrote Quietnet?", True),
        ("Which famous person co-authored the Quietnet paper?", True),
        ("Who wrote the Quietnet review?", False),
        ("Who reviewed Quietnet?", False),
    ],
)
def test_who_wrote_a_paper_is_not_who_reviewed_it(reader, question, said) -> None:
    made = answer(question, reader)
    by = "*No sentence found says who wrote the paper; its review is by:*"
    assert made.text.startswith(by) == said
    assert [c.start_line for c in made.citations] == [1]


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote Quietnet?",
        "Who is behind Quietnet?",
        "Which well-known scholar co-wrote the paper on pruning layers?",
        "Which lab is the paper on pruning layers from?",
        "Where do the authors of Quietnet work?",
        "Which company built Quietnet?",
        "name the author of Quietnet",
        "who are the people behind the Quietnet paper?",
        "Does the review of Quietnet say who the authors are?",
        "Was the Quietnet paper written by a team from Acme?",
    ],
)
def test_who_wrote_a_paper_is_told_where_its_text_tells_it(question) -> None:
    told = REVIEW.replace("Today we", "This paper was written by Nora Lind of the Acme team. We")
    made = answer(question, make_reader({"notes.txt": told, "garden.txt": GARDEN}))
    assert [c.quote for c in made.citations] == [
        "This paper was written by Nora Lind of the Acme team."
    ]


def test_who_wrote_it_is_told_where_no_text_says_from_where() -> None:
    told = REVIEW.replace("Today we", "The authors, Nora Lind and Bo Ek, prune. Today we")
    made = answer("Which lab is Quietnet from?", make_reader({"notes.txt": told}))
    assert made.text.startswith("*No sentence found says where it comes from;")
    assert [c.quote for c in made.citations] == ["The authors, Nora Lind and Bo Ek, prune."]


@pytest.mark.parametrize(
    ("question", "head"),
    [
        (
            "which of the two came out first and who wrote the paper?",
            "*No sentence found says who wrote the paper;",
        ),
        (
            "were both published the same year, and when were they published?",
            "*No sentence found says when the work itself came out.",
        ),
    ],
)
def test_of_two_works_in_focus_one_without_a_record_is_left_out(question, head) -> None:
    reader = make_reader({"notes.txt": REVIEW, "garden.txt": GARDEN.split("\n", 1)[1]})
    compared = "Compare Quietnet and Model Gardens and How They Grow"
    made = answer(question, reader, [compared])
    assert made.text.startswith(head)
