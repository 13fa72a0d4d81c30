"""Months with so many reviews, and what lies at a place, a day or an end."""

import pytest

from app.answering.answer import answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which months have exactly one review?", "2 months have exactly 1 review:"),
        ("months with fewer than 2 reviews", "2 months have fewer than 2 reviews"),
        ("in which months were at least 1 papers reviewed", "2 months have at least 1 review:"),
        ("months with 1 or more reviews", "2 months have at least 1 review:"),
        ("months with more than one review", "no month has more than 1 of them"),
        ("which month had exactly 5 reviews", "no month has exactly 5 of them"),
        ("months with no reviews", "no month has exactly 0 of them"),
        ("which month saw the fewest reviews?", "Fewest reviews bear a date of"),
        (
            "in which month of 2025 were papers reviewed most?",
            "March 2025 and April 2025: 1 review.",
        ),
        ("in how many months of 2025 were papers reviewed?", "2 months have at least 1 review:"),
        ("in how many months did Rita review papers?", "1 month has at least 1 review:"),
        ("were there any months with a single review?", "2 months have exactly 1 review:"),
        ("which months have a review by Omar?", "1 month has at least 1 review: April 2025 (1)."),
        ("months with no more than a review", "2 months have at most 1 review:"),
    ],
)
def test_months_are_told_by_their_number_of_reviews(reader, question, told) -> None:
    assert told in answer(question, reader).text


@pytest.mark.parametrize(
    "question",
    ["In which month was a paper first reviewed?", "how many months lie between the two reviews?"],
)
def test_a_paper_is_no_number_of_them(reader, question) -> None:
    assert " of them; those that have any" not in answer(question, reader).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which day of the week did the first review fall on", "*2025-03-05 was a Wednesday:*"),
        ("what weekday was the latest review", "*2025-04-09 was a Wednesday:*"),
    ],
)
def test_the_weekday_of_an_end_is_told(reader, question, told) -> None:
    assert answer(question, reader).text.startswith(told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("was Quietnet reviewed in March 2025?", "*Yes: the review bears the date 2025-03-05"),
        ("was Quietnet reviewed in April 2025?", "*No: the review bears the date 2025-03-05"),
        ("did Omar review Quietnet in March 2025?", "*No: the review bears the date 2025-03-05"),
    ],
)
def test_whether_it_was_then_is_told_by_the_date(reader, question, told) -> None:
    made = answer(question, reader)
    assert made.text.startswith(told)
    assert {c.paper_id for c in made.citations} == {"2401.00001"}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which review followed Model Gardens?", "bears a later date than 2025-04-09"),
        ("what was reviewed before Quietnet?", "bears an earlier date than 2025-03-05"),
        (
            "did Omar review anything besides Model Gardens and How They Grow?",
            "by Omar, besides those named",
        ),
    ],
)
def test_nothing_is_told_where_nothing_is_there(reader, question, told) -> None:
    made = answer(question, reader)
    assert made.status == "abstained"
    assert told in made.text


def test_what_is_named_is_left_out(reader) -> None:
    made = answer("what was reviewed in 2025 besides Quietnet?", reader)
    assert {c.paper_id for c in made.citations} == {"2401.00002"}
    made = answer("what else was reviewed the same day as Quietnet?", reader)
    assert made.citations == ()


@pytest.mark.parametrize(
    "question",
    [
        "who reviewed papers besides Quietnet?",
        "link to papers other than Quietnet",
        "which papers were reviewed besides Quietnet?",
        "when were papers apart from Quietnet reviewed?",
    ],
)
def test_all_but_the_named_are_told_where_nothing_else_limits(reader, question) -> None:
    made = answer(question, reader)
    assert {c.paper_id for c in made.citations} == {"2401.00002"}
