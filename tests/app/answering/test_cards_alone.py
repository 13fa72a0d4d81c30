"""A library of cards alone, as a first start has it."""

from dataclasses import replace

import pytest

from app.answering.answer import answer
from app.answering.reader import Reader
from ingest.cards import parse_card
from ingest.library import Library
from ingest.merge import merge_works
from ingest.read import decode
from tests.app.invented import CARD, GARDEN, TEXTS, WordSearcher, make_reader

GIST = "Quietnet throws away the layers of a network that change little."
ALONE = {"quietnet.md": CARD, "garden.txt": GARDEN}


@pytest.mark.parametrize("question", ["What is Quietnet?", "Quietnet", "Explain Quietnet."])
def test_what_a_work_is_is_told_first_in_plain_words(question: str) -> None:
    made = answer(question, make_reader(ALONE))
    assert made.sentences[0].text == GIST
    assert len({sentence.text for sentence in made.sentences}) == len(made.sentences)


def test_a_question_of_detail_opens_with_the_detail() -> None:
    made = answer("How many layers of Quietnet can be removed?", make_reader(ALONE))
    assert "45%" in made.sentences[0].text
    made = answer("What is the test set of Quietnet like?", make_reader(ALONE))
    assert "the test set is small" in made.sentences[0].text


def test_with_a_review_beside_the_card_the_best_sentence_opens() -> None:
    question = "What is the idea of pruning layers?"
    assert answer(question, make_reader(TEXTS)).citations[0].file == "notes.txt"
    assert answer(question, make_reader(ALONE)).citations[0].quote == GIST


def test_a_card_states_its_record_without_its_yaml() -> None:
    made = answer("Who reviewed Quietnet?", make_reader(ALONE))
    assert [sentence.text for sentence in made.sentences] == ["date: 2025-03-05, reviewer: Rita"]


CARD_OF = """\
---
id: "2401.0000{n}"
title: "{title}"
arxiv: "2401.0000{n}"
kind: method
topics: [attention]
sources:
  - {{document: "002", date: {day}, reviewer: {by}}}
demo: null
---
## In plain words
{title} is about layers.
"""
SHELF = {
    "quick.md": CARD_OF.format(n=1, title="Quick Pruning", day="2025-03-05", by="Rita"),
    "slow.md": CARD_OF.format(n=3, title="Slow Pruning", day="2025-01-07", by="Omar and Rita"),
}


def make_shelf() -> Reader:
    """A reader over two cards that are read as a library reads them."""
    raws = {file: decode(file, text.encode()) for file, text in SHELF.items()}
    documents = tuple(parse_card(raw, {}) for raw in raws.values())
    library = Library(documents=documents, works=merge_works(documents))
    return replace(
        make_reader(),
        searcher=WordSearcher(library),
        library=library,
        lines_of=lambda file: raws[file].lines,
    )


@pytest.mark.parametrize(
    ("question", "works"),
    [
        ("What was the first review?", ["2401.00003"]),
        ("the latest review", ["2401.00001"]),
        ("How many papers were reviewed in 2025?", ["2401.00003", "2401.00001"]),
        ("What did Omar review?", ["2401.00003"]),
        ("Which papers did Rita review together with Omar?", ["2401.00003"]),
        ("Which papers did Rita review alone?", ["2401.00001"]),
        ("When did the series start?", ["2401.00003"]),
    ],
)
def test_cards_tell_days_and_people_of_the_texts_that_they_are_about(question, works) -> None:
    made = answer(question, make_shelf())
    assert [c.paper_id for c in made.citations] == works
    assert all("date: 2025" in c.quote for c in made.citations)


def test_people_of_cards_are_told_one_by_one() -> None:
    made = answer("Which reviewers are there?", make_shelf())
    assert [line.split(":")[0] for line in made.text.splitlines()] == [
        "- **Rita (2 works)**",
        "- **Omar (1 work)**",
    ]
