"""In: variances, or losses; out: prompts of linear tasks as moments, or falls of the loss."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

Array = NDArray[np.float64]


class Moments(NamedTuple):
    """For f = sum_ikq a_ikq G_ik z_q: the mean squared error is a' m a - 2 b' a + c, a flat.

    `turn` (d, d) holds the principal directions of the inputs in its columns.
    """

    m: Array
    b: Array
    c: float
    turn: Array


def linear_prompts(
    variances: Array, pairs: int, count: int, random: np.random.Generator
) -> Moments:
    """Moments of `count` prompts: y = w x with a new w in each, G = mean of z z', z = (x, y).

    The query z_q = (x_q, 0) is one more input; the target is its y. variances (d,).
    """
    d = len(variances)
    turn = np.linalg.qr(random.normal(size=(d, d)))[0]
    x = (random.normal(size=(count, pairs + 1, d)) * np.sqrt(variances)) @ turn.T
    y = np.einsum("pnd,pd->pn", x, random.normal(size=(count, d)))
    z = np.concatenate([x[:, :-1], y[:, :-1, None]], axis=2)
    g = np.einsum("pni,pnj->pij", z, z) / pairs
    query = np.c_[x[:, -1], np.zeros(count)]
    seen = np.einsum("pik,pq->pikq", g, query).reshape(count, -1)
    target = y[:, -1]
    return Moments(seen.T @ seen / count, seen.T @ target / count, float((target**2).mean()), turn)


def falls(losses: Array, share: float = 0.05) -> int:
    """How many times the lowest loss so far drops suddenly: peaks of its speed in log time.

    A peak must stand out by `share` of the whole drop. losses (steps,), from step 10 on.
    """
    at = np.unique(np.geomspace(10, len(losses) - 1, 300).astype(int))
    speed = -np.gradient(np.minimum.accumulate(losses)[at], np.log(at))
    return len(find_peaks(speed, prominence=share * (losses[0] - losses[-1]))[0])
