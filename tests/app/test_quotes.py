"""Where a text stands word for word."""

import pytest

from app.quotes import Found, QuoteFinder, stands_in
from ingest.collect import FORGOTTEN
from ingest.library import Library
from ingest.records import Document, Furniture
from tests.app.invented import make_reader


@pytest.fixture(scope="module")
def finder():
    return make_reader().quotes


def test_a_quote_is_found_with_its_lines_whatever_its_white_space(finder) -> None:
    found = finder.find("Score   every layer\nby the cosine. - Remove the layers")
    assert found == Found(source_id="notes:1", start_line=12, end_line=13)


@pytest.mark.parametrize(
    "text",
    [
        "removes up to 41% of the layers",
        "Pruned models do lose accuracy",
        "score every layer by the cosine.",
        "removes up to 4",
        "unes layers whose output",
        "05.03.2",
        "",
        "   ",
    ],
)
def test_an_altered_or_cut_text_is_not_found(finder, text) -> None:
    assert finder.find(text) is None


def test_a_quote_can_be_sought_in_one_work(finder) -> None:
    text = "Growing costs twice the memory of a single run."
    assert finder.find(text, "2401.00002") == Found(source_id="garden:1", start_line=5, end_line=5)
    assert finder.find(text, "2401.00001") is None


def test_lines_of_no_work_are_found_without_a_source_and_forgotten_ones_are_not() -> None:
    lines = ("A banner stands here.", "This was taken out.")
    kinds = (("banter", 1), (FORGOTTEN, 2))
    furniture = tuple(Furniture(kind=kind, spans=((n, n),)) for kind, n in kinds)
    document = Document(
        file="a.txt", sha256="a", type="thread", encoding="utf-8", line_count=2, furniture=furniture
    )
    finder = QuoteFinder(Library(documents=(document,)), lambda file: lines)
    assert finder.find("A banner stands") == Found(source_id=None, start_line=1, end_line=1)
    assert finder.find("A banner stands", "2401.00001") is None
    assert finder.find("This was taken out.") is None


def test_stands_in_looks_at_the_named_lines_only() -> None:
    lines = ["one two", "", "three"]
    assert stands_in("two\nthree", lines, 1, 3)
    assert not stands_in("two three", lines, 1, 2)
