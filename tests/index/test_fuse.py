import numpy as np
import pytest

from index.fuse import behind, by_group, convex, fused, reordered, rrf
from index.settings import SearchSettings
from index.store import Ranked


def ranking(*pairs: tuple[int, float]) -> Ranked:
    return Ranked(
        np.array([row for row, _ in pairs], dtype=np.int64),
        np.array([score for _, score in pairs], dtype=np.float64),
    )


DENSE = ranking((4, 0.9), (7, 0.5), (2, 0.1))
LEXICAL = ranking((7, 12.0), (9, 6.0))
EVEN = {"dense": 0.5, "lexical": 0.5}


def test_rrf_sums_weight_over_k_plus_rank() -> None:
    found = rrf({"dense": DENSE, "lexical": LEXICAL}, EVEN, 60)
    assert found.rows.tolist() == [7, 4, 9, 2]
    expected = [0.5 / 62 + 0.5 / 61, 0.5 / 61, 0.5 / 62, 0.5 / 63]
    assert found.scores.tolist() == pytest.approx(expected)


def test_convex_brings_each_ranker_to_one_scale() -> None:
    weights = {"dense": 0.75, "lexical": 0.25}
    found = convex({"dense": DENSE, "lexical": LEXICAL}, weights)
    assert found.rows.tolist() == [4, 7, 2, 9]
    assert found.scores.tolist() == pytest.approx([0.75, 0.75 * 0.5 + 0.25, 0, 0])


def test_a_ranker_that_found_one_thing_or_nothing_is_no_trouble() -> None:
    found = convex({"dense": DENSE, "lexical": ranking((9, 3.0))}, EVEN)
    assert dict(zip(found.rows.tolist(), found.scores.tolist(), strict=True))[9] == 0.5
    assert rrf({"dense": DENSE, "lexical": ranking()}, EVEN, 60).rows.tolist() == [4, 7, 2]
    assert convex({"dense": ranking(), "lexical": ranking()}, EVEN).rows.tolist() == []


def test_equal_sums_come_in_order_of_row() -> None:
    mirrored = {"dense": ranking((3, 1.0), (1, 0.0)), "lexical": ranking((1, 1.0), (3, 0.0))}
    assert rrf(mirrored, EVEN, 60).rows.tolist() == [1, 3]
    assert convex(mirrored, EVEN).rows.tolist() == [1, 3]


def test_the_settings_choose_the_fusion_and_its_weights() -> None:
    both = {"dense": DENSE, "lexical": LEXICAL}
    dense_only = fused(both, SearchSettings(fusion="convex", dense_weight=1))
    assert dense_only.rows.tolist()[:2] == [4, 7]
    by_rank = fused(both, SearchSettings(fusion="rrf", rrf_k=1))
    assert by_rank.scores[0] == pytest.approx(0.5 / 3 + 0.5 / 2)


def test_a_group_has_the_score_of_its_best_row() -> None:
    group = np.array([0, 0, 0, 1, 2, 2])
    found = by_group(ranking((1, 0.9), (4, 0.85), (3, 0.8), (0, 0.75), (5, 0.5), (2, 0.1)), group)
    assert found.rows.tolist() == [0, 2, 1]
    assert found.scores.tolist() == [0.9, 0.85, 0.8]
    tied = by_group(ranking((3, 0.7), (0, 0.7), (1, 0.6)), group)
    assert tied.rows.tolist() == [0, 1]


def test_ranks_beside_scores_keep_the_scale() -> None:
    both = {"dense": DENSE, "lexical": LEXICAL}
    settings = SearchSettings(fusion="convex", rank_weight=0.5, rrf_k=1)
    scores = dict(zip(*(column.tolist() for column in fused(both, settings)), strict=True))
    assert scores[7] == pytest.approx((0.5 * 0.5 + 0.5 + 0.5 * 2 * (0.5 / 3 + 0.5 / 2)) / 1.5)
    top = ranking((4, 0.9), (7, 0.5))
    assert fused({"dense": top, "lexical": top}, settings).scores[0] == pytest.approx(1)


def test_equal_scores_have_equal_ranks() -> None:
    tied = ranking((1, 0.5), (2, 0.5), (3, 0.1))
    found = rrf({"dense": tied, "lexical": ranking()}, EVEN, 1)
    assert found.scores.tolist() == pytest.approx([0.25, 0.25, 0.125])


def test_what_is_held_stays_before_the_others_and_none_scores_more() -> None:
    first = Ranked(np.array([4, 2, 7]), np.array([0.6, 0.5, 0.1]))
    then = Ranked(np.array([7, 4, 9, 2]), np.array([0.9, 0.8, 0.4, 0.2]))
    found = behind(first, then, 2)
    assert found.rows.tolist() == [4, 2, 7, 9]
    assert found.scores.tolist() == [0.6, 0.5, 0.5, 0.4]
    assert behind(first, then, 5).rows.tolist() == [4, 2, 7, 9]


def test_a_group_is_ranked_alike_by_rows_in_any_order() -> None:
    found, group = ranking((5, 0.5), (0, 0.75), (3, 0.8), (1, 0.9)), np.array([0, 0, 0, 1, 2, 2])
    assert by_group(found, group).rows.tolist() == [0, 1, 2]


def test_raised_by_two_rankings_is_raised_by_one_after_the_other() -> None:
    first, second = ranking((9, 4.0), (2, 2.0), (4, 0.0)), ranking((4, 1.0), (3, 0.0))
    at_once = reordered(DENSE, (first, 0.4), (second, 0.2))
    in_steps = reordered(reordered(DENSE, (first, 0.4)), (second, 0.2))
    assert at_once.rows.tolist() == in_steps.rows.tolist() == [4, 7, 9, 2, 3]
    assert np.array_equal(at_once.scores, in_steps.scores)
    assert at_once.scores[0] == pytest.approx((0.9 / 1.4 + 0.2) / 1.2)
