"""In: a weight matrix; out: the same in bytes, each few numbers of a row with a scale of their own.

By blocks as small as these a byte a number is enough: an outlier coarsens only its neighbours.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BLOCK = 16
"""So many numbers share a scale: the fewest that ONNX Runtime multiplies."""
_ZERO, _MOST = 128, 127


class InBytes(NamedTuple):
    """Codes (out, into / BLOCK, BLOCK) and scales (out, into / BLOCK).

    A number is (code - 128) * scale.
    """

    codes: NDArray[np.uint8]
    scales: NDArray[np.float32]


def in_bytes(weights: NDArray[np.float32]) -> InBytes:
    """The nearest that bytes come to weights (out, into); `into` is a multiple of BLOCK."""
    blocks = weights.reshape(len(weights), -1, BLOCK)
    most = np.abs(blocks)
    while half := most.shape[2] // 2:  # quicker than a maximum of sixteen numbers at a time
        most = np.maximum(most[..., :half], most[..., half:])
    scales = np.asarray(most[..., 0] / _MOST, dtype=np.float32)
    steps = blocks * (1 / np.where(scales > 0, scales, 1))[..., None]
    steps += np.float32(_ZERO + 0.5)  # cut off, that is rounded
    return InBytes(steps.astype(np.uint8), scales)
