"""Which sentence of a work answers, by its place in two orders."""

from dataclasses import replace

import pytest

from app.answering.foremost import foremost
from app.answering.question import understand
from app.answering.rank import Scored
from tests.app.invented import make_reader
from tests.app.sentence import evidence

READER = make_reader()
ASKED = "By what does a comb soften the air?"


def scored(said: str, beyond: float, **changed: object) -> Scored:
    """A sentence in the midst of a review, with how much better than others its tokens match."""
    told = replace(evidence(said), **{"at": 0.5, **changed})
    return Scored(told, 0.5, 1.0, 0.0, 0.0, 0.0, beyond, beyond)


def text_of(*own: Scored, asked: str = ASKED) -> str | None:
    """What answers of sentences in the order of their scores."""
    found = foremost(own, understand(asked, asked, asked, READER.names))
    return found.evidence.text if found else None


WINGS, COMB, EDGE = "Wings are old.", "A row of teeth, a comb, softens it.", "The edge is soft."


def rivals(first: str, last: str, **changed: object) -> tuple[Scored, ...]:
    """Two sentences, the first of which leads by a little unless something is changed: their places
    are 0 and 1 against 2 and 0, and the last matches better by 0.05."""
    return scored(first, 0.5, **changed), scored(EDGE, 0.1), scored(last, 0.55)


def test_the_place_in_both_orders_counts() -> None:
    assert text_of(*rivals(WINGS, COMB)) == WINGS
    # places 0 and 2, 1 and 0, 2 and 1
    assert text_of(scored(WINGS, 0.1), scored(COMB, 0.3), scored(EDGE, 0.2)) == COMB


@pytest.mark.parametrize(
    "changed",
    [
        {"at": 0.0},
        {"fit": 0.4},
        {"source_type": "card"},
        {"items": (4, 5)},
        {"text": "Note: wings are old.", "reading": "wings are old."},
        {"reading": "Traditional wings are old."},
        {"reading": "In most planes wings are old."},
        {"reading": "Wings mark an elegant step."},
        {"reading": "We are used to wings being old."},
        {"reading": "You probably know that wings are old."},
        {"reading": "To build wings has always been old."},
        {"reading": "It is old."},
        {"reading": "In these cases wings are old."},
    ],
)
def test_what_speaks_against_a_sentence(changed) -> None:
    assert text_of(*rivals(WINGS, COMB, **changed)) == COMB


def test_what_only_joins_opens_where_it_is_ahead() -> None:
    joined = scored(WINGS, 0.9, reading="However, wings are old.")
    assert text_of(joined, scored(COMB, 0.8)) == WINGS
    for reading, opens in (("Wings are old.", WINGS), ("Moreover, wings are old.", COMB)):
        first, last, told = rivals(WINGS, COMB, reading=reading)
        assert text_of(first, last, replace(told, beyond=0.6)) == opens


def test_a_match_far_ahead_outweighs_a_place() -> None:
    assert text_of(scored(WINGS, 0.5), scored(EDGE, 0.1), scored(COMB, 0.9)) == COMB


def test_what_has_no_word_but_those_of_the_question_answers_only_with_yes() -> None:
    again, cause = "Combs soften air.", "Its teeth break the edge."
    own = scored(again, 0.9), scored(EDGE, 0.1), scored(cause, 0.6, reading="Teeth break edges.")
    assert text_of(*own, asked="Why do combs soften air?") == cause
    assert text_of(*own, asked="Do combs soften air?") == again


def test_what_another_source_says_too_and_is_asked_leads() -> None:
    first, last, told = rivals(WINGS, COMB)
    assert text_of(first, last, replace(told, echoed=0.05)) == COMB
    assert text_of(replace(first, echoed=0.05), last, replace(told, echoed=0.05)) == WINGS


def test_what_stands_beside_others_that_answer_gains_unless_a_source_begins_there() -> None:
    first, last, told = rivals(WINGS, COMB)
    assert text_of(first, last, told) == WINGS
    near = replace(told.evidence, order=1)
    beside = scored("Its teeth break the air.", 0.5, order=2)
    own = [first, scored(EDGE, 0.1), replace(told, evidence=near), beside]
    first_alone = replace(first, evidence=replace(first.evidence, section="Age", block=9))
    assert text_of(*own[:3]) == WINGS
    assert text_of(first_alone, *own[1:]) == COMB
    begins = [replace(s, evidence=replace(s.evidence, at=0.0)) for s in own[1:]]
    assert text_of(first_alone, *begins) == WINGS


