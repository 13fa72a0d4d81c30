"""Names that no work here has: no record of another work may answer them."""

import pytest

from app.answering.answer import answer
from app.answering.archive.called import Called, called, longer_name, those_called
from app.answering.archive.wording import read_wording
from tests.app.invented import GARDEN, REVIEW, make_reader

LISTENING = GARDEN.replace("Model Gardens and How They Grow", "Listening Gardens")


@pytest.mark.parametrize(
    "question",
    [
        "when was pruning is all you want reviewed?",
        "who reviewed deep networks for listening to a garden?",
        "link to layers: a method for pruning",
        "arXiv id of scoring layers by the cosine",
        "when was the pruning is what you want paper reviewed?",
        "who reviewed the cosine paper?",
        "when was Quietnet Plus reviewed?",
        "link to quietnet-2",
        "who reviewed Quietnet 2.0?",
        "when was Deep Quietnet reviewed?",
        "who reviewed Quietnet's sequel?",
        "when was quietnet pro reviewed?",
        "who reviewed learning, hearing and listening Model Gardens and How They Grow",
    ],
)
def test_the_record_of_another_work_is_not_told(reader, question) -> None:
    made = answer(question, reader)
    assert made.status == "abstained"
    assert not made.citations


def test_a_strange_name_is_told(reader) -> None:
    made = answer("link to layers: a method for pruning", reader)
    assert made.text.endswith("No work here is called “layers: a method for pruning”.")


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("when was pruning by listening reviewed?", 1),
        ("who reviewed the listening paper", 1),
        ("when was the Quietnet algorithm reviewed?", 1),
        ("when was the famous Quietnet reviewed", 1),
        ("when was the amazing Quietnet reviewed?", 1),
        ("when was good old quietnet reviewed?", 1),
        ("when was Stanford's Quietnet reviewed?", 1),
        ("when did my favourite quietnet get reviewed?", 1),
        ("who reviewed quietnet properly?", 1),
        ("who reviewed Quietnet properly?", 1),
        ("link to Quietnet code", 19),
        ("link to quietnet code", 19),
        ("link to the paper that prunes layers by the cosine", 19),
    ],
)
def test_what_a_work_is_called_or_about_still_finds_it(reader, question, line) -> None:
    made = answer(question, reader)
    assert [(c.file, c.start_line) for c in made.citations] == [("notes.txt", line)]
    assert "No work here" not in made.text


def test_some_words_of_a_name_are_told_to_be_no_name(reader) -> None:
    made = answer("who reviewed the layers listening paper?", reader)
    assert made.text.startswith("*No work here is called “layers listening”. What comes nearest:*")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("when was attention to detail reviewed?", Called("attention to detail", loose=False)),
        ("who reviewed the layer pruning paper", Called("layer pruning", loose=True)),
        ("when did Rita get round to attention", Called("attention", loose=False)),
        ("who reviewed the paper about attention", None),
        ("who reviewed the tulips paper by Smith", Called("tulips", loose=True)),
        ("who reviewed the paper by Smith", None),
        ("when was the one where layers go reviewed?", None),
        ("when was it reviewed", None),
    ],
)
def test_a_name_is_told_from_a_description(question, name) -> None:
    assert called(question, ["Rita"]) == name


def test_a_longer_name_is_not_that_of_the_work_within(reader) -> None:
    asked = read_wording("when was Quietnet Plus reviewed", reader.names, reader.library)
    assert longer_name(asked, asked.works, reader) == "Quietnet Plus"
    asked = read_wording("when was the Quietnet method reviewed", reader.names, reader.library)
    assert longer_name(asked, asked.works, reader) == ""


def test_several_works_of_a_name_are_all_told() -> None:
    reader = make_reader({"notes.txt": REVIEW, "garden.txt": LISTENING})
    made = answer("when were the two Listening papers reviewed?", reader)
    assert {c.start_line for c in made.citations} == {1}
    assert len({c.paper_id for c in made.citations}) == 2
    assert those_called("when were the first papers reviewed", reader) == ()
    assert those_called("who reviewed both Listening papers", reader)
