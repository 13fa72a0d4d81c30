"""In: the states of a text's tokens; out: small codes by which words in context are compared.

A token's last state is centred, turned to the directions in which the tokens of our cards differ
most, cut to `size` of them and kept as bytes: a sixth of the numbers, and a fortieth of the space
of the states of all tokens, rank as well (`python -m evals.tokens`, which makes the file).
"""

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

PROJECTION = Path(__file__).parent / "tokens.npz"
SCALE = 127
"""A code is a unit vector times this, rounded."""


class Tokens(NamedTuple):
    """Numbers of vocabulary (n,) and codes (n, size) of the tokens of a text that say something."""

    ids: NDArray[np.int32]
    codes: NDArray[np.int8]


class Projection:
    """Mean (d,) and basis (d, size) of token states; `says[i]`: token i is no stop word or sign."""

    def __init__(
        self,
        mean: NDArray[np.floating[Any]],
        basis: NDArray[np.floating[Any]],
        says: NDArray[np.bool_],
        model: str,
    ) -> None:
        # half precision first, so that it computes the same before and after `save`
        self.mean = mean.astype(np.float16).astype(np.float32)
        self.basis = basis.astype(np.float16).astype(np.float32)
        self.says = says
        self.model = model

    @property
    def size(self) -> int:
        """How many numbers a code has."""
        return int(self.basis.shape[1])

    @cached_property
    def version(self) -> str:
        """A name for what codes depend on beside the model."""
        parts = (self.mean.tobytes(), self.basis.tobytes(), np.packbits(self.says).tobytes())
        return hashlib.sha256(b"".join(parts)).hexdigest()[:16]

    def __call__(self, ids: NDArray[np.int32], states: NDArray[np.float32]) -> Tokens:
        """The distinct tokens of a text that say something, each the mean of its occurrences.

        `ids` are (n,), `states` (n, d).
        """
        kept = self.says[ids]
        distinct, place = np.unique(ids[kept], return_inverse=True)
        sums = np.zeros((len(distinct), self.size), dtype=np.float32)
        np.add.at(sums, place, unit_rows(self._turned(states[kept])))
        codes = np.rint(SCALE * unit_rows(sums)).astype(np.int8)
        return Tokens(distinct.astype(np.int32), codes)

    def _turned(self, states: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray((states - self.mean) @ self.basis, dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write it in half precision, without pickle."""
        with path.open("wb") as file:
            np.savez(
                file,
                mean=self.mean.astype(np.float16),
                basis=self.basis.astype(np.float16),
                says=np.packbits(self.says),
                tokens=np.array(len(self.says)),
                model=np.array(self.model),
            )


def load_projection(model: str, path: Path = PROJECTION) -> Projection | None:
    """The projection for a model with this fingerprint, or None where there is none."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        if str(stored["model"]) != model:
            return None
        says = np.unpackbits(stored["says"], count=int(stored["tokens"])).astype(bool)
        return Projection(stored["mean"], stored["basis"], says, model)


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of length one; a row of nothing stays as it is."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), dtype=np.float32)
