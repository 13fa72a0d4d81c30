"""In: small alphabets; out: words, probabilities, slopes and draws held against counting."""

import numpy as np
import pytest

from demos.kit.words import all_words, along, draw, log_p, pair_counts


def test_every_word_stands_once_in_counting_order() -> None:
    assert all_words(2, 3).tolist() == [
        [0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1], [1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1],
    ]  # fmt: skip


def test_pairs_of_one_word() -> None:
    count = pair_counts(np.array([[1, 0, 0, 0]]), 2)
    assert count[0].tolist() == [[2.0, 0.0], [1.0, 0.0], [0.0, 1.0]]


def test_probabilities_are_products_and_sum_to_one() -> None:
    table = np.log(np.array([[[0.25, 0.75], [0.5, 0.5], [0.1, 0.9]]]))
    p = np.exp(log_p(table, pair_counts(all_words(2, 3), 2)))[0]
    assert p.sum() == pytest.approx(1.0)
    assert p[0b101] == pytest.approx(0.9 * 0.5 * 0.75)


def test_slope_agrees_with_differences() -> None:
    random = np.random.default_rng(0)
    count = pair_counts(all_words(3, 3), 3)
    table, weights = random.normal(size=(1, 4, 3)), random.normal(size=(1, 27))
    slope = along(table, weights, count)
    for place in np.ndindex(1, 4, 3):
        moved = np.zeros_like(table)
        moved[place] = 1e-6
        change = log_p(table + moved, count) - log_p(table - moved, count)
        assert slope[place] == pytest.approx((weights * change).sum() / 2e-6, abs=1e-6)


def test_draws_follow_the_shares_and_never_have_probability_zero() -> None:
    shares = np.array([[0.0, 0.2, 0.8], [1.0, 0.0, 0.0]])
    drawn = draw(shares, 20000, np.random.default_rng(1))
    assert (drawn[0] == 0).sum() == 0
    assert (drawn[0] == 2).mean() == pytest.approx(0.8, abs=0.01)
    assert (drawn[1] == 0).all()
