"""In: noise and a mixture; out: samples by deterministic diffusion with the exact noise."""

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from demos.kit.gaussians import Mixture, noise

Array = NDArray[np.float64]


def signal(t: float) -> float:
    """Share of signal a_t = cos^2(pi t / 2) at time t in [0, 1], kept off its ends."""
    return min(max(math.cos(t * math.pi / 2) ** 2, 1e-4), 1 - 1e-4)


def denoise(x: Array, model: Mixture, start: float, steps: int) -> Array:
    """DDIM from x (n, d) at time `start` down to 0; one call of the model for each step."""
    levels = [signal(start * (1 - step / steps)) for step in range(steps + 1)]
    for a, b in pairwise(levels):
        e = noise(x, model, a)
        x = math.sqrt(b) * (x - math.sqrt(1 - a) * e) / math.sqrt(a) + math.sqrt(1 - b) * e
    return x


def renoise(x: Array, t: float, random: np.random.Generator) -> Array:
    """Clean points (n, d) taken to time t."""
    return math.sqrt(signal(t)) * x + math.sqrt(1 - signal(t)) * random.normal(size=x.shape)
