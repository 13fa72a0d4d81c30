import numpy as np
import pytest

from index.feedback import drawn_terms, drawn_vector
from index.lexical import LexicalIndex

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
