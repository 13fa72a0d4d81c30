"""Which reading list is named beneath an answer: from likenesses, filters and works set by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.answering.records import Answer, Citation
from app.asked_list import AHEAD, LIKE, asked_list
from app.themes import Theme
from index.filters import Filters
from index.reading import Reading
from tests.app.invented import REVIEW, make_reader

UNLIMITED = Filters()
ASKED = "Which papers prune networks?"


def _theme(name: str, *works: str) -> Theme:
    return Theme(id=name, name=name, works=dict.fromkeys(works, 2), asked_as=("x",))


PRUNED = "2401.00001"
LISTS = {
    theme.id: theme
    for theme in (_theme("pruning", PRUNED, "w1", "w2"), _theme("other", PRUNED, "w1"))
}
LIBRARY = make_reader().library
WITHOUT_CARDS = make_reader({"notes.txt": REVIEW}).library


class FixedSearcher:
    """Reads a question with given filters; its vector is the question's likeness to each list."""

    embedder = SimpleNamespace(fingerprint="fixed")

    def __init__(self, *likeness: float, filters: Filters = UNLIMITED) -> None:
        self._likeness = np.array(likeness, dtype=np.float32)
        self._filters = filters

    def read(self, question: str) -> Reading:
        return Reading(text=question, filters=self._filters)

    def vector(self, _: Reading) -> np.ndarray:
        return self._likeness


@pytest.fixture(autouse=True)
def invented_themes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.asked_list.read_themes", lambda: LISTS)
    monkeypatch.setattr("app.themes.read_themes", lambda: LISTS)
    same = SimpleNamespace(cosines=lambda question: question)
    monkeypatch.setattr("app.asked_list.load_themes", {"fixed": same}.get)


def _answer(*works: str, question: str = ASKED) -> Answer:
    cited = tuple(
        Citation(
            n=n,
            paper_id=work,
            title=None,
            source_id="s",
            file="f.txt",
            start_line=n,
            end_line=n,
            quote="x",
        )
        for n, work in enumerate(works, 1)
    )
    return Answer(question=question, status="answered", text="x", citations=cited, confidence=1.0)


CLEAR = FixedSearcher(LIKE + 0.1, LIKE)


def test_a_question_clearly_like_a_list_that_has_the_works_named_asks_for_it() -> None:
    assert asked_list(_answer("w1", "w2"), CLEAR, LIBRARY) == LISTS["pruning"]
    assert asked_list(_answer("w1", "w4"), CLEAR, LIBRARY) == LISTS["pruning"]


@pytest.mark.parametrize(
    "made",
    [
        _answer("w1"),
        _answer("w1", "w4", "w5"),
        _answer("w1", "w2", question="How much can be pruned?"),
    ],
    ids=["one work", "works not on it", "no works asked for"],
)
def test_an_answer_that_names_other_works_or_one_has_no_list(made: Answer) -> None:
    assert asked_list(made, CLEAR, LIBRARY) is None


@pytest.mark.parametrize(
    "searcher",
    [
        FixedSearcher(LIKE - 0.01, 0.1),
        FixedSearcher(LIKE + 0.1, LIKE + 0.11 - AHEAD),
        FixedSearcher(LIKE + 0.1, 0.1, filters=Filters(kinds=("survey",))),
    ],
    ids=["unlike", "like another too", "limited"],
)
def test_a_question_that_is_not_clearly_like_one_has_none(searcher: FixedSearcher) -> None:
    assert asked_list(_answer("w1", "w2"), searcher, LIBRARY) is None


def test_a_library_or_a_model_without_lists_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked_list(_answer("w1", "w2"), CLEAR, WITHOUT_CARDS) is None
    monkeypatch.setattr("app.asked_list.load_themes", lambda _: None)
    assert asked_list(_answer("w1", "w2"), CLEAR, LIBRARY) is None
