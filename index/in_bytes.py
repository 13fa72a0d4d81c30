"""In: a weight matrix, and how inputs are smoothed; out: it in bytes, with a scale for each row.

Inputs of some columns are a hundred times as great as of others. Where they are divided by that
beforehand and the weights multiplied, both lose less by rounding (SmoothQuant, Xiao et al. 2023).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

SMOOTHING = Path(__file__).parent / "bert-bytes.npz"
_ZERO, _MOST = 128, 127
_MODEL = "model"

Smoothing = Mapping[str, NDArray[np.float32]]
"""By what the columns of some inputs are divided, by the name of the inputs."""


class InBytes(NamedTuple):
    """Codes (into, out), turned, and scales (out,); a number is code * scale."""

    codes: NDArray[np.int8]
    scales: NDArray[np.float32]


def in_bytes(weights: NDArray[np.float32]) -> InBytes:
    """The nearest that bytes come to weights (out, into)."""
    scales = np.maximum(weights.max(axis=1), -weights.min(axis=1)) / np.float32(_MOST)
    steps = weights * (1 / np.where(scales > 0, scales, 1))[:, None]
    steps += np.float32(_ZERO + 0.5)  # cut off, that is rounded
    codes = np.ascontiguousarray(steps.astype(np.uint8).T)
    codes ^= _ZERO
    return InBytes(codes.view(np.int8), scales)


def save_smoothing(smoothing: Smoothing, model: str, path: Path = SMOOTHING) -> None:
    """Write it in half precision, without pickle, for a model with this fingerprint."""
    stored: dict[str, Any] = {n: columns.astype(np.float16) for n, columns in smoothing.items()}
    with path.open("wb") as file:
        np.savez(file, **stored | {_MODEL: np.array(model)})


def load_smoothing(model: str, path: Path = SMOOTHING) -> Smoothing | None:
    """The smoothing for a model with this fingerprint, or None where there is none."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        if str(stored[_MODEL]) != model:
            return None
        return {name: stored[name].astype(np.float32) for name in stored if name != _MODEL}
