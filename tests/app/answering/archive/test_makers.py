"""The works that texts say to be by somebody, and who invented what."""

import pytest

from app.answering.answer import answer
from app.answering.archive.makers import BY_TEXTS
from tests.app.invented import GARDEN, REVIEW, make_reader

WRITTEN = "This paper was written by Nora Lind of the Acme team."
INVENTED = "It uses LMP, which stands for lamps, invented in 2014 by the great Lind."


@pytest.fixture(scope="module")
def reader():
    notes = REVIEW.replace("Today we", f"{WRITTEN} {INVENTED} Today we")
    garden = GARDEN.replace("Growing costs", "Nora Lind of Acme sells gardens. Growing costs")
    return make_reader({"notes.txt": notes, "garden.txt": garden})


@pytest.mark.parametrize(
    "question",
    [
        "Which papers are by Nora Lind?",
        "papers from Acme",
        "which Acme papers did Rita review?",
        "any works by Acme researchers here?",
        "What did Acme publish?",
        "which papers did Nora Lind co-author?",
    ],
)
def test_works_of_somebody_are_those_whose_texts_say_so(reader, question) -> None:
    made = answer(question, reader)
    assert made.text.startswith(BY_TEXTS)
    assert [c.quote for c in made.citations] == [WRITTEN]


@pytest.mark.parametrize("question", ["papers from April 2025", "which papers are by Omar?"])
def test_days_and_reviewers_are_no_makers(reader, question) -> None:
    assert BY_TEXTS not in answer(question, reader).text


@pytest.mark.parametrize(
    "question",
    ["Which papers appeared in Lumen?", "which work was presented at Lumen 2024?"],
)
def test_where_a_work_appeared_is_told_by_its_texts(question) -> None:
    told = "This paper was presented at Lumen2024."
    garden = GARDEN.replace("Growing costs", "Readers of Lumen know. Growing costs")
    texts = {"notes.txt": REVIEW.replace("Today we", f"{told} Today we"), "garden.txt": garden}
    made = answer(question, make_reader(texts))
    assert [c.quote for c in made.citations] == [told]


def test_who_invented_a_thing_is_told_beside_its_name(reader) -> None:
    assert [c.quote for c in answer("Who invented LMPs?", reader).citations] == [INVENTED]
    held = GARDEN.replace(
        "Growing costs", "The Ladder Principle (by Nora Lind) holds. Growing costs"
    )
    made = answer("Who came up with the ladder idea?", make_reader({"garden.txt": held}))
    assert [c.quote for c in made.citations] == ["The Ladder Principle (by Nora Lind) holds."]
    others = answer("Who invented pruning?", reader)
    assert [c.quote for c in others.citations] != [INVENTED]


def test_who_made_a_work_is_who_wrote_it(reader) -> None:
    assert [c.quote for c in answer("Who proposed Quietnet?", reader).citations] == [WRITTEN]
    said = answer("Who came up with Model Gardens and How They Grow?", reader)
    assert said.text.startswith("*No sentence found says who wrote the paper;")


TOPICS = """\
Omar's Paper Notes, 09.04.25: Gardens of Diffusion Models

A paper from a team at Acme Works proposes to see Gardens as Energy in the Lamp of a Garden. \
Growing costs twice the memory of a single run.

<https://arxiv.org/abs/2401.00002>
"""


@pytest.mark.parametrize(
    "question",
    [
        "Which Diffusion papers were reviewed?",  # a word of the title
        "List Energy papers",  # a topic in the sentence that names the house
        "Which papers are of Diffusion?",
        "Which papers are by A?",
        "Which Works papers were reviewed?",  # the end of a house's name
    ],
)
def test_a_capital_makes_no_house(question) -> None:
    reader = make_reader({"garden.txt": TOPICS}, threshold=0.3)
    assert BY_TEXTS not in answer(question, reader).text
    told = answer("Which Acme papers were reviewed?", reader)
    assert told.text.startswith(BY_TEXTS)
