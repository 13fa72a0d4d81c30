"""Questions for a record and more of the same work: both parts, or a line on what lacks."""

import pytest

from app.answering.answer import answer


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("link and date of Quietnet", [1, 19]),
        ("the date and the arXiv link of the Quietnet review", [1, 19]),
        ("Who reviewed Quietnet and what link does it have?", [1, 19]),
    ],
)
def test_two_records_are_both_told(reader, question, lines) -> None:
    made = answer(question, reader)
    assert sorted(c.start_line for c in made.citations) == lines


def test_a_part_about_content_follows_the_record(reader) -> None:
    made = answer("When was Quietnet reviewed and what does it claim?", reader)
    assert made.citations[0].start_line == 1
    assert len(made.citations) > 1
    assert {c.paper_id for c in made.citations} == {"2401.00001"}


def test_what_no_text_says_is_told_of(reader) -> None:
    made = answer("When was Quietnet reviewed and who wrote the paper?", reader)
    assert made.text.endswith("*No sentence found says who wrote the paper.*")
    assert "do not say" not in answer("When was Quietnet reviewed?", reader).text


def test_the_one_at_an_end_is_told_of_too(reader) -> None:
    made = answer("What is the newest review here and what is it about?", reader)
    assert made.citations[0].quote.startswith("Omar")
    assert any("garden" in c.quote.lower() for c in made.citations[1:])


def test_who_else_reviewed_a_work_is_a_record_of_that_work(reader) -> None:
    made = answer("who else reviewed it?", reader, ["What does Quietnet prune?"])
    assert [c.start_line for c in made.citations] == [1]
    assert [c.start_line for c in answer("link?", reader, ["What is Quietnet?"]).citations] == [19]
