"""The part of a question that asks."""

import pytest

from app.answering.asking import asking_part


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Quietnet: how many layers change little?", "how many layers change little?"),
        (
            "Somebody cut wings into strips. Which edge of a strip is soft?",
            "Which edge of a strip is soft?",
        ),
        (
            "the plane with soft wings, over how many combs does air flow?",
            "over how many combs does air flow?",
        ),
        (
            "the owl with a fringe ... does it hunt by night?",
            "does it hunt by night?",
        ),
        # without a question mark a question has its verb before its subject
        (
            "the glider that is silent - which feathers are its softest",
            "which feathers are its softest",
        ),
        # all that asks is kept
        (
            "Owl paper: what is the comb, and how long are its teeth?",
            "what is the comb, and how long are its teeth?",
        ),
    ],
)
def test_what_describes_a_work_is_left_out(question: str, part: str) -> None:
    assert asking_part(question) == part


@pytest.mark.parametrize(
    "question",
    [
        "How do owls fly without a sound?",
        "Why are owls, which hunt by night, silent?",
        "owls that hunt by night, which are silent, with soft edges on their feathers",
        "they marked planes, on how well they flew, and bent the wings",
        "Is the same noise, as what the wings make, made by the tail?",
        # too little is asked to be told from anything else
        "an owl with a soft comb on its wings. What is it for?",
    ],
)
def test_a_question_that_asks_all_along_stays(question: str) -> None:
    assert asking_part(question) == question
