"""What a sentence is worth whatever is asked, held to vectors and counts worked out by hand."""

import math

import numpy as np
import pytest

from app.answering.matter import (
    APART,
    CENTRAL,
    CONFIRMED,
    KEPT_TO,
    NUMBERS,
    RARITY,
    confirmed,
    likest_elsewhere,
    matter,
)
from app.answering.terms import Vocabulary
from app.answering.vectors import Said
from tests.app.invented import make_reader
from tests.app.sentence import evidence

EAST, NORTH = (1.0, 0.0), (0.0, 1.0)
NORTH_EAST = (math.sqrt(0.5), math.sqrt(0.5))


def rows(*vectors):
    return np.array(vectors, dtype=np.float32)


def stored(*vectors):
    return [Said(np.array(v, dtype=np.float32), np.empty((0, 0), np.int8)) for v in vectors]


def test_what_another_source_says_too_is_confirmed() -> None:
    said = [
        evidence("Layers are cut.", "review"),
        evidence("My cat is grey.", "review", order=1),
        evidence("Cut the layers.", "card"),
    ]
    found = confirmed(likest_elsewhere(said, rows(EAST, NORTH, NORTH_EAST)))
    # cosines with the likest of the other source: .707, .707, .707
    assert found == pytest.approx([0, 0, 0], abs=1e-6)
    found = confirmed(likest_elsewhere(said, rows(EAST, NORTH, EAST)))
    assert found == pytest.approx([1 / 3, -2 / 3, 1 / 3], abs=1e-6)


def test_one_source_cannot_confirm_itself() -> None:
    said = [evidence("Layers are cut."), evidence("Layers are cut again.", order=1)]
    likest = likest_elsewhere(said, rows(EAST, EAST))
    assert confirmed(likest) == pytest.approx([0, 0])
    assert likest.same() == pytest.approx([0, 0])


def test_two_sources_say_the_same_where_each_is_the_others_likest() -> None:
    said = [
        evidence("Layers are cut.", "review"),
        evidence("Layers fall.", "review", order=1),
        evidence("Cut the layers.", "card"),
        evidence("My cat is grey.", "card", order=1),
    ]
    likest = likest_elsewhere(said, rows(EAST, NORTH_EAST, EAST, NORTH))
    assert likest.place.tolist() == [2, 2, 0, 1]
    # the second has its likest in the third, which is nearer to the first
    assert likest.same() == pytest.approx([1 - APART, 0, 1 - APART, 0])


def test_worth_by_hand() -> None:
    vocabulary = Vocabulary([("layer", "cut"), ("cat",), ("cat", "layer"), ("gel",)])
    said = [
        evidence("Layer cut by 40%.", "review"),
        evidence("Layer.", "card"),
    ]
    weighed = matter(said, stored(EAST, NORTH), frozenset(), vocabulary)
    idf = vocabulary.idf
    # the number is a term that no work has; both layers are two, the rest is one
    rare = (idf("layer") + idf("cut") + idf("40")) / 3
    kept = (idf("layer") * math.log(3) + (idf("cut") + idf("40")) * math.log(2)) / 3
    wanted = CENTRAL * math.sqrt(0.5) + RARITY * rare + KEPT_TO * kept + NUMBERS
    assert weighed.worth[0] == pytest.approx(wanted, abs=1e-5)


def test_the_names_of_a_work_are_not_its_matter() -> None:
    vocabulary = Vocabulary([("quietnet", "layer"), ("cat",)])
    said = [evidence("Quietnet."), evidence("Layer.", order=1)]
    weighed = matter(said, stored(EAST, EAST), frozenset({"quietnet"}), vocabulary)
    gain = KEPT_TO * vocabulary.idf("layer") * math.log(2)
    assert weighed.worth[1] - weighed.worth[0] == pytest.approx(gain, abs=1e-6)


def test_confirmation_outweighs_an_aside() -> None:
    """Of two sentences that say as little of what is asked, the one that the card has too leads."""
    reader = make_reader()
    weighed = reader.sentences.matter("2401.00001")
    worth = {e.text: w for e, w in zip(weighed.said, weighed.worth, strict=True)}
    both = next(w for text, w in worth.items() if text.startswith("Pruning removes up to 40%"))
    aside = next(w for text, w in worth.items() if text.startswith("Run 200 sentences"))
    assert both > aside + 0.5 * CONFIRMED
