"""Which sentence names who wrote a work; people who made other things are not among them."""

from dataclasses import replace

import pytest

from app.answering.archive.authors import names_authors, naming_authors
from tests.app.sentence import evidence

TITLE = "Slow Lamps Are (Still) All You Want: A Study of Oil"
NAMING = [
    'The paper "*Slow Lamps Are (Still) All You Want: A Study of Oil*" by Nora Lind and Bo Ek.',
    'A new paper titled "[Slow Lamps Are All You Want](#)" by\nNora K. Lind asks why.',
    "In *Slow Lamps Are All You Want*, Nora Lind argues that oil is enough.",
    "The authors, Nora Lind and Bo Ek, burnt a litre of oil.",
    "The paper is dear to me for its authors, among them Nora van der Lind.",
    "One of the co-authors of this paper is none other than Nora Lind.",
    "Written by an Acme research team, the text is short.",
    "It was written by Swedish researchers.",
    "The first author is Nora Lind.",
    "Nora Lind, the first author of this paper, has left.",
]
NOT_NAMING = [
    'It builds on "Quick Lamps Are What You Need" by Nora Lind.',
    "The lamp was invented by the great Nora Lind.",
    "In physics, Nora Lind argues otherwise.",
    "The authors argue with Acme Corporation.",
    "The authors, however, burnt no oil.",
    "The authors of GLOW, Nora Lind among them, burnt oil.",
    "Such prompts are written by People Like Us.",
    "The rules were written by Nora Lind.",
    "It was written by me.",
]


@pytest.mark.parametrize("text", NAMING)
def test_who_wrote_a_work_is_named_beside_its_title_or_its_authors(text: str) -> None:
    assert names_authors(text, TITLE)


@pytest.mark.parametrize("text", NOT_NAMING)
def test_others_who_are_named_did_not_write_the_work(text: str) -> None:
    assert not names_authors(text, TITLE)


def test_a_title_of_few_words_must_stand_there_as_a_whole() -> None:
    assert names_authors("In Slow Lamps, Nora Lind argues for oil.", "Slow Lamps")
    assert not names_authors("In cold lamps, Nora Lind argues for oil.", "Slow Lamps")


def test_the_texts_own_words_come_before_those_of_a_card() -> None:
    card = replace(evidence(NAMING[3]), source_type="card")
    review = evidence(NAMING[0])
    assert naming_authors([card, review], TITLE) == [review]
    assert naming_authors([card, evidence("Oil burns.")], TITLE) == [card]
