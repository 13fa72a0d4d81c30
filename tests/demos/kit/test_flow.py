"""Against Gaussians, for which path, velocity and end point have closed forms."""

import numpy as np
import torch

from demos.kit.flow import exact_field, matching_loss, net_field, transport
from demos.kit.gaussians import Mixture
from demos.kit.nets import flat, mlp_init
from demos.kit.seeds import generator, rng
from demos.kit.train import fit

ONE = Mixture(np.array([[2.0, -1.0]]), np.array([0.25]), np.array([1.0]))
TWO = Mixture(np.array([[2.0, 0.0], [-2.0, 1.0]]), np.array([0.25, 0.04]), np.array([1.0, 3.0]))


def test_one_gaussian_is_moved_and_scaled() -> None:
    x = rng(0).normal(size=(50, 2))
    found = transport(lambda p, t: exact_field(p, t, ONE), x, 100)
    np.testing.assert_allclose(found, ONE.means + 0.5 * x, atol=2e-3)


def test_midpoint_is_of_second_order() -> None:
    x = rng(0).normal(size=(50, 2))
    coarse, middle, fine = (
        transport(lambda p, t: exact_field(p, t, TWO), x, n) for n in (50, 100, 1600)
    )
    assert 3.3 < abs(coarse - fine).mean() / abs(middle - fine).mean() < 4.8


def test_exact_field_is_the_mean_velocity_of_paths_through_a_point() -> None:
    random, t = rng(1), 0.6
    which = random.choice(2, 400_000, p=[0.25, 0.75])
    end = TWO.means[which] + np.sqrt(TWO.variances[which])[:, None] * random.normal(
        size=(len(which), 2)
    )
    start = random.normal(size=end.shape)
    at = (1 - t) * start + t * end
    for point in ([0.0, 0.3], [0.8, 0.2]):
        near = np.linalg.norm(at - point, axis=1) < 0.08
        found = (end - start)[near]
        error = found.std(axis=0) / np.sqrt(near.sum())
        wanted = exact_field(np.array([point]), t, TWO)[0]
        assert (abs(found.mean(axis=0) - wanted) < 4 * error + 0.02).all()


def test_mixture_is_reached_with_its_weights() -> None:
    found = transport(lambda p, t: exact_field(p, t, TWO), rng(2).normal(size=(4000, 2)), 60)
    left = found[:, 0] < 0
    assert abs(left.mean() - 0.75) < 0.03
    np.testing.assert_allclose(found[left].mean(axis=0), TWO.means[1], atol=0.05)
    np.testing.assert_allclose(found[~left].std(axis=0), 0.5, atol=0.06)


def test_trained_field_nears_the_exact_one() -> None:
    gen = generator(0)
    layers = mlp_init((3, 32, 32, 2), gen)
    mean = torch.tensor(ONE.means, dtype=torch.float32)

    def loss(_: int) -> torch.Tensor:
        data = mean + 0.5 * torch.randn(256, 2, generator=gen)
        return matching_loss(lambda x, t: net_field(layers, x, t), data, gen)

    losses = fit(flat(layers), loss, 300, 0.01)
    assert np.mean(losses[-20:]) < np.mean(losses[:5])
    x = torch.randn(500, 2, generator=gen)
    with torch.no_grad():
        end = transport(lambda p, t: net_field(layers, p, t), x, 20)
        middle = 0.5 * mean + 0.3125**0.5 * x  # where the paths are at t = 1/2
        wanted = torch.tensor(exact_field(middle.double().numpy(), 0.5, ONE))
        apart = (net_field(layers, middle, 0.5) - wanted).norm(dim=1)
    assert apart.mean() < 0.15 * wanted.norm(dim=1).mean()
    torch.testing.assert_close(end.mean(0), mean[0] + 0.5 * x.mean(0), atol=0.15, rtol=0)
