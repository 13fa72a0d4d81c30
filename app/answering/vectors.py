"""In: texts of sentences; out: their unit vectors, from the file kept beside the index or made now.

The file is one array of records, (key, vector) sorted by key, where a key is the beginning of a
text's SHA-256. It is only a store: a vector that it lacks is made when a question needs it, with
the same bytes, so that no answer depends on what is stored.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embed import Embedder, Progress, silent
from ingest.replace import replacing

log = logging.getLogger(__name__)

Vector = NDArray[np.float32]


class SentenceVectors:
    """The vectors of sentences by text; those of the file are read as they are asked for."""

    def __init__(self, embedder: Embedder, folder: Path | None = None) -> None:
        self._embedder = embedder
        self._made: dict[str, Vector] = {}
        self._rows: NDArray[np.void] | None = None
        self._keys: NDArray[np.uint64] = np.empty(0, dtype=np.uint64)
        path = next(iter(_files(folder, embedder)), None) if folder else None
        if path and (rows := _read(path)) is not None:
            self._rows, self._keys = rows, np.ascontiguousarray(rows["key"])

    def of(self, texts: Iterable[str]) -> dict[str, Vector]:
        """The vectors of all the texts; those that are not stored are made and remembered."""
        wanted = dict.fromkeys(texts)
        found = {text: vector for text in wanted if (vector := self.stored(text)) is not None}
        if new := [text for text in wanted if text not in found]:
            made = dict(zip(new, self._embedder.encode(new), strict=True))
            self._made.update(made)
            found |= made
        return found

    def asked(self, question: str) -> Vector:
        """The unit vector of a question."""
        return self._embedder.encode_query(question)

    def stored(self, text: str) -> Vector | None:
        """The vector of a text if it is in the file or was made before."""
        if text in self._made:
            return self._made[text]
        if self._rows is None:
            return None
        key = _key(text)
        place = int(np.searchsorted(self._keys, key))
        if place == len(self._keys) or self._keys[place] != key:
            return None
        vector: Vector = np.array(self._rows["vector"][place])
        self._made[text] = vector
        return vector


def keep(
    folder: Path,
    generation: str,
    texts: Callable[[], Sequence[str]],
    embedder: Embedder,
    progress: Progress = silent,
) -> int:
    """Store the vectors of just these texts for a generation of the index; how many were made.

    Nothing is done if that generation has its file and it can be read; what an earlier one has
    is not made again. The file is put in place in one step.
    """
    path = folder / f"{_stem(embedder)}{generation}.npy"
    if _read(path) is not None:
        return 0
    before = SentenceVectors(embedder, folder)
    wanted = sorted(set(texts()))
    new = [text for text in wanted if before.stored(text) is None]
    made = dict(zip(new, embedder.encode(new, progress), strict=True)) if new else {}
    row = np.dtype([("key", np.uint64), ("vector", np.float32, (embedder.dimension,))])
    rows = np.empty(len(wanted), dtype=row)
    for place, text in enumerate(wanted):
        held = before.stored(text)
        rows[place] = (_key(text), made[text] if held is None else held)
    rows.sort(order="key")
    _replace(path, rows)
    return len(new)


def _read(path: Path) -> NDArray[np.void] | None:
    """The rows of a file; None where there is none or it is damaged, so that it is made again."""
    try:
        rows: NDArray[np.void] = np.load(path, mmap_mode="r")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, EOFError) as exc:
        log.warning("%s is not used (%s); `litmus ingest` writes it anew", path, exc)
        return None
    return rows


def _replace(path: Path, rows: NDArray[np.void]) -> None:
    """Put the file in place and remove those of other generations and models."""
    with replacing(path) as out:
        np.save(out, rows)
    for other in path.parent.glob("sentences-*.npy"):
        if other != path:
            other.unlink(missing_ok=True)


def _files(folder: Path, embedder: Embedder) -> list[Path]:
    """The stored files that this model made; there is one, but for a moment."""
    return sorted(folder.glob(f"{_stem(embedder)}*.npy"))


def _stem(embedder: Embedder) -> str:
    return f"sentences-{hashlib.sha256(embedder.fingerprint.encode()).hexdigest()[:12]}-"


def _key(text: str) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little"))
