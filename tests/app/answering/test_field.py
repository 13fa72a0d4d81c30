"""What tells a question of our field from one about everyday things, and what comes of it."""

from math import exp
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from app.answering.answer import draft
from app.answering.field import SHARP, Field, load_field
from app.answering.reader import Reader
from evals.field import ELSEWHERE, make_field
from evals.themes import digest
from index.embed import open_embedder
from index.settings import DEFAULT_MODEL
from tests.app.invented import CARD, REVIEW, make_reader
from tests.app.word_embedder import WordEmbedder

ASKED = "Which layers can be pruned without retraining?"
NAMED = "Which layers can Quietnet prune without retraining?"
SHIFT = np.array([2, 0, 0, 0], dtype=np.float32)


def nowhere(monkeypatch: pytest.MonkeyPatch, bias: float) -> None:
    """Every question is as far of the field as `bias` says; Quietnet is on a reading list."""
    size = len(WordEmbedder().encode_query("a"))
    made = Field(np.zeros(size, dtype=np.float32), bias, "words", "here")
    monkeypatch.setattr("app.answering.reader.load_field", lambda _: made)
    listing(monkeypatch, "2401.00001")


def listing(monkeypatch: pytest.MonkeyPatch, *works: str) -> None:
    """Just these works are on reading lists."""
    themes = SimpleNamespace(listed=frozenset(works))
    monkeypatch.setattr("app.answering.reader.load_themes", lambda _: themes)


def carded() -> Reader:
    return make_reader({"notes.txt": REVIEW, "quietnet.md": CARD})


def test_the_odds_are_sharpened() -> None:
    field = Field(np.array([1.0, -2.0], dtype=np.float32), 0.5, "m", "here")
    assert field.holds(np.array([0.6, 0.8], dtype=np.float32)) == pytest.approx(
        1 / (1 + exp(-SHARP * (0.6 - 1.6 + 0.5)))
    )


def test_what_separates_the_two_is_found_and_kept(tmp_path: Path) -> None:
    draws = np.random.default_rng(5)
    ours = draws.normal(size=(60, 4)).astype(np.float32) + SHIFT
    others = draws.normal(size=(20, 4)).astype(np.float32) - SHIFT
    made = make_field(ours, others, "m")
    assert np.mean([made.holds(row) > 0.5 for row in ours]) > 0.9
    assert np.mean([made.holds(row) < 0.5 for row in others]) > 0.9
    made.save(tmp_path / "field.npz")
    kept = load_field("m", tmp_path / "field.npz")
    assert kept is not None
    assert kept.weights.tolist() == made.weights.tolist()
    assert kept._replace(weights=made.weights) == made
    assert load_field("another", tmp_path / "field.npz") is None


def test_it_is_one_feature_of_several_and_nothing_to_a_question_that_names_a_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nowhere(monkeypatch, bias=-1.0)
    seen, named = draft(ASKED, carded()).seen, draft(NAMED, carded()).seen
    assert seen.field == pytest.approx(1 / (1 + exp(SHARP)))
    assert named.field == 1.0
    assert min(seen.in_work, named.in_work) > 0.5
    reader = carded()
    assert reader.sure(seen) < reader.sure(seen.model_copy(update={"field": 1.0}))


def test_what_is_on_no_reading_list_may_be_of_any_field(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere(monkeypatch, bias=-3.0)
    assert draft(ASKED, carded()).seen.field < 0.01
    listing(monkeypatch, "2401.00002")
    assert draft(ASKED, carded()).seen.field == 1.0


def test_no_question_stands_twice_and_the_vectors_are_of_these_texts() -> None:
    texts = ELSEWHERE.read_text("utf-8").splitlines()
    assert len({text.lower().strip(" ?") for text in texts}) == len(texts) > 400
    kept = load_field(open_embedder(DEFAULT_MODEL).fingerprint)
    assert kept is not None
    assert kept.made_from == digest(ELSEWHERE), "run `python -m evals.field --save`"


@pytest.mark.parametrize(
    ("question", "ours"),
    [
        ("How can I improve my memory?", False),
        ("What should a judge wear in court?", False),
        ("How do I get my puppy to pay attention?", False),
        ("Which papers give a model a memory of its own?", True),
        ("Can one model be the judge of another?", True),
        ("Is attention needed in every layer?", True),
    ],
)
def test_the_same_words_are_told_apart(question: str, ours: bool) -> None:
    embedder = open_embedder(DEFAULT_MODEL)
    kept = load_field(embedder.fingerprint)
    assert kept is not None
    assert (kept.holds(embedder.encode_query(question)) > 0.5) is ours
