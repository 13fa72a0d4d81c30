"""In: puzzles; out: each rule held against the plan it was read off, and broken by hand."""

import numpy as np

from demos.kit.schedules import Puzzles, broken, puzzles, right


def test_the_hidden_plan_breaks_nothing_and_a_random_one_does() -> None:
    random = np.random.default_rng(0)
    task = puzzles(20, 10, 5, 25, random)
    assert not broken(task.key[:, None], task).any()
    assert broken(random.integers(5, size=(20, 4, 10)), task).any(axis=2).all()
    assert (task.pair[:, :, 0] != task.pair[:, :, 1]).all()
    assert set(np.unique(task.kind)) == {0, 1, 2}


def test_each_kind_of_rule() -> None:
    pair = np.array([[[0, 1], [0, 1], [0, 1]]])
    task = Puzzles(pair, np.array([[0, 1, 2]]), np.zeros((1, 2), dtype=np.int64))
    plans = np.array([[[3, 3], [1, 2], [2, 1]]])
    assert broken(plans, task)[0].tolist() == [
        [True, True, False],
        [False, False, True],
        [False, True, True],
    ]


def test_a_puzzle_is_solved_by_one_plan_that_breaks_nothing() -> None:
    wrong = np.array([[[True, False], [False, False]], [[True, False], [False, True]]])
    assert right(wrong).tolist() == [True, False]
