"""In: points and a velocity field; out: flow matching: its loss, its samples, its exact field.

The straight path x_t = (1 - t) x_0 + t x_1 from noise x_0 ~ N(0, I) at t = 0 to data x_1 at t = 1,
whose velocity is x_1 - x_0 (Lipman et al. 2023; Liu et al. 2023).
"""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Generator, Tensor

from demos.kit.gaussians import Mixture
from demos.kit.nets import Layers, mlp

Array = NDArray[np.float64]
Points = TypeVar("Points", Array, Tensor)


def net_field(layers: Layers, x: Tensor, t: Tensor | float) -> Tensor:
    """An MLP as velocity: from x (n, d) and t (n, 1), or one t for all, to (n, d)."""
    times = t if isinstance(t, Tensor) else torch.full((len(x), 1), t)
    return mlp(layers, torch.cat([x, times], 1), torch.nn.functional.silu)


def matching_loss(
    field: Callable[[Tensor, Tensor], Tensor], data: Tensor, gen: Generator
) -> Tensor:
    """Mean squared error of the field against x_1 - x_0 at random points of the paths; a scalar."""
    start, t = torch.randn(data.shape, generator=gen), torch.rand(len(data), 1, generator=gen)
    return (field((1 - t) * start + t * data, t) - (data - start)).square().sum(1).mean()


def transport(field: Callable[[Points, float], Points], x: Points, steps: int) -> Points:
    """Points (n, d) carried from t = 0 to t = 1 by `steps` midpoint steps (two calls each)."""
    size = 1.0 / steps
    for step in range(steps):
        t = step * size
        middle = x + 0.5 * size * field(x, t)
        x = x + size * field(middle, t + 0.5 * size)
    return x


def exact_field(x: Array, t: float, mixture: Mixture) -> Array:
    """E[x_1 - x_0 | x_t = x] where the data are a mixture of round Gaussians. x (n, d) -> (n, d).

    Component k of x_t has mean t m_k and variance t^2 v_k + (1 - t)^2.
    """
    variance = t**2 * mixture.variances + (1 - t) ** 2  # (k,)
    apart = x[:, None, :] - t * mixture.means  # (n, k, d)
    logs = np.log(mixture.weights) - 0.5 * (apart**2).sum(-1) / variance
    logs = logs - 0.5 * x.shape[1] * np.log(variance)
    share = np.exp(logs - logs.max(axis=1, keepdims=True))
    share /= share.sum(axis=1, keepdims=True)
    pull = (t * mixture.variances - (1 - t)) / variance  # (k,)
    wanted: Array = ((mixture.means + pull[:, None] * apart) * share[..., None]).sum(axis=1)
    return wanted
