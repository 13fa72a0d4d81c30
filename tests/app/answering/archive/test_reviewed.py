"""The days on which works were reviewed, and listings by them, beside a thread and a card."""

import pytest

from app.answering.answer import answer
from app.answering.archive.recorded import NO_YEAR, NOT_SO
from app.answering.archive.reviewed import days_reviewed, meets, of_reviews, telling_of
from index.filters import Filters
from tests.app.invented import CARD, TEXTS, THREAD, make_reader

ALSO = "  - {document: other, date: 2024-12-10, reviewer: Tess}\n---\n##"
TOLD = TEXTS | {"thread.txt": THREAD}


def test_a_thread_is_no_review() -> None:
    library = make_reader(TOLD).library
    days = {"2401.00001": ("2025-03-05",), "2401.00002": ("2025-04-09",)}
    assert days_reviewed(library) == days
    assert days_reviewed(library, Filters(told_in="thread")) == {"2401.00002": ("2024-12-10",)}
    assert days_reviewed(library, Filters(reviewers=("Rita",))).keys() == {"2401.00001"}


def test_with_cards_alone_their_days_count() -> None:
    library = make_reader({"quietnet.md": CARD}).library
    assert days_reviewed(library) == {"2401.00001": ("2025-03-05",)}


def test_who_only_posts_threads_is_looked_for_there() -> None:
    library = make_reader(TOLD).library
    assert of_reviews(Filters(reviewers=("Rita",)), library).told_in == "review"
    assert of_reviews(Filters(reviewers=("Tess",)), library).told_in is None


@pytest.mark.parametrize(
    ("question", "works"),
    [
        ("Which review was written on 10 December 2024?", set()),
        ("Which papers were reviewed since December 2024?", {"2401.00001", "2401.00002"}),
        ("Which reviews were not on a weekend?", {"2401.00001", "2401.00002"}),
        ("Which papers were posted in threads in December 2024?", {"2401.00002"}),
    ],
)
def test_a_listing_of_reviews_has_no_thread(question, works) -> None:
    made = answer(question, make_reader(TOLD, threshold=0.9))
    assert {c.paper_id for c in made.citations} == works
    if "thread" not in question:
        assert not [c for c in made.citations if c.file == "thread.txt"]


def test_which_and_how_many_reviews_are_the_same() -> None:
    reader = make_reader(TOLD)
    which = answer("Which papers were reviewed since December 2024?", reader).citations
    many = answer("How many reviews were written since December 2024?", reader).citations
    assert [c.quote for c in which] == [c.quote for c in many]


def test_a_card_tells_of_the_day_that_is_asked_for() -> None:
    reader = make_reader({"quietnet.md": CARD.replace("---\n##", ALSO)})
    source = reader.library.sources["card:quietnet"]
    assert source.card is not None
    mention = source.mentions[0].model_copy(update={"date": "2024-12-10", "document": "other"})
    card = source.card.model_copy(update={"mentions": (*source.mentions, mention)})
    both = source.model_copy(update={"card": card})
    december = Filters.model_validate({"since": "2024-12-01", "until": "2024-12-31"})
    assert telling_of(both, december).days == ("2024-12-10",)
    assert telling_of(both, Filters()).days == ("2025-03-05", "2024-12-10")


@pytest.mark.parametrize(
    "question",
    [
        "Which papers were reviewed in winter 2024?",
        "Which papers did Rita review last summer?",
        "Who reviewed in the winter months of 2025?",
        "How many reviews were written in spring?",
        "What was the first review of winter 2025?",
    ],
)
def test_a_season_of_no_one_year_is_refused_and_not_dropped(reader, question) -> None:
    made = answer(question, reader)
    assert made.status == "abstained"
    assert NO_YEAR in made.text


@pytest.mark.parametrize(
    ("question", "works"),
    [
        ("Which papers were reviewed in spring 2025?", {"2401.00001", "2401.00002"}),
        ("Which papers were reviewed in the winter of 2024/25?", set()),
    ],
)
def test_a_season_of_a_year_is_read(reader, question, works) -> None:
    made = answer(question, reader)
    assert {c.paper_id for c in made.citations} == works


def test_a_winter_that_a_text_may_speak_of_is_searched_for(reader) -> None:
    made = answer("Which review speaks of gardens of models in winter?", reader)
    assert NO_YEAR not in made.text


def test_who_reviewed_fewest_comes_first_where_that_is_asked() -> None:
    more = (
        TEXTS["notes.txt"]
        .replace("2401.00001", "2401.00002")
        .replace("Quietnet: Pruning by Listening", "Model Gardens and How They Grow")
    )
    reader = make_reader(TEXTS | {"more.txt": more})
    most = answer("Who reviewed the most papers?", reader).text
    fewest = answer("Who reviewed the fewest papers?", reader).text
    assert most.startswith("- **Rita (2 works)**")
    assert fewest.startswith("- **Omar (1 work)**")
    several = answer("Who reviewed at least one paper?", reader).text
    assert several.startswith("- **Rita (2 works)**")


@pytest.mark.parametrize(
    "question",
    [
        "Which reviews were not in March 2025?",
        "Which papers were reviewed outside of 2025?",
        "How many reviews were written except in April?",
    ],
)
def test_days_that_are_left_out_are_not_listed(reader, question) -> None:
    made = answer(question, reader)
    assert made.status == "abstained"
    assert NOT_SO in made.text or not made.citations


def test_people_of_just_so_many_reviews() -> None:
    again = TEXTS["notes.txt"].replace("2401.00001", "2401.00002")
    again = again.replace("Quietnet: Pruning by Listening", "Model Gardens and How They Grow")
    reader = make_reader(TEXTS | {"more.txt": again})
    one, two = (
        answer(f"Who reviewed {many} papers?", reader).text for many in ("only one", "exactly two")
    )
    assert "**Omar (1 work)**" in one
    assert "Rita" not in one.split("**")[1]
    assert two.startswith("- **Rita (2 works)**")
    assert "Omar (" not in two


def test_the_last_may_is_a_month_and_no_end_of_the_archive(reader) -> None:
    assert answer("Which papers were reviewed last May?", reader).citations == ()
    last = answer("Which paper was reviewed last?", reader)
    assert {c.paper_id for c in last.citations} == {"2401.00002"}


def test_a_day_as_printed_finds_its_review_where_just_that_day_is_asked_for(reader) -> None:
    source = reader.library.sources["notes:1"].model_copy(update={"date_printed": "05.03.24"})
    of = Filters.model_validate
    assert meets(source, of({"since": "2024-03-05", "until": "2024-03-05"}))
    assert not meets(source, of({"since": "2024-03-06", "until": "2024-03-06"}))
    assert not meets(source, of({"since": "2024-03-01", "until": "2024-03-31"}))
    impossible = source.model_copy(update={"date_printed": "31.02.25"})
    assert not meets(impossible, of({"since": "2025-02-28", "until": "2025-02-28"}))


def test_who_is_left_out_leaves_the_days(reader) -> None:
    made = answer("Which papers were not reviewed by Rita in 2025?", reader)
    assert {c.paper_id for c in made.citations} == {"2401.00002"}
    assert answer("Which papers were not reviewed by Rita in 2024?", reader).citations == ()
