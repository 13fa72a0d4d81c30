"""In: a mixture of round Gaussians; out: the exact noise prediction of diffusion on it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Mixture(NamedTuple):
    """Means (k, d), variances (k,) and weights (k,) of round Gaussians; weights need no sum."""

    means: Array
    variances: Array
    weights: Array


def score(x: Array, mixture: Mixture, signal: float) -> Array:
    """Gradient of log p_t at x (n, d), for x_t = sqrt(signal) x_0 + sqrt(1 - signal) e."""
    variance = signal * mixture.variances + 1.0 - signal  # (k,)
    apart = x[:, None, :] - np.sqrt(signal) * mixture.means  # (n, k, d)
    logs = np.log(mixture.weights) - 0.5 * (apart**2).sum(-1) / variance
    logs = logs - 0.5 * x.shape[1] * np.log(variance)
    share = np.exp(logs - logs.max(axis=1, keepdims=True))
    share /= share.sum(axis=1, keepdims=True)
    slope: Array = -np.einsum("nk,nkd->nd", share / variance, apart)
    return slope


def noise(x: Array, mixture: Mixture, signal: float) -> Array:
    """The noise e that an ideal denoiser predicts: -sqrt(1 - signal) times the score."""
    predicted: Array = -np.sqrt(1.0 - signal) * score(x, mixture, signal)
    return predicted
