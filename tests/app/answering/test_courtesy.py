"""What asks nothing of the sources is told what may be asked, and never answered with papers."""

import pytest

from app.answering.answer import answer
from app.answering.courtesy import is_courtesy, without_courtesy


@pytest.mark.parametrize(
    "turn",
    [
        "thanks!",
        "Thank you so much",
        "ok, great, thanks",
        "help",
        "Good morning",
        "hi, what can you do?",
        "who are you",
        "What is Litmus?",
        "how do I use this tool?",
        "What questions can I ask here?",
        "Are you a bot?",
        "How are you today?",
    ],
)
def test_small_talk_gets_one_line_and_no_paper(reader, turn) -> None:
    made = answer(turn, reader, ["What prunes layers?"])
    assert made.status == "abstained"
    assert made.text.startswith("*Not from the sources.* ")
    assert ("2 works" in made.text) != ("thank" in turn.lower())
    assert (made.citations, made.nearest, made.demos) == ((), (), ())


@pytest.mark.parametrize(
    "turn",
    [
        "help me understand pruning",
        "what is a garden?",
        "what can you say of pruning?",
        "great models of weather",
        "how does the tool choose a layer?",
        "who wrote the review?",
        "what can it do?",
    ],
)
def test_what_asks_of_a_subject_is_no_small_talk(turn) -> None:
    assert not is_courtesy(turn)
    assert without_courtesy(turn) == turn


def test_a_greeting_before_a_question_is_no_part_of_it(reader) -> None:
    assert without_courtesy("Hi there, who reviewed Quietnet?") == "who reviewed Quietnet?"
    asked = "Good morning! When was Quietnet reviewed?"
    assert [c.start_line for c in answer(asked, reader).citations] == [1]


def test_thanks_in_between_do_not_change_what_is_spoken_of(reader) -> None:
    made = answer("and when was it reviewed?", reader, ["What does Quietnet prune?", "thanks!"])
    assert [c.paper_id for c in made.citations] == ["2401.00001"]
