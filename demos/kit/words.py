"""In: an alphabet and a length; out: every word, its probability under a table and the slopes."""

import numpy as np
from numpy.typing import NDArray

from demos.kit.bandit import softmax

Array = NDArray[np.float64]


def all_words(symbols: int, length: int) -> NDArray[np.int64]:
    """Every word of `length` symbols (symbols ** length, length), in counting order."""
    return np.indices((symbols,) * length).reshape(length, -1).T.astype(np.int64)


def pair_counts(words: NDArray[np.int64], symbols: int) -> Array:
    """How often each symbol follows each (words, symbols + 1, symbols); the last row is the start.

    words (n, length).
    """
    count = np.zeros((len(words), symbols + 1, symbols))
    before = np.c_[np.full(len(words), symbols), words[:, :-1]]
    np.add.at(count, (np.arange(len(words))[:, None], before, words), 1.0)
    return count


def log_p(tables: Array, count: Array) -> Array:
    """Log-probability (n, words) of each word under each table of logits (n, before, symbol)."""
    logs: Array = np.einsum("nbt,ybt->ny", np.log(softmax(tables)), count)
    return logs


def along(tables: Array, weights: Array, count: Array) -> Array:
    """sum_y weights_y grad log p(y), of the tables' shape; weights (n, words)."""
    chosen = np.einsum("ny,ybt->nbt", weights, count)
    slope: Array = chosen - chosen.sum(-1, keepdims=True) * softmax(tables)
    return slope


def draw(shares: Array, count: int, random: np.random.Generator) -> NDArray[np.int64]:
    """`count` draws from each row of probabilities (n, outcomes); returns places (n, count)."""
    upto = shares.cumsum(axis=1)
    points = upto[:, -1:, None] * random.random((len(shares), count, 1))
    places: NDArray[np.int64] = (upto[:, None, :] <= points).sum(axis=2)
    return places
