import numpy as np
import pytest

from index.kin import TEMPERATURE, Kin, linked, shared_topics, shown_themes, themed
from index.lexical import LexicalIndex
from index.settings import SearchSettings
from index.store import Ranked
from index.themes import Asking, Lists, Themes
from tests.index.invented import work

TOPICS = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 0]], dtype=bool)
"""Of works 0 to 3: the first topic is of 0 and 1, the second of 1 and 2, the third of none."""


def _ranked(*rows: int, best: float = 1.0) -> Ranked:
    return Ranked(np.array(rows, dtype=np.int64), np.linspace(best, 0.1, len(rows)))


def test_works_share_the_topics_of_the_best_by_their_scores() -> None:
    found = shared_topics(_ranked(0, 3, 2, 1), TOPICS, 1)
    # of the best work's one topic, in two works of four; work 1 has two topics
    known = [np.log(2), np.log(2) / 2**0.5, 0]
    assert found.rows.tolist() == [0, 1, 3, 2]  # of 3 no topic is known
    assert found.scores.tolist() == pytest.approx([*known[:2], np.mean(known), 0])
    both = shared_topics(_ranked(0, 2, 1, 3), TOPICS, 2)
    assert both.scores[both.rows.tolist().index(2)] == pytest.approx(0.7 * np.log(2))


def test_what_is_not_ranked_is_not_brought_in() -> None:
    assert shared_topics(_ranked(0, 2), TOPICS, 5).rows.tolist() == [0, 2]


def test_nothing_is_shared_where_there_are_no_topics() -> None:
    assert shared_topics(_ranked(1, 0), np.zeros((2, 0), dtype=bool), 5).scores.tolist() == [0, 0]
    assert len(shared_topics(_ranked(), TOPICS, 5).rows) == 0


def test_works_are_linked_with_the_best_by_their_scores() -> None:
    links = [[3], [2], [1, 3], [0, 2]]
    found = linked(_ranked(0, 2, 1, 3), links, 2)
    # 3 is linked with both of the best, 1 with the second
    assert found.rows.tolist() == [3, 1, 0, 2]
    assert found.scores.tolist() == pytest.approx([1.7, 0.7, 0, 0])
    assert linked(_ranked(0, 1), links, 1).rows.tolist() == [0, 1]
    assert len(linked(_ranked(), links, 5).rows) == 0


LISTS = Lists(np.array([[1, 0.5, 0, 0], [0, 0, 1, 0]], dtype=np.float32), np.arange(4))
"""How far works 0 to 3 belong to two themes; the last is of none."""


def test_works_belong_to_the_themes_that_a_question_is_like() -> None:
    likely = np.array([0.7, 0.7 - TEMPERATURE], dtype=np.float32)
    found = themed(_ranked(3, 2, 1, 0), LISTS, likely)
    share = np.e / (1 + np.e)  # of the likelier theme: apart by one temperature
    # work 3 is of no theme and first: it gets what the best of a theme has
    assert found.rows.tolist() == [0, 3, 1, 2]
    assert found.scores.tolist() == pytest.approx([share, share, share / 2, 1 - share])
    last = themed(_ranked(0, 1, 2, 3), LISTS, np.array([0.7, 0.1], dtype=np.float32))
    assert last.rows.tolist()[2:] == [3, 2]
    assert last.scores[2] == pytest.approx(0.1, abs=1e-4)  # its score of all there is


def test_the_best_works_speak_for_their_themes_less_for_long_lists() -> None:
    shown = shown_themes(_ranked(0, 2, 1, 3), LISTS, 2)
    # 1.0 of work 0 in a list of 1.5, 0.7 of work 2 in a list of one
    assert shown.tolist() == pytest.approx([1, 0.7 * np.sqrt(1.5)])
    assert shown_themes(_ranked(3), LISTS, 2).tolist() == [0, 0]


NO_WORDS = LexicalIndex.of(["", ""])
WORKS = [work(name, None, f"{name}:1") for name in "abcd"]


def test_kin_counts_for_a_question_after_several_works_as_much_as_is_set_for_those() -> None:
    means = np.eye(2, dtype=np.float32)
    grades = np.array([[0, 4, 0, 4], [4, 0, 4, 0]])
    lists = Themes(means, NO_WORDS, grades, tuple("abcd"), "model", "text")
    kin = Kin(WORKS, lists, SearchSettings(theme_weight=0.0, theme_weight_many=1.0))
    # far more like the first theme than the best works, of the second, can make up for
    question = Asking("x", np.array([1.0, 0], dtype=np.float32))
    one, then, seen = kin.orders(_ranked(0, 1, 2, 3), question, several=False)
    many, nothing, also = kin.orders(_ranked(0, 1, 2, 3), question, several=True)
    assert one.rows.tolist() == [0, 1, 2, 3]
    assert then is not None
    assert then.rows.tolist() == many.rows.tolist() == [1, 3, 0, 2]
    assert nothing is None
    assert seen["themes"].rows.tolist()[:2] == also["themes"].rows.tolist()[:2] == [1, 3]
    assert np.allclose(kin.meant(_ranked(0, 1), question), [1, 0], atol=1e-3)
    between = kin.meant(_ranked(0, 2), Asking("x", np.array([0.5, 0.5], dtype=np.float32)))
    assert np.allclose(between, [0, 1], atol=5e-3)  # the best works are of the second


def test_without_themes_nothing_is_said_of_them() -> None:
    kin = Kin(WORKS[:2], None, SearchSettings())
    found, _, seen = kin.orders(
        _ranked(1, 0), Asking("x", np.ones(2, dtype=np.float32)), several=True
    )
    assert (found.rows.tolist(), seen) == ([1, 0], {})
    assert kin.meant(_ranked(1, 0), Asking("x", np.ones(2, dtype=np.float32))) is None
