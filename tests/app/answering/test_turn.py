"""Which work a turn of a conversation speaks of."""

from dataclasses import replace

import pytest

from app.answering.kinds import kind_of
from app.answering.turn import read_turn
from tests.app.invented import GARDEN, REVIEW, make_reader

READER = make_reader(threshold=0.3)
GARDENS, QUIETNET = "2401.00002", "2401.00001"
ABOUT_GARDENS = "What are Model Gardens and How They Grow?"


@pytest.mark.parametrize(
    ("turn", "focus"),
    [
        ("what does it cost?", (GARDENS,)),  # points
        ("and the weather data?", (GARDENS,)),  # goes on, with words of the work before
        ("how many models?", (GARDENS,)),  # short, and all of the work before
        ("which score has a removed layer?", ()),  # of its own
        ("and which layers are pruned by the cosine?", ()),  # goes on, about another work
        ("Different topic: how many models?", ()),
        ("which layers?", ()),  # short, but not of the work before
    ],
)
def test_a_turn_stays_with_the_work_before_unless_it_is_about_another(turn, focus) -> None:
    read = read_turn(turn, [ABOUT_GARDENS], READER)
    assert read.focus == focus
    assert (read.before == ABOUT_GARDENS) == bool(focus)


@pytest.mark.parametrize(
    "turn", ["why a model?", "but why the memory", "why not pruning?", "why sentences?"]
)
def test_why_of_a_thing_is_asked_of_the_work_before(turn) -> None:
    read = read_turn(turn, [ABOUT_GARDENS], READER)
    assert read.focus == (GARDENS,)
    assert {hit.paper_id for hit in read.hits} == {GARDENS}
    assert read_turn("why Quietnet?", [ABOUT_GARDENS], READER).focus != (GARDENS,)


def test_why_of_a_thing_that_only_another_work_has_is_asked_of_that() -> None:
    read = read_turn("why pruning?", [ABOUT_GARDENS], READER)
    assert not read.focus
    assert read.hits[0].paper_id == QUIETNET


def test_a_word_of_a_title_points_to_no_turn_before() -> None:
    title = "Model Gardens and How That Is Why They Grow"
    garden = GARDEN.replace("Model Gardens and How They Grow", title)
    reader = make_reader({"notes.txt": REVIEW, "garden.txt": garden})
    before = ["What does Quietnet prune?"]
    assert read_turn(f"compare {title} with a large model", before, reader).focus == ()
    assert set(read_turn(f"compare it with {title}", before, reader).focus) == {GARDENS, QUIETNET}


COMPARED = [ABOUT_GARDENS, "how does it differ from Quietnet?"]


@pytest.mark.parametrize("turn", ["which one costs more?", "do they score layers?"])
def test_after_a_comparison_both_works_are_spoken_of(turn) -> None:
    assert read_turn(turn, COMPARED, READER).focus == (GARDENS, QUIETNET)


def test_after_a_comparison_it_is_still_the_work_before() -> None:
    assert read_turn("what does it cost?", COMPARED, READER).focus == (GARDENS,)
    read = read_turn("and from pruning?", COMPARED, READER)
    assert (read.text, read.focus) == ("how does it differ from pruning?", (GARDENS,))


def test_a_turn_leans_on_what_the_one_before_leant_on() -> None:
    turns = [ABOUT_GARDENS, "what's the difference to pruning?"]
    assert read_turn("what does it cost?", turns, READER).focus == (GARDENS,)


def test_a_turn_that_does_not_lean_still_knows_the_one_before() -> None:
    read = read_turn("which score has a removed layer?", [ABOUT_GARDENS], READER)
    assert (read.before, read.last) == ("", ABOUT_GARDENS)
    assert read_turn("which score has a removed layer?", [], READER).last == ""


@pytest.mark.parametrize("turn", ["how many layers?", "and then?", "how does it compare?"])
def test_a_turn_after_one_that_found_nothing_leans_on_nothing(turn, monkeypatch) -> None:
    found = READER.searcher.search

    def search(query, k=10, history=(), filters=None):
        ranking = found(query, k, history, filters)
        return ranking.model_copy(update={"hits": ()}) if query == "April?" else ranking

    monkeypatch.setattr(READER.searcher, "search", search)
    assert read_turn(turn, ["April?"], READER).text == turn


def test_a_work_that_is_named_and_not_found_is_spoken_of() -> None:
    reader = replace(READER, settings=READER.settings.model_copy(update={"read": 1}))
    asked = "Does Quietnet grow many models in gardens from weather data?"
    assert read_turn(asked.replace("Quietnet", "it"), [], reader).hits[0].paper_id == GARDENS
    read = read_turn(asked, [], reader)
    assert read.focus == (QUIETNET,)
    assert [hit.paper_id for hit in read.hits] == [QUIETNET]


def test_a_list_is_searched_by_both_names_of_its_subject() -> None:
    reader = replace(READER, acronyms={"mgs": "model gardens"})
    assert read_turn("papers on MGs", [], reader).query == "papers on MGs (model gardens)"
    assert read_turn("papers on a model garden", [], reader).query.endswith("(mgs)")


@pytest.mark.parametrize(
    ("turn", "before", "of_it"),
    [
        ("which models did it?", ABOUT_GARDENS, True),  # it was done
        ("And which models were lost?", ABOUT_GARDENS, True),
        ("which models beat weather?", ABOUT_GARDENS, True),  # words of the work before
        ("which models prune layers?", ABOUT_GARDENS, False),  # of another
        ("which models were loud, pruned and scored by cosine?", ABOUT_GARDENS, False),
        ("which models did it?", "Which papers grow models?", False),
        ("which papers won?", ABOUT_GARDENS, False),
    ],
)
def test_models_are_those_of_the_work_before_where_little_else_is_said(
    turn: str, before: str, of_it: bool
) -> None:
    read = read_turn(turn, [before], READER)
    assert (kind_of(read.text) == "open") == of_it
    assert (read.focus == (GARDENS,)) == of_it


def test_other_works_are_without_the_one_of_the_turn_before() -> None:
    turn = "Are there any other papers about models?"
    assert GARDENS in {hit.paper_id for hit in read_turn(turn, [], READER).hits}
    assert GARDENS not in {hit.paper_id for hit in read_turn(turn, [ABOUT_GARDENS], READER).hits}
    like = read_turn("more papers like it", [ABOUT_GARDENS], READER)
    assert {hit.paper_id for hit in like.hits} == {QUIETNET}
    listed = read_turn(turn, ["Which papers grow models?"], READER)
    assert GARDENS in {hit.paper_id for hit in listed.hits}
