import numpy as np
import pytest

from evals.adapter import Lesson, cross_validated, is_questions, make_lesson, reciprocal_ranks
from index.passages import make_passages
from index.settings import BuildSettings
from tests.index.invented import CountingEmbedder, item, library, paragraph, review, work

WORKS, DIMENSION = 24, 32


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    """Works are random directions; every question is its work's direction turned one same way."""
    chance = np.random.default_rng(1)
    told = chance.normal(size=(WORKS, DIMENSION)).astype(np.float32)
    told /= np.linalg.norm(told, axis=1, keepdims=True)
    meant = np.repeat(np.arange(WORKS), 20)
    shift = chance.normal(size=DIMENSION).astype(np.float32)
    asked = told[meant] + 0.15 * chance.normal(size=(len(meant), DIMENSION)) + 0.4 * shift
    asked /= np.linalg.norm(asked, axis=1, keepdims=True)
    return Lesson(asked.astype(np.float32), meant, told, np.arange(WORKS))


def test_reciprocal_ranks_are_counted_over_works() -> None:
    lesson = Lesson(
        np.array([[1.0, 0.0], [0.6, 0.8]], dtype=np.float32),
        np.array([0, 0]),
        np.array([[1, 0], [0, 1], [0, 1]], dtype=np.float32),
        np.array([0, 1, 1]),
    )
    assert reciprocal_ranks(lesson.queries, lesson).tolist() == [1.0, 0.5]


@pytest.mark.slow
def test_what_works_have_in_common_is_learnt_for_works_not_seen(lesson: Lesson) -> None:
    before, after = cross_validated(lesson)
    assert after.mean() > before.mean() + 0.01


def test_questions_of_a_card_are_asked_and_the_rest_is_told() -> None:
    blocks = [
        paragraph("An owl.", 1, "Method"),
        item("- Why owl?", 3, "Asked as"),
        item("- Why snow?", 4, "Asked as"),
    ]
    one = library((work("p", "A Title", "card:p"), review("card:p", *blocks)))
    passages = make_passages(one, BuildSettings())
    assert [is_questions(passage) for passage in passages] == [False, True]
    embedder = CountingEmbedder()
    made = make_lesson(passages, embedder)
    assert embedder.encoded == [
        "Why owl?",
        "Why snow?",
        "Why owl? Why snow?",
        "Why owl? Why snow?",
        "A Title\nMethod\nAn owl.",
    ]
    assert made.meant.tolist() == [0, 0, 0, 0]
    assert made.owner.tolist() == [0]
