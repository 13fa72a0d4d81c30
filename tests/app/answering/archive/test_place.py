"""Questions for what stands beside a work in the series of reviews."""

import pytest

from app.answering.answer import answer
from app.answering.archive.nth import read_place
from app.answering.archive.place import beside_what, read_beside
from app.answering.archive.wording import read_wording
from tests.app.invented import TEXTS, THREAD, make_reader


@pytest.mark.parametrize(
    ("question", "work"),
    [
        ("What was reviewed right after Quietnet?", "2401.00002"),
        ("which paper came before the review of Model Gardens and How They Grow", "2401.00001"),
        ("the review that followed the one that prunes layers by the cosine", "2401.00002"),
    ],
)
def test_the_neighbour_in_the_series_goes_by_the_dates(reader, question, work) -> None:
    made = answer(question, reader)
    assert {c.paper_id for c in made.citations} == {work}
    assert made.text.startswith("*By the dates that they bear, right ")


@pytest.mark.parametrize(
    ("question", "head", "works"),
    [
        ("which paper was reviewed five weeks after Quietnet?", "five weeks after", ["2401.00002"]),
        ("which reviews came out in the same month as Quietnet", "of the same", ["2401.00001"]),
        ("what was reviewed in the same week as Quietnet?", "of the same", ["2401.00001"]),
        ("which papers were reviewed in the five weeks after Quietnet", "the five", ["2401.00002"]),
        ("what was reviewed within eight weeks after Quietnet?", "within eight", ["2401.00002"]),
        ("which papers were reviewed after Quietnet?", "after", ["2401.00002"]),
        ("which paper was reviewed after Quietnet by Omar?", "right after", ["2401.00002"]),
    ],
)
def test_what_is_so_far_or_of_the_same_time_is_told_as_that(reader, question, head, works) -> None:
    made = answer(question, reader)
    assert made.text.startswith(f"*By the dates that they bear, {head} ")
    assert [c.paper_id for c in made.citations] == works
    far = answer("which paper was reviewed two days after Quietnet?", reader)
    assert far.status == "abstained"
    assert "2025-03-07" in far.text


def test_after_the_last_there_is_none(reader) -> None:
    last = "2401.00002"
    assert read_beside("what was reviewed after Model Gardens?", last, reader.library) is None
    same = read_beside("which paper was covered the same day as it", last, reader.library)
    assert same is not None
    assert str(same.wanted.filters.since) == "2025-04-09"


@pytest.mark.parametrize(
    "question",
    [
        "What comes after the pruning of Quietnet?",
        "What did they write before training Quietnet?",
        "which papers cover models after pruning",
        "what happens after the layers are removed",
        "Which step comes before the review in the pipeline?",
        "What comes right after the review step in Quietnet?",
        "Which papers on gardens were reviewed after Quietnet?",
    ],
)
def test_a_course_of_events_is_no_place_in_the_series(reader, question) -> None:
    asked = read_wording(question, reader.names, reader.library)
    assert beside_what(asked, reader.library) is None


def test_a_turn_may_ask_for_the_neighbour_of_the_work_before() -> None:
    made = answer("what was reviewed right after it?", make_reader(threshold=0.3), ["Quietnet"])
    assert [c.paper_id for c in made.citations] == ["2401.00002"]


def test_a_series_begins_with_one(reader) -> None:
    assert read_place("the 0th review", reader.library) is None
    second = read_place("the 2nd review", reader.library)
    assert second is not None
    assert second.wanted.without == ("2401.00001",)
    second = read_place("the 2nd paper", reader.library)
    assert second is not None
    assert second.wanted.nth == 2


@pytest.mark.parametrize("question", ["99999999 days after", "9999999999 weeks before"])
def test_what_lies_beyond_all_days_has_no_place(reader, question) -> None:
    asked = f"what paper was reviewed {question} Quietnet?"
    assert read_beside(asked, "2401.00001", reader.library) is None
    assert answer(asked, reader).citations == ()


@pytest.mark.parametrize(
    ("question", "work"),
    [
        ("which review came right before Quietnet?", None),
        ("which review came right before Model Gardens and How They Grow?", "2401.00001"),
        ("the second paper reviewed here", "2401.00002"),
    ],
)
def test_a_thread_has_no_place_among_the_reviews(question, work) -> None:
    made = answer(question, make_reader(TEXTS | {"thread.txt": THREAD}, threshold=0.9))
    told = {c.paper_id for c in made.citations if c.file != "quietnet.md"}
    assert told == ({work} if work else set())


@pytest.mark.parametrize(
    "question",
    [
        "which papers were reviewed several weeks after Quietnet?",
        "which paper was reviewed after Quietnet in April 2025?",
    ],
)
def test_a_distance_that_is_not_read_is_no_neighbour(reader, question) -> None:
    assert read_beside(question, "2401.00001", reader.library) is None


def test_a_neighbour_keeps_to_whom_it_must_be_by(reader) -> None:
    asked = "which paper was reviewed after Quietnet by Rita?"
    assert read_beside(asked, "2401.00001", reader.library) is None


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("Which paper was reviewed second in 2025?", "number 2 of the reviews here (2025-01-01.."),
        ("Which was the second review of 2025?", "number 2 of the reviews here (2025-01-01.."),
        ("Who reviewed the paper after Quietnet?", "right after “Quietnet"),
    ],
)
def test_the_second_of_a_year_and_who_came_next_are_told(reader, question, head) -> None:
    made = answer(question, reader)
    assert made.text.startswith(f"*By the dates that they bear, {head}")
    assert [c.paper_id for c in made.citations] == ["2401.00002"]


def test_how_many_came_after_a_review_are_counted(reader) -> None:
    many = answer("How many reviews were written in the five weeks after Quietnet?", reader)
    assert "the five weeks after" in many.text
    assert "\n\n1 work:\n\n" in many.text
    assert [c.paper_id for c in many.citations] == ["2401.00002"]
    apart = "How many weeks after Quietnet was it reviewed?"
    assert read_beside(apart, "2401.00001", reader.library) is None
