"""Questions for records in other words than those that the records are read by."""

import pytest

from app.answering.answer import answer
from app.answering.archive.wording import MARK, read_wording

QUIETNET, GARDENS = "2401.00001", "2401.00002"


@pytest.mark.parametrize(
    ("question", "masked"),
    [
        ("when did Rita get around to reviewing Quietnet?", "when did Rita reviewed \ue000?"),
        ("date of the Quietnet write-up please", "date of the \ue000 reviews please"),
        ("what month was Model Gardens talked about", "what month was \ue000 reviewed"),
        ("What's the penultimate entry?", "What's the 2th last reviews?"),
        ("how many surveys are there here?", "how many survey papers are there here?"),
        ("Quietnet or Model Gardens: which was first?", "\ue000 or \ue001: which was first?"),
    ],
)
def test_other_words_are_read_as_one_where_records_alone_are_asked_for(
    reader, question, masked
) -> None:
    asked = read_wording(question, reader.names, reader.library)
    assert asked.bare
    assert asked.masked == masked


@pytest.mark.parametrize(
    "question",
    [
        "what does Quietnet pick to prune?",
        "why was Quietnet reviewed?",
        "how does Quietnet look at layers",
        "which papers look at pruning",
        " ".join(["when was Quietnet reviewed"] * 20),
    ],
)
def test_words_stay_as_typed_where_more_is_asked(reader, question) -> None:
    asked = read_wording(question, reader.names, reader.library)
    assert not asked.bare
    assert asked.said == question


def test_names_are_marked_and_come_back(reader) -> None:
    marked, names = reader.names.marked("(Quietnet's), then Model Gardens and How They Grow!", MARK)
    assert marked == "(\ue000's), then \ue001!"
    assert [ids for _, ids in names] == [[QUIETNET], [GARDENS]]
    asked = read_wording("was Quietnet looked at first?", reader.names, reader.library)
    assert asked.said == "was Quietnet reviewed first?"


def test_the_paper_that_alone_has_the_words_in_its_title_is_named(reader) -> None:
    asked = read_wording("when was the listening paper reviewed", reader.names, reader.library)
    assert asked.works == (QUIETNET,)
    asked = read_wording("when was the first paper reviewed", reader.names, reader.library)
    assert asked.works == ()


@pytest.mark.parametrize(
    ("question", "head", "works"),
    [
        ("what follows Quietnet in the archive", "*By the dates that they bear, right", [GARDENS]),
        ("what did Omar pick next after Quietnet?", "*By the dates that they bear, r", [GARDENS]),
        ("What are the two papers before Model Gardens?", "*By the dates that", [QUIETNET]),
        ("Was Model Gardens reviewed before Quietnet?", "*“Quietnet", [QUIETNET, GARDENS]),
        ("how long after the Quietnet review did Model Gardens get one", "*35 days", None),
        ("was Quietnet reviewed on a weekend?", "*2025-03-05 was a Wednesday", [QUIETNET]),
        ("what's the newest thing you have", "", [GARDENS]),
        ("the second to last entry?", "*By the dates that they bear, number 2 from", [QUIETNET]),
        ("final review of 2025?", "", [GARDENS]),
        ("longest pause between two entries", "*The longest time between two", None),
        ("More reviews in March or in April 2025?", "*By the dates of their reviews, 2025", None),
        ("everything older than April 2025 that was reviewed", "", [QUIETNET]),
        ("what was reviewed on the first Wednesday of March 2025", "", [QUIETNET]),
    ],
)
def test_records_asked_for_in_other_words_are_told(reader, question, head, works) -> None:
    made = answer(question, reader)
    assert made.text.startswith(head)
    told = list(dict.fromkeys(c.paper_id for c in made.citations))
    assert told == (works or [QUIETNET, GARDENS])


def test_what_lies_between_two_works_is_told(reader) -> None:
    made = answer("what was reviewed between Quietnet and Model Gardens?", reader)
    assert "No work here has such a record (2025-03-06..2025-04-08)" in made.text
    many = answer("what was reviewed one paper after Quietnet?", reader)
    assert [c.paper_id for c in many.citations] == [GARDENS]


def test_what_no_record_tells_is_refused_rather_than_searched(reader) -> None:
    made = answer("what was the gap of the months?", reader)
    assert made.status == "abstained"
    assert "No record here tells that." in made.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many reviews did April get?", "1 work:"),
        ("when was there a pause of more than three weeks", "35 days from 2025-03-05"),
        ("how many days does the archive span from first to last", "35 days lie"),
        ("is Quietnet the last review of all?", "Model Gardens"),
        ("which paper opened the year 2025?", "Quietnet"),
        ("which paper closed out April 2025?", "Model Gardens"),
        ("review number two of the archive", "Model Gardens"),
        ("who helped with Quietnet?", "Rita"),
        ("the date when Rita wrote up Quietnet?", "05.03.25"),
    ],
)
def test_more_ways_to_ask_are_told(reader, question, told) -> None:
    assert told in answer(question, reader).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how many papers are from its first calendar year?", "1 work"),
        ("how many Tuesdays had reviews", "2 works"),
        ("was there a month without reviews between March and April 2025?", "2 works"),
    ],
)
def test_what_is_not_understood_is_not_left_out(reader, question, told) -> None:
    assert told not in answer(question, reader).text


def test_a_name_is_the_title_that_begins_with_it(reader) -> None:
    assert reader.names.title_with("Model Gardens") == "Model Gardens and How They Grow"
    assert reader.names.title_with("grow") == ""
    assert reader.names.title_with("pruning", alone=True) == "Quietnet: Pruning by Listening"


def test_a_private_sign_that_is_typed_stands_for_no_work(reader) -> None:
    asked = read_wording("which reviews are there besides \ue005?", reader.names, reader.library)
    assert asked.without == ()
    assert "\ue005" not in asked.masked


def test_what_is_left_out_is_not_guessed_from_the_subject(reader) -> None:
    text = "list all papers other than Quietnet on pruning and listening"
    asked = read_wording(text, reader.names, reader.library)
    assert not asked.bare
    assert asked.said == text
