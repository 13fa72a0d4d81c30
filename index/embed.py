"""In: texts; out: unit vectors, by NumPy where the model allows it, else sentence-transformers."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import cached_property, lru_cache
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.models import fingerprint, is_plain_bert, model_folder
from index.settings import BuildSettings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

    from index.bert import BertEncoder

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with (done, of how many) while texts are embedded."""

_BATCH = 32
_REMEMBERED = 256


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""


class Embedder(Protocol):
    """What turns texts into unit vectors of `dimension` numbers."""

    @property
    def name(self) -> str:
        """The model, as named in the settings."""
        ...

    @property
    def fingerprint(self) -> str:
        """A hash that tells this model from every other."""
        ...

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        ...

    def encode(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        """Unit rows (len(texts), dimension), in the order of the texts."""
        ...

    def encode_query(self, text: str) -> Vectors:
        """The unit vector (dimension,) of a question."""
        ...


@runtime_checkable
class Lexicon(Protocol):
    """An embedder that can tell which words its model knows."""

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one of the model's own, not spelt out in pieces."""
        ...


def open_embedder(model: str) -> Embedder:
    """The quickest embedder for a model; its weights are read with the first text.

    Raises StateError when the model is nowhere.
    """
    folder = model_folder(model)
    return NumpyEmbedder(model, folder) if is_plain_bert(folder) else TorchEmbedder(model, folder)


class NumpyEmbedder:
    """A BERT model without PyTorch.

    Each text is encoded alone, so a vector depends on its text and on nothing else: an index
    built in two steps has the same bytes as one built at once.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.fingerprint = fingerprint(folder)
        self._folder = folder

    @cached_property
    def _encoder(self) -> "BertEncoder":
        from index.bert import BertEncoder

        return BertEncoder(self._folder)

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._encoder.dimension

    def encode(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        """Unit rows (len(texts), dimension): one thread a processor, one text a thread."""
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        encode = self._encoder.encode
        with self._one_blas_thread(), ThreadPoolExecutor(cpu_count()) as pool:
            for done, vector in enumerate(pool.map(encode, texts)):
                rows[done] = vector
                progress(done + 1, len(texts))
        return rows

    def encode_query(self, text: str) -> Vectors:
        """The unit vector (dimension,) of a question."""
        return self._remembered(text)

    @cached_property
    def _remembered(self) -> Callable[[str], Vectors]:
        """The encoder with a memory of the last questions: a page asks one again at each click."""
        encode = self._encoder.encode

        @lru_cache(maxsize=_REMEMBERED)
        def encoded(text: str) -> Vectors:
            with self._one_blas_thread():
                vector = encode(text)
            vector.flags.writeable = False
            return vector

        return encoded

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one of the model's own, not spelt out in pieces."""
        return self._encoder.knows(word)

    def _one_blas_thread(self) -> AbstractContextManager[None]:
        """Keep BLAS from dividing one text over threads: they wait for one another, and on a busy
        machine such a wait is hundreds of milliseconds (measured).
        """
        limit: AbstractContextManager[None] = self._blas.limit(limits=1, user_api="blas")
        return limit

    @cached_property
    def _blas(self) -> "ThreadpoolController":
        from threadpoolctl import ThreadpoolController

        return ThreadpoolController()


class TorchEmbedder:
    """Any sentence-transformers model; it is read, with PyTorch, at the first text."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.fingerprint = fingerprint(folder)
        self._folder = folder

    @cached_property
    def _model(self) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(self._folder))

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        """Unit rows (len(texts), dimension), embedded in batches of texts of like length."""
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: (-len(texts[i]), i))
        for start in range(0, len(texts), _BATCH):
            batch = by_length[start : start + _BATCH]
            rows[batch] = self._model.encode_document(
                [texts[i] for i in batch], normalize_embeddings=True, show_progress_bar=False
            )
            progress(start + len(batch), len(texts))
        return rows

    def encode_query(self, text: str) -> Vectors:
        """The unit vector (dimension,) of a question, with the model's query prompt if any."""
        vector = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, dtype=np.float32)


class PrefixedEmbedder:
    """Another embedder whose questions and passages begin with a model's instructions."""

    def __init__(self, embedder: Embedder, settings: BuildSettings) -> None:
        self.name = embedder.name
        self._embedder = embedder
        self._query, self._passage = settings.query_prefix, settings.passage_prefix
        # passages alone are stored, yet a question asked another way fits them less
        self.fingerprint = f"{embedder.fingerprint}|{self._query}|{self._passage}"

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._embedder.dimension

    def encode(self, texts: Sequence[str], progress: Progress = silent) -> Vectors:
        """Unit rows (len(texts), dimension) of the prefixed passages."""
        return self._embedder.encode([self._passage + text for text in texts], progress)

    def encode_query(self, text: str) -> Vectors:
        """The unit vector (dimension,) of the prefixed question."""
        return self._embedder.encode_query(self._query + text)


def with_prefixes(embedder: Embedder, settings: BuildSettings) -> Embedder:
    """The embedder as the settings want it used: with prefixes where they have any."""
    wanted = settings.query_prefix or settings.passage_prefix
    return PrefixedEmbedder(embedder, settings) if wanted else embedder
