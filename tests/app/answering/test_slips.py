"""Slips in a refused question: what is mended, and what stays as typed."""

import pytest

from app.answering.answer import answer
from app.answering.slips import respelled
from tests.app.invented import make_reader

USED = {"lottery": 9, "ticket": 4, "flower": 2, "slower": 7, "hypothesis": 3, "the": 99}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what is the lotery ticket", "what is the lottery ticket"),
        ("the hypohtesis", "the hypothesis"),
        ("teh tickett", "the ticket"),
        ("whihc ticket", "which ticket"),
    ],
)
def test_a_slip_gives_way_to_the_word_of_the_texts(typed: str, meant: str) -> None:
    assert respelled(typed, USED) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "what is the lottery ticket",
        "Lotery",  # may be a name
        "lotery2 and x-lotery",  # likewise
        "glower",  # another first letter is another word
        "a tick",  # too short
        "sourdough bread",
    ],
)
def test_what_may_be_meant_as_typed_stays(typed: str) -> None:
    assert respelled(typed, USED) is None


def test_a_word_of_the_language_is_no_slip() -> None:
    assert respelled("flour and lotery", {**USED, "four": 9}, {"flour"}.__contains__) == (
        "flour and lottery"
    )


def test_a_refused_question_is_read_again_as_the_texts_spell_it_and_says_so() -> None:
    reader = make_reader(threshold=0.3)
    made = answer("how many layres are remved without retrainng by the cosine", reader)
    assert made.status == "answered"
    assert made.question.startswith("how many layres")
    assert made.text.startswith("*Read as “how many layers are remo")
    assert answer("how do i bake sourdouhg bread", reader).status == "abstained"
