"""Records that are odd: dates that cannot be right, links that lead elsewhere or nowhere."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from app.answering.answer import answer
from app.answering.archive.oddities import NONE_SUCH, odd_records
from app.answering.archive.recorded import from_records
from app.answering.reader import Reader
from app.answering.turn import read_turn
from ingest.records import Note
from tests.app.invented import GARDEN, REVIEW, make_reader

ELSEWHERE = "https://doi.org/10.1/garden"


def changed(reader: Reader, garden: Mapping[str, object]) -> Reader:
    """The reader with another record of the garden's review."""
    documents = [
        doc.model_copy(update={"sources": (doc.sources[0].model_copy(update=garden),)})
        if doc.file == "garden.txt"
        else doc
        for doc in reader.library.documents
    ]
    library = reader.library.model_copy(update={"documents": tuple(documents)})
    return replace(reader, library=library)


def texts(link: str) -> Mapping[str, str]:
    return {
        "notes.txt": REVIEW,
        "garden.txt": GARDEN.replace("<https://arxiv.org/abs/2401.00002>", link),
    }


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Which review has a wrong year in its header?", "date-typo"),
        ("One review of 2025 has a header with a date that cannot be right. Which?", "date-typo"),
        ("is there a misprint in one of the dates of the reviews?", "date-impossible"),
        ("which review's date puts the month first?", "date-month-first"),
    ],
)
def test_what_the_parser_noted_of_a_date_is_told(question, code) -> None:
    note = Note(code=code, line=1, message="odd")
    odd = changed(make_reader(texts("")), {"notes": (note,)})
    made = answer(question, odd)
    assert [(c.file, c.start_line) for c in made.citations] == [("garden.txt", 1)]
    assert answer(question, make_reader(texts(""))).text.endswith(NONE_SUCH)


@pytest.mark.parametrize(
    "question",
    [
        "Which reviews link to something other than arXiv?",
        "which papers have a DOI link?",
        "Which works link to doi.org?",
    ],
)
def test_links_that_lead_elsewhere_are_listed_with_their_lines(question) -> None:
    reader = changed(make_reader(texts(ELSEWHERE)), {"links": (ELSEWHERE,), "arxiv_id": None})
    made = answer(question, reader)
    assert [c.quote for c in made.citations] == [ELSEWHERE]
    assert made.text.startswith("1 work:")


def test_a_link_without_an_address_is_none() -> None:
    bare = "Read it [here](#)"
    record = {"links": ("[here](#)",), "arxiv_id": None}
    reader = changed(make_reader(texts(bare)), record)
    made = answer("Which reviews have no link?", reader)
    assert [(c.file, c.start_line) for c in made.citations] == [("garden.txt", 1)]
    both = changed(
        make_reader(texts(f"{bare}\n\n{ELSEWHERE}")),
        record | {"links": ("[here](#)", ELSEWHERE)},
    )
    made = answer("What is the link to Model Gardens and How They Grow?", both)
    assert [c.quote for c in made.citations if c.file == "garden.txt"] == [ELSEWHERE]


@pytest.mark.parametrize(
    "question",
    [
        "which papers are about wrong links in graphs?",
        "are there errors in the benchmark's headers?",
    ],
)
def test_what_is_wrong_with_other_things_is_no_record(reader, question) -> None:
    assert NONE_SUCH not in answer(question, reader).text


@pytest.mark.parametrize(
    "question",
    [
        "Which papers train graph networks on graphs with missing links?",
        "which works study layers without links between them?",
        "Which papers link memory to attention, not just to arXiv?",
        "Which papers learn to predict openreview.net links?",
    ],
)
def test_links_of_other_things_are_no_record(question) -> None:
    reader = changed(make_reader(texts(ELSEWHERE)), {"links": (ELSEWHERE,), "arxiv_id": None})
    assert odd_records(question, reader) is None
    assert odd_records("Which papers have no links?", reader) is not None


@pytest.mark.parametrize(
    "question",
    [
        "For which works do the sources point to code?",
        "any papers whose code is available?",
        "which reviews link to a repository",
    ],
)
def test_works_whose_code_is_told_are_listed(question) -> None:
    told = REVIEW.replace("<https", "The code is available on GitHub.\n\n<https")
    made = answer(question, make_reader({"notes.txt": told}))
    assert [c.quote for c in made.citations] == ["The code is available on GitHub."]


@pytest.mark.parametrize(
    "question",
    ["which models write better code?", "how is the code of the agent reviewed?"],
)
def test_code_as_a_subject_is_no_record(reader, question) -> None:
    assert from_records(read_turn(question, (), reader), reader) is None


@pytest.mark.parametrize(
    "question", ["is there a doi anywhere?", "which arxiv ids are malformed?", "any dead links?"]
)
def test_what_is_odd_nowhere_is_said(reader, question) -> None:
    made = answer(question, reader)
    assert made.status == "abstained"
    assert NONE_SUCH in made.text
