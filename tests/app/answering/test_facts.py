"""What of a record a question asks for, and how it is read."""

import pytest

from app.answering.facts import asked
from app.answering.listing import read_listing
from tests.app.invented import make_reader

READER = make_reader()


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("When was Quietnet reviewed?", "when"),
        ("When is pruning done during training?", None),
        ("When was the model made to forget?", None),
    ],
)
def test_a_question_of_content_is_not_one_for_a_date(question, what) -> None:
    assert asked(question) == what


@pytest.mark.parametrize(
    "text",
    [
        "what is 2401.00001",
        "what is 2401.00001v2",
        "what is https://arxiv.org/abs/2401.00001",
        "what is arxiv.org/pdf/2401.00001",
    ],
)
def test_an_arxiv_id_in_any_form_is_read_as_its_title(text) -> None:
    title = READER.title_of("2401.00001")
    assert READER.names.spelled_out(text) == f"what is {title}"


def test_a_longer_number_is_no_arxiv_id() -> None:
    assert READER.names.spelled_out("is 12401.00001 less?") == "is 12401.00001 less?"


@pytest.mark.parametrize(
    ("question", "end"),
    [
        ("papers reviewed in the last two years", None),
        ("reviews of the last 6 months", None),
        ("the two latest reviews", (2, -1)),
        ("the last 2 papers reviewed", (2, -1)),
        ("show the 0 latest reviews", None),
    ],
)
def test_a_period_is_no_number_of_reviews(question, end) -> None:
    wanted = read_listing(question, READER.library)
    found = (wanted.many, wanted.end) if wanted and wanted.end is not None else None
    assert found == end
