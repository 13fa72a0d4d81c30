"""Slips in a refused question: what is mended, and what stays as typed."""

import pytest

from app.answering.answer import answer
from app.answering.slips import misheard, respelled
from tests.app.invented import GARDEN, make_reader

USED = {"lottery": 9, "ticket": 4, "flower": 2, "slower": 7, "hypothesis": 3, "the": 99}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what is the lotery ticket", "what is the lottery ticket"),
        ("the hypohtesis", "the hypothesis"),
        ("teh tickett", "the ticket"),
        ("whihc ticket", "which ticket"),
        ("a tiket", "a ticket"),  # of as few letters as may be
        ("waht ticket", "what ticket"),  # in a shorter one two letters changed places
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
        "the hypotesys",  # two slips
        "teth ticket",  # in a short word, no letter more
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


SAID = "nora lindqvist said so. ask oscar meier, or nora the cat."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what did Nora Lindkvist say?", "what did Nora Lindqvist say?"),
        ("what did Nora Lyndkvist say?", "what did Nora Lindqvist say?"),  # two of nine letters
        ("what did Nora Lyndkwist say?", None),
        ("what did Oscar Maier say?", "what did Oscar Meier say?"),  # one of five
        ("what did Oscar Majer say?", None),
        ("what did Nora Lindqvist say?", None),
        ("what did Nora Bergström say?", None),
        ("what did Otto Lindkvist say?", None),
    ],
)
def test_a_surname_by_ear_is_the_one_beside_its_first_name(typed, meant) -> None:
    assert misheard(typed, SAID) == meant


def test_a_misheard_name_does_not_refuse_a_question() -> None:
    garden = GARDEN.replace("Growing costs", "Nora Lindqvist calls it fertile. Growing costs")
    made = answer(
        "What does Nora Lindkvist call it?", make_reader({"g.txt": garden}, threshold=0.3)
    )
    assert made.text.startswith("*Read as “What does Nora Lindqvist call it?”.*")
    assert any("fertile" in c.quote for c in made.citations)
