"""A library of cards alone, as a first start has it."""

import pytest

from app.answering.answer import answer
from tests.app.invented import CARD, GARDEN, TEXTS, make_reader

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


def test_with_a_review_beside_the_card_the_best_sentence_opens() -> None:
    question = "What is the idea of pruning layers?"
    assert answer(question, make_reader(TEXTS)).citations[0].file == "notes.txt"
    assert answer(question, make_reader(ALONE)).citations[0].quote == GIST


def test_a_card_states_its_record_without_its_yaml() -> None:
    made = answer("Who reviewed Quietnet?", make_reader(ALONE))
    assert [sentence.text for sentence in made.sentences] == ["date: 2025-03-05, reviewer: Rita"]
