"""Sentences that disagree, of one work and of two."""

from dataclasses import replace

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
        ("At first owls forget less than kites do.", "Owls lead kites to more forgetting.", None),
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


def test_an_opener_that_hangs_comes_after_the_sentence_before_it() -> None:
    said = [
        evidence(text, order=n) for n, text in enumerate(["Owls fly.", "They see.", "Kites do."])
    ]
    opener = replace(said[1], leans=True, hangs=True)
    group = Group("w", [(said[2],), (opener,), (said[0],)])
    assert [u[0].text for u in group.in_order(opener).units] == [
        "Owls fly.",
        "They see.",
        "Kites do.",
    ]


def texts(group: Group) -> list[str]:
    return [unit[0].text for unit in group.units]


def test_what_was_taken_next_follows_the_opener_and_the_rest_is_in_the_order_of_the_source() -> (
    None
):
    said = [evidence(f"Bird {n} sings.", order=3 * n) for n in range(6)]
    group = Group("w", [(said[n],) for n in (3, 5, 1, 4, 2, 0)])
    assert texts(group.in_order(said[3])) == [f"Bird {n} sings." for n in (3, 5, 1, 0, 2, 4)]
    # what leans on one of those is not left behind
    after = replace(evidence("It rests.", order=16), leans=True)
    group = Group("w", [(said[n],) for n in (3, 5, 1, 0)] + [(after,)])
    found = texts(group.in_order(said[3]))
    assert found.index("It rests.") == found.index("Bird 5 sings.") + 1


def test_the_first_of_those_to_be_read_soon_follow_the_opener() -> None:
    said = [evidence(f"Bird {n} sings.", order=3 * n) for n in range(6)]
    group = Group("w", [(said[n],) for n in (3, 0, 1, 4, 5)])
    soon = [said[n] for n in (2, 3, 5, 4, 0)]
    assert texts(group.in_order(said[3], soon)) == [f"Bird {n} sings." for n in (3, 5, 4, 0, 1)]


def test_what_is_read_soon_stands_after_what_it_hangs_on_and_in_the_order_of_its_paragraph() -> (
    None
):
    said = [evidence(f"Bird {n} sings.", order=n) for n in range(6)]
    group = Group("w", [(said[n],) for n in (5, 0, 2, 3)])
    hanging = Group("w", [*group.units[:3], (replace(said[3], hangs=True),)])
    assert texts(group.in_order(said[5], [said[3]])) == [f"Bird {n} sings." for n in (5, 3, 0, 2)]
    assert texts(hanging.in_order(said[5], [said[3]])) == [f"Bird {n} sings." for n in (5, 2, 3, 0)]
    one = [replace(e, block=1) for e in said]
    group = Group("w", [(one[n],) for n in (5, 3, 0)])
    assert texts(group.in_order(one[5], [one[3]])) == [f"Bird {n} sings." for n in (5, 0, 3)]


def test_what_leans_on_the_opener_comes_next() -> None:
    said = [
        evidence(text, order=n) for n, text in enumerate(["Kites do.", "Owls fly.", "They see."])
    ]
    said[2] = replace(said[2], leans=True)
    group = Group("w", [(e,) for e in said])
    assert [u[0].text for u in group.in_order(said[1]).units] == [
        "Owls fly.",
        "They see.",
        "Kites do.",
    ]
