"""With which sentence an answer opens."""

from dataclasses import replace

import pytest

from app.answering.opening import opening
from app.answering.question import understand
from app.answering.rank import Scored
from tests.app import sentence
from tests.app.invented import make_reader

READER = make_reader()
QUIETNET = "2401.00001"


def evidence(text: str, order: int = 0):
    return sentence.evidence(text, QUIETNET, order)


FEATHERS = evidence("Feathers of owls soften the air by a tenth.", order=5)
PROPOSES = evidence("The paper proposes to fly as owls do.")
NOTE = evidence("Note: the review counts feathers in two ways.", order=7)


def asked(text: str):
    return understand(text, text, text, READER.names)


def scored(one, score):
    return Scored(one, score, 1.0, 0.0, 0.0, 0.0)


def opens(ranked, question):
    return opening(ranked, question, READER.sentences)


def test_the_best_sentence_opens() -> None:
    found = opens([scored(FEATHERS, 0.5), scored(PROPOSES, 0.45)], asked("How do owls fly?"))
    assert (found.best.evidence, found.before) == (FEATHERS, [])


def test_of_a_work_that_is_described_what_it_does_comes_first() -> None:
    told = "planes that copy the silent wings of night birds"
    found = opens([scored(FEATHERS, 0.5), scored(PROPOSES, 0.45)], asked(told))
    assert (found.best.evidence, found.before) == (FEATHERS, [PROPOSES])
    found = opens([scored(FEATHERS, 0.5), scored(PROPOSES, 0.2)], asked(told))
    assert found.before == [FEATHERS]


def test_a_work_is_not_changed_for_a_better_introduction() -> None:
    told = asked("planes that copy the silent wings of night birds")
    other = replace(PROPOSES, paper_id="v", source_id="v:1")
    found = opens([scored(FEATHERS, 0.5), scored(other, 0.49)], told)
    assert found.before == [FEATHERS]


def test_a_note_on_the_sources_does_not_open() -> None:
    found = opens([scored(NOTE, 0.5), scored(FEATHERS, 0.45)], asked("How do owls fly?"))
    assert found.best.evidence == FEATHERS


def test_a_list_of_as_many_parts_opens_though_it_leans() -> None:
    these = replace(evidence("These fall into two parts:", order=3), items=(4, 5), leans=True)
    rows = [scored(FEATHERS, 0.5), scored(these, 0.51)]
    assert opens(rows, asked("What are the two parts of a wing?")).best.evidence == these
    assert opens(rows, asked("What is a wing?")).best.evidence == FEATHERS


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("planes that copy the silent wings of night birds", True),
        ("which planes copy the silent wings of night birds", False),
        ("planes that copy the silent wings of night birds?", False),
        ("silent wings", False),
        ("Quietnet and its silent pruned layers of a network", False),
    ],
)
def test_what_describes_a_work(text: str, described: bool) -> None:
    assert asked(text).describes is described


def test_what_a_work_is_the_card_says_in_plain_words_first() -> None:
    told = [s for s in READER.sentences.of_work(QUIETNET) if s.fit > 0]
    (gist,) = [s for s in told if s.section == "In plain words"]
    ranked = [scored(FEATHERS, 0.9), *(scored(s, 0.5) for s in told)]
    assert opens(ranked, asked("What is Quietnet?")).before == [gist]
    assert opens(ranked, asked("Quietnet")).before == [gist]
    for more in (
        "What is the listening of Quietnet?",
        "What is the score of Quietnet?",
        "How does Quietnet prune?",
        "What is QN?",
    ):
        assert opens(ranked, asked(more)).before == []
    assert opens(ranked, asked("What does the reviewer say about Quietnet?")).before == []


def test_where_the_idea_is_asked_for_the_sentence_that_names_it_opens() -> None:
    idea = evidence("The central idea is to comb the edge of the wing.")
    ranked = [scored(FEATHERS, 0.5), scored(idea, 0.47)]
    assert opens(ranked, asked("How can owls fly?")).best.evidence == idea
    assert opens(ranked, asked("How many feathers has an owl?")).best.evidence == FEATHERS
