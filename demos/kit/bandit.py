"""In: a table of logits; out: a softmax policy over bigrams, its samples and group advantages."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis."""
    weights = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: Array = weights / weights.sum(axis=-1, keepdims=True)
    return shares


def sample_pairs(
    table: Array, count: int, length: int, random: np.random.Generator
) -> NDArray[np.int64]:
    """Walks of `length` steps under the transition table (symbols, symbols), from random starts.

    Returns symbols (count, length + 1).
    """
    upto = table.cumsum(axis=1)
    upto[:, -1] = 1.0  # rounding must not leave a gap at the end
    words = np.empty((count, length + 1), dtype=np.int64)
    words[:, 0] = random.integers(len(table), size=count)
    for step in range(length):
        draws = random.random(count)[:, None]
        words[:, step + 1] = (upto[words[:, step]] <= draws).sum(axis=1)
    return words


def advantages(rewards: Array) -> Array:
    """Rewards of one group less their mean, over their standard deviation; zeros if all agree."""
    spread = rewards.std()
    if spread == 0.0:
        return np.zeros_like(rewards)
    scaled: Array = (rewards - rewards.mean()) / spread
    return scaled
