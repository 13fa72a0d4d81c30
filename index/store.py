"""In: unit vectors; out: the rows nearest to a query, exactly; the only module that names faiss.

faiss is imported when vectors are: listing works must not wait for it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


_FEW = 200
"""From so many on it takes less time to sort by scores alone, and look whether any are equal."""


class Ranked(NamedTuple):
    """Rows of the passages, best first, with their scores; equal scores in order of row."""

    rows: NDArray[np.int64]
    scores: NDArray[np.floating[Any]]


def ranked(rows: NDArray[np.int64], scores: NDArray[np.floating[Any]]) -> Ranked:
    """Order rows by falling score, then by row."""
    order = np.argsort(-scores) if len(rows) > _FEW else np.lexsort((rows, -scores))
    falling = scores[order]
    if len(rows) > _FEW and (falling[1:] == falling[:-1]).any():
        order = np.lexsort((rows, -scores))
        falling = scores[order]
    return Ranked(rows[order], falling.astype(np.float64, copy=False))


def best(rows: NDArray[np.int64], scores: NDArray[np.floating[Any]], k: int) -> Ranked:
    """The first k that `ranked` gives, without putting the others in order."""
    if k < len(rows):
        least = np.partition(scores, -k)[-k]
        among = scores >= least
        rows, scores = rows[among], scores[among]
    found = ranked(rows, scores)
    return Ranked(found.rows[:k], found.scores[:k])


class FlatStore:
    """Exact inner-product search over all rows, in memory."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def of(cls, vectors: Vectors) -> "FlatStore":
        """A store of the rows of (n, dimension)."""
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "FlatStore":
        """Read a store; raises RuntimeError (faiss) for a file that is no index."""
        import faiss

        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        """Write the store; raises OSError, as faiss's own writer would not, on a full disk."""
        import faiss

        path.write_bytes(faiss.serialize_index(self._index).tobytes())

    def __len__(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self._index.d)

    def search(self, query: Vectors, k: int, *, in_order: bool = True) -> Ranked:
        """The up to k rows with the greatest inner product with a query (dimension,).

        Where it is not told to put them in order it may leave them as they stand.
        """
        import faiss

        # OpenMP keeps the number for each thread that calls it; to divide one query costs more
        faiss.omp_set_num_threads(1)
        rows = np.arange(len(self))
        if k >= len(rows):  # no need to choose
            products = self._products(query, rows)
            return ranked(rows, products) if in_order else Ranked(rows, products.astype(np.float64))
        scores, found = self._index.search(query[None, :], max(1, k))
        return ranked(found[0], scores[0])

    def _products(self, query: Vectors, rows: NDArray[np.int64]) -> Vectors:
        """The inner product of each row, the same numbers as `search` gives."""
        import faiss

        query = np.ascontiguousarray(query, dtype=np.float32)
        products = np.empty(len(rows), dtype=np.float32)
        if len(rows):
            arrays = (faiss.swig_ptr(array) for array in (products, rows))
            self._index.compute_distance_subset(1, faiss.swig_ptr(query), len(rows), *arrays)
        return products

    def vectors(self, rows: Sequence[int]) -> Vectors:
        """Stored vectors (len(rows), dimension)."""
        return np.asarray(
            self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64)), dtype=np.float32
        )
