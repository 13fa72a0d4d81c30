import numpy as np
import pytest

from app.atlas import plane


def _groups(rng, count, size):
    middles = rng.normal(size=(count, 30))
    return np.concatenate([m + 0.1 * rng.normal(size=(size, 30)) for m in middles])


def test_like_works_lie_together_within_the_frame():
    means = _groups(np.random.default_rng(0), 3, 8)
    places = plane(means)
    assert places.shape == (24, 2)
    assert np.abs(places).max() == pytest.approx(1.0)
    gaps = np.linalg.norm(places[:, None] - places[None], axis=-1)
    np.fill_diagonal(gaps, np.inf)
    group = np.arange(24) // 8
    assert (group[gaps.argmin(axis=1)] == group).all()


def test_the_map_is_the_same_for_the_same_works():
    means = _groups(np.random.default_rng(1), 4, 5)
    assert np.array_equal(plane(means), plane(means))


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_few_works_have_a_place_too(count):
    places = plane(np.random.default_rng(2).normal(size=(count, 30)))
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()
    assert np.abs(places).max() <= 1.0
