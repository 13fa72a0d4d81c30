"""In: linear tasks and made-up losses; out: moments and falls held against what they must be."""

import numpy as np
import pytest

from demos.kit.prompts import falls, linear_prompts

VARIANCES = np.array([1.0, 0.25])


def test_without_weights_the_error_is_the_variance_of_the_targets() -> None:
    data = linear_prompts(VARIANCES, 20, 40000, np.random.default_rng(0))
    assert data.c == pytest.approx(1.25, abs=0.05)
    assert data.m.shape == (27, 27)
    np.testing.assert_allclose(data.turn @ data.turn.T, np.eye(2), atol=1e-12)


def test_ideal_regression_reaches_the_known_error() -> None:
    data = linear_prompts(VARIANCES, 20, 40000, np.random.default_rng(1))
    gain = 1 / (1 + (1 + VARIANCES.sum() / VARIANCES) / 20)
    weights = np.zeros((3, 3, 3))  # value y, key and query x: f = mean(y x)' W x_q
    weights[2, :2, :2] = data.turn @ np.diag(gain / VARIANCES) @ data.turn.T
    a = weights.ravel()
    error = a @ data.m @ a - 2 * data.b @ a + data.c
    assert error == pytest.approx((VARIANCES * (1 - gain)).sum(), abs=0.02)


@pytest.mark.parametrize("places", [(2.0,), (2.0, 4.5), (2.0, 4.0, 6.5)])
def test_falls_are_counted(places: tuple[float, ...]) -> None:
    time = np.log(np.arange(1, 5000))
    losses = sum(1 / (1 + np.exp(6 * (time - place - 2))) for place in places)
    assert falls(np.asarray(losses)) == len([p for p in places if p + 2 < 8.3])


def test_a_passing_rise_is_no_fall() -> None:
    time = np.log(np.arange(1, 5000))
    losses = 1 / (1 + np.exp(6 * (time - 4)))
    losses[2000:2100] += 3.0
    assert falls(losses) == 1
