"""Works asked for by their records: of a period, a person, an end of the archive, a place in it."""

from dataclasses import replace

import pytest

from app.answering.answer import answer
from app.answering.archive.listing import read_listing
from ingest.library import Library
from tests.app.invented import GARDEN, REVIEW, make_reader


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


def test_a_count_of_works_says_how_many_reviews_where_some_have_more() -> None:
    again = GARDEN.replace("grow", "shrink")
    reader = make_reader({"review.txt": REVIEW, "garden.txt": GARDEN, "again.txt": again})
    made = answer("How many reviews are there?", reader)
    assert made.text.startswith("2 works, in 3 reviews:\n\n- **")
    assert answer("How many reviews did Rita write?", reader).text.startswith("1 work:")


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


def test_a_first_that_is_no_end_of_the_archive_is_content(reader) -> None:
    made = answer("What is the first step of the paper that prunes layers?", reader)
    assert made.citations[0].start_line != 1


@pytest.mark.parametrize(
    ("before", "turn", "works"),
    [
        ("What did Rita review?", "and Omar?", {"2401.00002"}),
        ("papers reviewed in March 2025", "and in April?", {"2401.00002"}),
        ("papers reviewed in 2025", "which of them are from March?", {"2401.00001"}),
        ("papers reviewed in 2025", "how many of them speak of layers?", {"2401.00001"}),
        ("Which papers prune layers?", "which of these did Rita review?", {"2401.00001"}),
    ],
)
def test_a_list_can_be_narrowed_and_asked_again(reader, before, turn, works) -> None:
    made = answer(turn, reader, [before])
    assert {c.paper_id for c in made.citations} == works
    assert made.text.startswith("1 work:") == turn.startswith("how many")


@pytest.mark.parametrize(
    ("question", "works"),
    [
        ("the two latest reviews", ["2401.00001", "2401.00002"]),
        ("the last 2 papers reviewed", ["2401.00001", "2401.00002"]),
        ("the latest review", ["2401.00002"]),
        ("the first 10 reviews of March 2025", ["2401.00001"]),
    ],
)
def test_so_many_at_an_end_of_the_archive(reader, question, works) -> None:
    assert [c.paper_id for c in answer(question, reader).citations] == works


@pytest.mark.parametrize(
    ("question", "head", "works"),
    [
        ("When did the series of reviews begin?", "The earliest", ["2401.00001"]),
        ("when did Rita start reviewing", "The earliest", ["2401.00001"]),
        ("what was the second paper ever reviewed here", "By the dates", ["2401.00002"]),
        ("the third review?", "", []),
        ("what does the second paper here say of layers", "", []),
    ],
)
def test_a_place_in_the_series_goes_by_the_dates(question, head, works) -> None:
    made = answer(question, make_reader(threshold=1.0))
    assert [c.paper_id for c in made.citations] == works
    assert made.text.startswith(f"*{head}" if works else "The texts")


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
    wanted = read_listing(question, make_reader().library)
    found = (wanted.many, wanted.end) if wanted and wanted.end is not None else None
    assert found == end


@pytest.mark.parametrize(
    ("question", "works"),
    [
        ("nr of reviews in March 2025", ["2401.00001"]),
        ("which reviews did Rita write alone", ["2401.00001"]),
        ("which reviews are Rita's alone", ["2401.00001"]),
        ("how many reviews are about layers", ["2401.00001"]),
        ("all reviews on layers with dates", ["2401.00001"]),
        ("is there a review by Omar?", ["2401.00002"]),
    ],
)
def test_odd_wordings_of_listings(reader, question, works) -> None:
    made = answer(question, reader)
    assert list(dict.fromkeys(c.paper_id for c in made.citations)) == works
    assert any(c.start_line == 1 for c in made.citations)


def test_a_kind_is_read_in_the_singular_too(reader) -> None:
    wanted = read_listing("latest survey in the archive?", reader.library)
    assert wanted is not None
    assert (wanted.filters.kinds, wanted.end, wanted.subject) == (("survey",), -1, "")
    theory = read_listing("which theory papers were reviewed in 2024?", reader.library)
    assert theory is not None
    assert theory.filters.kinds == ("theory",)


def test_how_many_of_something_else_lists_no_works(reader) -> None:
    assert read_listing("and how many are there?", reader.library) is None
    assert read_listing("How many papers does the survey cover?", reader.library) is None


@pytest.mark.parametrize(
    "question",
    [
        "who are the guest reviewers?",
        "who reviewed with Rita?",
        "Who wrote reviews with Rita?",
        "who helps Rita with her reviews?",
        "Who reviewed the most after Rita?",
    ],
)
def test_guests_are_those_beside_who_reviews_most(question) -> None:
    joint = REVIEW.replace("Rita's Paper", "Rita's and Ada's Paper")
    reader = make_reader({"notes.txt": joint, "garden.txt": GARDEN.replace("Omar's", "Rita's")})
    document = reader.library.documents[0]
    source = document.sources[0].model_copy(update={"reviewers": ("Rita", "Ada")})
    garden = reader.library.documents[1]
    other = garden.sources[0].model_copy(update={"reviewers": ("Rita",)})
    works = tuple(
        w.model_copy(update={"reviewers": ("Rita", "Ada") if "Quietnet" in w.name else ("Rita",)})
        for w in reader.library.works
    )
    library = Library(
        documents=(
            document.model_copy(update={"sources": (source,)}),
            garden.model_copy(update={"sources": (other,)}),
        ),
        works=works,
    )
    made = answer(question, replace(reader, library=library))
    assert made.text.startswith("- **Ada (1 work)**")
    assert "Rita (" not in made.text


@pytest.mark.parametrize(
    ("question", "works"),
    [
        ("which review of April 2025 mentions the weather?", ["2401.00002"]),
        ("which reviews of March 2025 mention the weather?", []),
        ("which songs of April 2025 mention the weather?", []),
    ],
)
def test_a_rare_word_may_stand_in_one_sentence_alone(question, works) -> None:
    made = answer(question, make_reader(threshold=1.0))
    assert list(dict.fromkeys(c.paper_id for c in made.citations)) == works
