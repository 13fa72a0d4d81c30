"""In: points and a mixture of round Gaussians; out: the log-density, or points drawn from it."""

import numpy as np
from numpy.typing import NDArray

from demos.kit.gaussians import Mixture

Array = NDArray[np.float64]


def log_density(x: Array, mixture: Mixture) -> Array:
    """log p(x) of points (n, d); the weights are taken in proportion. Returns (n,)."""
    apart = ((x[:, None] - mixture.means) ** 2).sum(-1)  # (n, k)
    logs = np.log(mixture.weights / mixture.weights.sum()) - 0.5 * apart / mixture.variances
    logs = logs - 0.5 * x.shape[1] * np.log(2 * np.pi * mixture.variances)
    top = logs.max(axis=1)
    found: Array = top + np.log(np.exp(logs - top[:, None]).sum(axis=1))
    return found


def points(mixture: Mixture, count: int, random: np.random.Generator) -> Array:
    """`count` draws (count, d) from the mixture."""
    which = random.choice(len(mixture.means), count, p=mixture.weights / mixture.weights.sum())
    around = random.normal(size=(count, mixture.means.shape[1]))
    drawn: Array = mixture.means[which] + np.sqrt(mixture.variances[which])[:, None] * around
    return drawn
