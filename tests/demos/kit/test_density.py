"""In: small mixtures; out: densities held against scipy, and the moments of the draws."""

import numpy as np
from scipy.stats import multivariate_normal

from demos.kit.density import log_density, points
from demos.kit.gaussians import Mixture

MIXTURE = Mixture(np.array([[0.0, 1.0], [3.0, -1.0]]), np.array([0.5, 2.0]), np.array([1.0, 3.0]))


def test_log_density_is_that_of_scipy() -> None:
    x = np.random.default_rng(0).normal(size=(7, 2))
    first, second = (multivariate_normal(m, v) for m, v in zip(*MIXTURE[:2], strict=True))
    np.testing.assert_allclose(
        log_density(x, MIXTURE), np.log(0.25 * first.pdf(x) + 0.75 * second.pdf(x))
    )


def test_far_points_have_a_finite_log_density() -> None:
    assert np.isfinite(log_density(np.array([[1e4, 0.0]]), MIXTURE)).all()


def test_draws_have_the_moments_of_the_mixture() -> None:
    x = points(MIXTURE, 40000, np.random.default_rng(1))
    np.testing.assert_allclose(x.mean(axis=0), [2.25, -0.5], atol=0.05)
    between = 0.25 * 0.75 * np.array([9.0, 4.0])
    np.testing.assert_allclose(x.var(axis=0), 0.25 * 0.5 + 0.75 * 2.0 + between, atol=0.08)