def test_a_card_says_by_itself_what_it_says_first_in_an_item() -> None:
    item = {"source_type": "card", "text": "Paper: it has soft edges.", "reading": "it has edges."}
    others = scored(EDGE, 0.1), scored(COMB, 0.55)
    assert text_of(scored(WINGS, 0.6, **item), *others) == item["text"]
    assert text_of(scored(WINGS, 0.6, **item, hangs=True), *others) == COMB


def test_what_hangs_answers_only_where_it_is_ahead_by_far() -> None:
    hangs = "It softens the air of night."
    assert text_of(*rivals(WINGS, COMB)) == WINGS
    assert text_of(*rivals(hangs, COMB)) == COMB
    assert text_of(scored(hangs, 0.9), scored(EDGE, 0.1), scored(COMB, 0.2)) == hangs


def test_a_definition_may_stand_at_the_beginning() -> None:
    own = scored("A comb is a row of teeth.", 0.8, at=0.0), scored(WINGS, 0.9)
    assert text_of(*own, asked="What is a comb?") == own[0].evidence.text
    assert text_of(*own, asked="How old is a comb?") == WINGS


def test_a_number_before_what_is_counted_is_looked_for() -> None:
    feathers = "A wing of an owl has 12 feathers."
    assert text_of(*rivals(WINGS, feathers), asked="How many feathers has a wing?") == feathers
    assert text_of(*rivals(WINGS, feathers), asked="How warm is a wing?") == WINGS


def test_as_many_parts_as_are_asked_for_are_looked_for() -> None:
    three = "At these three scales a wing moves: fast, slow and never."
    one = "At one scale a wing is slow."
    assert text_of(*rivals(one, three), asked="What are the three scales of a wing?") == three
    assert text_of(*rivals(one, three), asked="What are the scales of a wing?") == one


def test_a_denial_may_answer_what_asks_for_yes_or_no() -> None:
    denial = "The edge is not soft at night."
    assert text_of(*rivals(WINGS, denial), asked="Paper on owls: is a wing soft?") == denial
    assert text_of(*rivals(WINGS, denial), asked="Paper on owls: is a wing young?") == WINGS
    assert text_of(*rivals(WINGS, denial), asked="Paper on owls: how soft is a wing?") == WINGS


@pytest.mark.parametrize(
    ("asked", "has_it"),
    [
        ("When were wings drawn?", "Owls were drawn in 1907."),
        ("Who drew owls?", "A painter, Jane Goodwing, drew owls."),
        ("How high do owls fly?", "Owls fly 900 metres high."),
        ("What is a comb?", "A comb is a row of teeth."),
    ],
)
def test_what_has_the_kind_of_thing_that_is_asked_for_is_preferred(asked, has_it) -> None:
    other = "Owls fly at night."
    assert text_of(*rivals(other, COMB), asked=asked) == other
    assert text_of(*rivals(other, has_it), asked=asked) == has_it


def test_a_remark_and_a_list_open_where_they_are_asked_for() -> None:
    remark = scored("Reviewer: wings are old.", 0.9, section="Limits and doubts")
    limits = "What are the limits of a comb?"
    assert text_of(remark, scored(COMB, 0.8), asked=limits) == remark.evidence.text
    parts = scored("These are its two parts:", 0.9, items=(4, 5))
    asked = "What are the two parts of a comb?"
    assert text_of(parts, scored(COMB, 0.8), asked=asked) == parts.evidence.text


def test_where_no_match_is_known_or_a_work_is_described_nothing_is_chosen() -> None:
    own = scored(WINGS, 0.9), scored(COMB, 0.8)
    assert text_of(*own, asked="planes that copy the silent wings of night birds") is None
    assert text_of(*(replace(s, beyond=0.0) for s in own)) is None
    assert text_of(scored(WINGS, 0.9, fit=0.1)) is None
