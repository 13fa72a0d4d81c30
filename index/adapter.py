"""In: a query's vector; out: the vector moved from how people ask to how works are described.

A linear map, x + x M, brought to unit length: M was trained on the questions of our cards
(`python -m evals.adapter`) for one model, and is used for indexes that hold cards.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors

ADAPTER = Path(__file__).parent / "adapter.npz"


class Adapter:
    """The map M, (dimension, dimension), and the fingerprint of the model it is for."""

    def __init__(self, matrix: NDArray[np.floating[Any]], model: str) -> None:
        self.matrix = np.asarray(matrix, dtype=np.float32)
        self.model = model

    def __call__(self, query: Vectors) -> Vectors:
        """The moved query: a unit vector (dimension,), or unit rows (n, dimension)."""
        moved = query + query @ self.matrix
        return np.asarray(moved / np.linalg.norm(moved, axis=-1, keepdims=True), dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the map in half precision, which changes no ranking and halves the file."""
        with path.open("wb") as file:
            np.savez(file, matrix=self.matrix.astype(np.float16), model=np.array(self.model))


def load_adapter(model: str, path: Path = ADAPTER) -> Adapter | None:
    """The adapter for a model with this fingerprint, or None where there is none."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        made_for = str(stored["model"])
        return Adapter(stored["matrix"], made_for) if made_for == model else None
