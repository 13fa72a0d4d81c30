"""Sentences that disagree, of one work and of two."""

import pytest

from app.answering.compose import Composer
from app.answering.group import Group, conflicting
from tests.app.sentence import evidence


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("Owls shed 40% of feathers.", "The owls shed 45% of feathers.", "numbers"),
        ("Owls lose 40% of feathers.", "Owls lose 40% of all feathers.", None),
        ("Owls lose 40% of feathers.", "Kites need 3 winds.", None),
        ("Owls forget less than kites do.", "Owls lead kites to more forgetting.", "directions"),
        ("Owls see better at night.", "Owls see better at night, kites not.", None),
    ],
)
def test_nearly_the_same_words_with_another_number_or_direction(one, other, conflict) -> None:
    assert conflicting(evidence(one), evidence(other, order=1)) == conflict


def test_of_two_works_more_words_must_be_the_same() -> None:
    one = evidence("Owls shed 40% of feathers.")
    assert conflicting(one, evidence("The owls shed 45% of feathers.", "v")) is None
    long = "Barn owls lose {} of winter feathers every March night."
    apart = evidence(long.format("40%")), evidence(long.format("45%"), "v")
    assert conflicting(*apart) == "numbers"
    groups = [Group(e.paper_id, [(e,)]) for e in apart]
    text = Composer(lambda paper_id: paper_id, groups).paragraphs(groups)
    assert text.endswith("*[1] and [2] give different numbers.*")
