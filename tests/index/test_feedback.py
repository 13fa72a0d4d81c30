import numpy as np
import pytest

from index.feedback import drawn_terms, drawn_vector, linked, shared_topics
from index.lexical import LexicalIndex
from index.store import Ranked

INDEX = LexicalIndex.of(["owl owl snow", "owl kettle", "violin"])


ONE = np.array([1.0], dtype=np.float32)


def test_a_vector_moves_towards_the_mean_of_what_is_liked() -> None:
    query = np.array([1, 0], dtype=np.float32)
    moved = drawn_vector(query, np.array([[0, 1], [0, 1]], dtype=np.float32), np.ones(2), 0.5)
    assert moved.tolist() == pytest.approx([1 / 1.25**0.5, 0.5 / 1.25**0.5])
    assert drawn_vector(query, np.empty((0, 2), dtype=np.float32), np.empty(0), 0.5) is query


def test_what_fits_better_draws_more() -> None:
    query = np.array([0, 0, 1], dtype=np.float32)
    liked = np.array([[1, 0, 0], [0, 1, 0]], dtype=np.float32)
    moved = drawn_vector(query, liked, np.array([3.0, 1.0]), 1.0)
    assert (moved / moved[2]).tolist() == pytest.approx([0.75, 0.25, 1])
    owl, violin = INDEX.terms["owl"], INDEX.terms["violin"]
    asked = {INDEX.terms["snow"]: 1.0}
    both = [drawn_terms(asked, INDEX, [0, 2], np.array(w), 0.2, 9) for w in ([3.0, 1], [1.0, 3])]
    assert both[0][owl] > both[1][owl]
    assert both[0][violin] < both[1][violin]


def test_terms_of_what_is_liked_get_their_share() -> None:
    owl, snow = INDEX.terms["owl"], INDEX.terms["snow"]
    drawn = drawn_terms({owl: 1.0}, INDEX, [0], ONE, share=0.2, terms=5)
    assert set(drawn) == {owl, snow}
    assert sum(drawn.values()) == pytest.approx(1 / (1 - 0.2))
    assert drawn_terms({owl: 1.0}, INDEX, [0], ONE, share=0.2, terms=1).keys() <= {owl, snow}


@pytest.mark.parametrize("liked", [[], [2]])
def test_nothing_is_added_to_a_query_without_known_terms(liked: list[int]) -> None:
    assert drawn_terms({}, INDEX, liked, np.ones(len(liked)), share=0.2, terms=5) == {}


def test_a_work_without_the_word_is_found_by_what_its_like_share() -> None:
    drawn = drawn_terms({INDEX.terms["snow"]: 1.0}, INDEX, [0], ONE, share=0.2, terms=5)
    assert INDEX.search("snow", 9).rows.tolist() == [0]
    assert INDEX.search_terms(drawn, 9).rows.tolist() == [0, 1]


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
    links = np.zeros((4, 4), dtype=bool)
    links[[0, 3, 2, 3, 1, 2], [3, 0, 3, 2, 2, 1]] = True
    found = linked(_ranked(0, 2, 1, 3), links, 2)
    # 3 is linked with both of the best, 1 with the second
    assert found.rows.tolist() == [3, 1, 0, 2]
    assert found.scores.tolist() == pytest.approx([1.7, 0.7, 0, 0])
    assert linked(_ranked(0, 1), links, 1).rows.tolist() == [0, 1]
    assert len(linked(_ranked(), links, 5).rows) == 0
