from pathlib import Path

import faiss
import numpy as np
import pytest

from index.store import FlatStore, Vectors, best, ranked


def unit_rows(count: int, dimension: int) -> Vectors:
    rows = np.random.default_rng(3).normal(size=(count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_search_equals_brute_force() -> None:
    vectors, queries = unit_rows(200, 16), unit_rows(20, 16)
    store = FlatStore.of(vectors)
    for query in queries:
        found = store.search(query, 10)
        products = vectors @ query
        assert found.rows.tolist() == np.argsort(-products, kind="stable")[:10].tolist()
        assert found.scores == pytest.approx(np.sort(products)[::-1][:10], abs=1e-6)


def test_all_rows_have_the_scores_that_the_best_have() -> None:
    vectors, query = unit_rows(200, 16), unit_rows(1, 16)[0]
    store = FlatStore.of(vectors)
    best, every = store.search(query, 199), store.search(query, 200)
    assert np.array_equal(best.rows, every.rows[:199])
    assert np.array_equal(best.scores, every.scores[:199])


def test_asking_for_more_rows_than_there_are_gives_those_there_are() -> None:
    store = FlatStore.of(unit_rows(3, 4))
    assert sorted(store.search(unit_rows(1, 4)[0], 10).rows.tolist()) == [0, 1, 2]


def test_an_empty_store_finds_nothing() -> None:
    store = FlatStore.of(np.empty((0, 4), dtype=np.float32))
    assert len(store) == 0
    assert store.search(unit_rows(1, 4)[0], 5).rows.tolist() == []


def test_equal_scores_come_in_order_of_row() -> None:
    same = np.repeat(unit_rows(1, 4), 5, axis=0)
    assert FlatStore.of(same).search(same[0], 5).rows.tolist() == [0, 1, 2, 3, 4]
    assert ranked(np.array([7, 2, 5]), np.array([1.0, 1.0, 2.0])).rows.tolist() == [5, 2, 7]


def test_a_saved_store_is_the_same_store(tmp_path: Path) -> None:
    vectors = unit_rows(9, 4)
    FlatStore.of(vectors).save(tmp_path / "a")
    FlatStore.of(vectors).save(tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    loaded = FlatStore.load(tmp_path / "a")
    assert loaded.dimension == 4
    assert np.array_equal(loaded.vectors([8, 0]), vectors[[8, 0]])


@pytest.mark.parametrize("k", [5, 50])
def test_one_query_is_not_divided_over_threads(k: int) -> None:
    faiss.omp_set_num_threads(2)
    FlatStore.of(unit_rows(20, 4)).search(unit_rows(1, 4)[0], k)
    assert faiss.omp_get_max_threads() == 1


def test_many_rows_are_in_the_order_that_few_are_in() -> None:
    scores = np.random.default_rng(0).random(1000).astype(np.float32)
    rows = np.random.default_rng(1).permutation(1000)
    for ties in (False, True):
        if ties:
            scores[::9] = 0.5
        found = ranked(rows, scores)
        expected = sorted(zip((-scores).tolist(), rows.tolist(), strict=True))
        assert found.rows.tolist() == [row for _, row in expected]
        assert found.scores.tolist() == [-score for score, _ in expected]
        for k in (1, 60, 1000, 2000):
            first = best(rows, scores, k)
            assert first.rows.tolist() == found.rows[:k].tolist()
            assert first.scores.tolist() == found.scores[:k].tolist()
