import numpy as np
import pytest

from index.doubt import doubtful
from index.looks import Found
from index.store import Ranked

PASSING = np.array([False, True, True])


def found(works: Ranked, dense: Ranked, lexical: Ranked) -> Found:
    return Found(dense, {"dense": dense, "lexical": lexical}, works)


def ranked(*pairs: tuple[int, float]) -> Ranked:
    numbers, scores = [n for n, _ in pairs], [score for _, score in pairs]
    return Ranked(np.array(numbers, dtype=np.int64), np.array(scores, dtype=np.float64))


NO_WORD = ranked()


@pytest.mark.parametrize(
    ("scores", "dense", "lexical", "expected"),
    [
        # far ahead and like the question; not far ahead; not like it; but for a rare word
        (((0, 0.9), (1, 0.5)), ((0, 0.6), (1, 0.2)), (), True),
        (((0, 0.9), (1, 0.8)), ((0, 0.6), (1, 0.2)), (), False),
        (((0, 0.9), (1, 0.5)), ((0, 0.2), (1, 0.1)), (), False),
        (((0, 0.9), (1, 0.5)), ((0, 0.2), (1, 0.1)), ((0, 4.0), (2, 1.0)), True),
        (((0, 0.9), (1, 0.5)), ((0, 0.2), (1, 0.1)), ((0, 4.0), (2, 3.0)), False),
        # a work that passes leads; none that passes is ranked
        (((2, 0.9), (0, 0.5)), ((0, 0.6), (1, 0.2)), (), False),
        (((0, 0.9),), ((0, 0.6),), (), True),
    ],
)
def test_filters_are_doubted_where_a_work_outside_is_far_ahead_and_fits(
    scores: tuple[tuple[int, float], ...],
    dense: tuple[tuple[int, float], ...],
    lexical: tuple[tuple[int, float], ...],
    expected: bool,
) -> None:
    seen = found(ranked(*scores), ranked(*dense), ranked(*lexical))
    assert doubtful(seen, PASSING, 0.2) is expected


def test_nothing_found_is_no_reason_to_doubt() -> None:
    assert not doubtful(found(NO_WORD, NO_WORD, NO_WORD), PASSING, 0.2)
