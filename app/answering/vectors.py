"""In: texts of sentences; out: their unit vectors and the codes of their tokens, from the files
kept beside the index or made now.

There are two files, put in place one after the other: the codes of all tokens, and an array of
records sorted by key, the beginning of a text's SHA-256, each with its vector and its place among
the codes. They are only a store: what they lack is made when a question needs it, with the same
bytes, so that no answer depends on what is stored.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embed import Embedder, Progress, TokenEmbedder, silent, tokens_made_with
from ingest.replace import replacing

log = logging.getLogger(__name__)

Vector = NDArray[np.float32]
Codes = NDArray[np.int8]
_ROWS, _CODES = "sentences-", "tokens-"
_FIELDS = ("key", "start", "count", "vector")
_NO_CODES: Codes = np.empty((0, 0), dtype=np.int8)


class Said(NamedTuple):
    """What is kept of a text: its unit vector (d,) and its tokens' codes (n, size).

    An embedder without tokens makes no codes: n and size are 0.
    """

    vector: Vector
    codes: Codes


class SentenceVectors:
    """The vectors and codes of sentences by text; those of the files are read as asked for."""

    def __init__(self, embedder: Embedder, folder: Path | None = None) -> None:
        self._embedder = embedder
        self._made: dict[str, Said] = {}
        self._rows: NDArray[np.void] | None = None
        self._keys: NDArray[np.uint64] = np.empty(0, dtype=np.uint64)
        self._codes = _NO_CODES
        path = next(iter(_files(folder, embedder)), None) if folder else None
        if path and (stored := _read(path)):
            self._rows, self._codes = stored
            self._keys = np.ascontiguousarray(self._rows["key"])

    def of(self, texts: Iterable[str]) -> dict[str, Said]:
        """What is kept of all the texts; of those that are not stored it is made and remembered."""
        wanted = dict.fromkeys(texts)
        found = {text: said for text in wanted if (said := self.stored(text)) is not None}
        if new := [text for text in wanted if text not in found]:
            made = dict(zip(new, encoded(new, self._embedder), strict=True))
            self._made.update(made)
            found |= made
        return found

    def asked(self, question: str) -> Vector:
        """The unit vector of a question."""
        return self._embedder.encode_query(question)

    def asked_codes(self, question: str) -> Codes:
        """The codes (n, size) of a question's tokens, none where the embedder makes none."""
        if not isinstance(self._embedder, TokenEmbedder):
            return _NO_CODES
        return self._embedder.query_tokens(question).codes

    def stored(self, text: str) -> Said | None:
        """What is kept of a text if it is in the files or was made before."""
        if text in self._made:
            return self._made[text]
        if self._rows is None:
            return None
        key = _key(text)
        place = int(np.searchsorted(self._keys, key))
        if place == len(self._keys) or self._keys[place] != key:
            return None
        row = self._rows[place]
        start, count = int(row["start"]), int(row["count"])
        said = Said(np.array(row["vector"]), np.array(self._codes[start : start + count]))
        self._made[text] = said
        return said


def encoded(texts: Sequence[str], embedder: Embedder, progress: Progress = silent) -> list[Said]:
    """The vectors and codes of texts, in their order."""
    if not isinstance(embedder, TokenEmbedder):
        return [Said(vector, _NO_CODES) for vector in embedder.encode(texts, progress)]
    vectors, tokens = embedder.encode_tokens(texts, progress)
    return [Said(*row) for row in zip(vectors, (t.codes for t in tokens), strict=True)]


def keep(
    folder: Path,
    generation: str,
    texts: Callable[[], Sequence[str]],
    embedder: Embedder,
    progress: Progress = silent,
) -> int:
    """Store what is kept of just these texts for a generation of the index; how many were made.

    Nothing is done if that generation has its files and they can be read; what an earlier one has
    is not made again. The file of records comes last: once it is there, all is.
    """
    path = folder / f"{_stem(embedder)}{generation}.npy"
    if _read(path) is not None:
        return 0
    before = SentenceVectors(embedder, folder)
    wanted = sorted(set(texts()), key=_key)
    new = [text for text in wanted if before.stored(text) is None]
    made = dict(zip(new, encoded(new, embedder, progress), strict=True))
    said = [made[text] if text in made else before.of([text])[text] for text in wanted]
    counts = np.array([len(one.codes) for one in said], dtype=np.int64)
    rows = np.empty(len(wanted), dtype=_row(embedder.dimension))
    rows["key"] = [_key(text) for text in wanted]
    rows["vector"] = [one.vector for one in said]
    rows["start"], rows["count"] = np.cumsum(counts) - counts, counts
    codes = np.concatenate([one.codes for one in said if len(one.codes)] or [_NO_CODES])
    _put(_codes_of(path), codes)
    _put(path, rows)
    _drop_others(path)
    return len(new)


def _row(dimension: int) -> np.dtype[np.void]:
    types = (np.uint64, np.int64, np.int64, (np.float32, (dimension,)))
    return np.dtype(list(zip(_FIELDS, types, strict=True)))


def _read(path: Path) -> tuple[NDArray[np.void], Codes] | None:
    """The records and codes of a generation; None where a file of it is not there, damaged or of
    another form, so that both are made again."""
    try:
        rows: NDArray[np.void] = np.load(path, mmap_mode="r")
        codes: Codes = np.load(_codes_of(path), mmap_mode="r")
        if rows.dtype.names != _FIELDS or codes.ndim != _NO_CODES.ndim:
            raise ValueError("it is of another form")
        if len(rows) and len(codes) != int(rows[-1]["start"] + rows[-1]["count"]):
            raise ValueError("its codes are of another generation")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, EOFError) as exc:
        log.warning("%s is not used (%s); `litmus ingest` writes it anew", path, exc)
        return None
    return rows, codes


def _put(path: Path, array: NDArray[Any]) -> None:
    """Write an array into its place in one step."""
    with replacing(path) as out:
        np.save(out, array)


def _drop_others(path: Path) -> None:
    """Remove the files of other generations and models; records before the codes they point to."""
    for name in (path.name, _codes_of(path).name):
        kind = name.split("-")[0]
        for other in path.parent.glob(f"{kind}-*.npy"):
            if other.name != name:
                other.unlink(missing_ok=True)


def _files(folder: Path, embedder: Embedder) -> list[Path]:
    """The stored records that this model made; there is one, but for a moment."""
    return sorted(folder.glob(f"{_stem(embedder)}*.npy"))


def _codes_of(path: Path) -> Path:
    """The file of codes that goes with one of records."""
    return path.with_name(path.name.replace(_ROWS, _CODES, 1))


def _stem(embedder: Embedder) -> str:
    made_by = f"{embedder.fingerprint} {tokens_made_with(embedder)}"
    return f"{_ROWS}{hashlib.sha256(made_by.encode()).hexdigest()[:12]}-"


def _key(text: str) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little"))
