"""In: a single Gaussian; out: the sampler held against the map that is known for it."""

import numpy as np
import pytest

from demos.kit.ddim import denoise, renoise, signal
from demos.kit.gaussians import Mixture

ONE = Mixture(np.array([[2.0, -1.0]]), np.array([0.25]), np.ones(1))


def test_signal_falls_from_one_to_nothing() -> None:
    assert signal(0.5) == pytest.approx(0.5)
    assert signal(0.0) == 1 - 1e-4
    assert signal(1.0) == 1e-4


def test_many_steps_scale_noise_to_the_gaussian() -> None:
    z = np.random.default_rng(0).normal(size=(50, 2))
    np.testing.assert_allclose(denoise(z, ONE, 1.0, 2000), ONE.means + 0.5 * z, atol=0.05)


def test_fewer_steps_are_further_off() -> None:
    z = np.random.default_rng(0).normal(size=(50, 2))
    off = [np.abs(denoise(z, ONE, 1.0, n) - ONE.means - 0.5 * z).mean() for n in (4, 16, 64)]
    assert off[0] > off[1] > off[2]


def test_renoising_half_way_has_the_right_moments() -> None:
    x = renoise(np.full((40000, 1), 3.0), 0.5, np.random.default_rng(1))
    assert x.mean() == pytest.approx(3.0 * 0.5**0.5, abs=0.02)
    assert x.std() == pytest.approx(0.5**0.5, abs=0.02)
