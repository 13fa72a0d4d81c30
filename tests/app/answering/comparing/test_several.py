"""Three things or more, and what is said of one of them in so many words."""

import pytest

from app.answering.comparing.contrast import begins_with, speaks_of
from app.answering.comparing.phrasing import several
from app.answering.kinds import kind_of
from app.answering.terms import subject_terms
from tests.app.answering.comparing.test_difference import asked
from tests.app.sentence import evidence

SAID = (
    "We draw birds and toys in the winter.",
    "Owls hear small mice under the deep snow where kites would rise.",
    "A kite needs strong wind to rise at all.",
    "The swans swim in a row on every pond.",
    "Its rope was longer than that of gulls.",
)


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("Compare owls, kites and swans.", ("owls", "kites", "swans")),
        ("How do owls, old kites and swans differ at night?", ("owls", "old kites", "swans")),
        ("owls vs kites vs. swans", ("owls", "kites", "swans")),
        ("Compare owls, kites, and swans in terms of speed", ("owls", "kites", "swans")),
        ("What is the difference between owls, kites and swans?", ("owls", "kites", "swans")),
        ("Compare owls and kites.", ()),
        ("Compare the speed and limits of owls and kites.", ()),
        ("What are owls, kites and swans?", ()),
    ],
)
def test_several_things_are_read_where_three_are_named(question, things) -> None:
    assert several(question) == things


def test_each_of_three_things_has_a_row_with_what_is_said_of_it() -> None:
    made = asked("Compare owls, kites and swans in winter.", *SAID)
    rows = [line for line in made.text.splitlines() if line.startswith("| **")]
    assert [row.split("**")[1] for row in rows] == ["Owls", "Kites", "Swans"]
    assert SAID[1] in rows[0]
    assert SAID[2] in rows[1]
    assert SAID[3] in rows[2]


def test_what_sets_two_of_three_apart_goes_before_rows_that_do_not_begin_with_their_thing() -> None:
    apart = "Unlike owls and kites, which rise in the wind, it is on ponds that all swans live."
    row = "Of all that is drawn on the pond by day in this paper the last are the swans."
    made = asked("Compare owls, kites and swans.", SAID[0], apart, SAID[1], SAID[2], row)
    assert made.text.startswith(apart)


def test_one_of_three_that_is_not_told_has_a_dash_where_the_work_is_the_one_asked_for() -> None:
    rows = asked("Compare owls, kites and gulls in winter.", *SAID).text.splitlines()
    # whose rope is longer than that of gulls stands before it
    assert "| **Gulls** | — |" in rows
    assert "|" not in asked("Compare owls, kites and gulls.", *SAID).text


def test_how_two_differ_in_something_compares_them() -> None:
    assert kind_of("How do owls and kites differ in winter?") == "compare"
    assert kind_of("How do the owls and kites that differ learn?") != "compare"


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("A policy gradient is drawn.", True),
        ("The gradient of a good policy is drawn.", True),
        ("A policy needs values to keep the noise of each gradient small.", False),
    ],
)
def test_the_words_of_a_thing_stand_together(said, spoken) -> None:
    assert speaks_of(frozenset(subject_terms("policy gradients")), evidence(said)) == spoken


def test_a_longer_name_is_of_something_else() -> None:
    owl = frozenset(subject_terms("owl"))
    assert begins_with(owl, evidence("Owl flies (at night)."))
    assert not begins_with(owl, evidence("Owl Under-Water (OUW) dives at night."))
