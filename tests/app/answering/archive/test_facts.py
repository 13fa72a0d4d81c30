"""What of a record a question asks for, and how it is read."""

import pytest

from app.answering.archive.facts import asked, mended
from tests.app.invented import make_reader

READER = make_reader()


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("When was Quietnet reviewed?", "when"),
        ("When is pruning done during training?", None),
        ("When was the model made to forget?", None),
        ("making a graph of dots and links and tidying it", None),
        ("link and date of Quietnet", "link"),
        ("Is the Quietnet paper from Acme?", "from"),
        ("was the paper on pruning written by researchers of Acme?", "from"),
        ("Was the paper's data labelled by researchers?", None),
        ("Where could a crowd of invented authors come from?", None),
        ("Where are the authors of Quietnet from?", "from"),
        ("who are the Quietnet paper's authors", "by"),
        ("is there a paper by a group that prunes?", None),
        ("name all authors of Quietnet", "by"),
        ("name all authors' doubts about pruning", None),
        ("how can I find one if I have no data?", None),
        ("how can I find the arXiv page of Quietnet?", "link"),
        ("according to the reviewer, who invented it?", None),
        ("Which team of agents did the planning?", None),
        ("which team of researchers made it?", "from"),
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
    ("typed", "read"),
    [
        ("wen was Quietnet revewed", "when was Quietnet reviewed"),
        ("whch reviwer has that", "which reviewer has that"),
        ("reviews in januray 2025", "reviews in january 2025"),
        ("where is the door", "where is the door"),
        ("the wren sings", "the wren sings"),
    ],
)
def test_a_slip_in_a_word_for_a_record_is_mended(typed, read) -> None:
    assert mended(typed, {"wren": 1, "door": 2, "sings": 1}) == read
