"""In: texts; out: unit vectors, by ONNX Runtime where the model allows it, else PyTorch."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.models import fingerprint, is_plain_bert, model_folder
from index.projection import Projection, Tokens, load_projection
from index.threads import one_blas_thread

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from index.bert import BertEncoder, Encoded

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with (done, of how many) while texts are embedded."""

_Result = TypeVar("_Result")

_BATCH = 32
_REMEMBERED = 256
"""So many of the last questions are known by their vectors: a page asks one again at each click."""


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


@runtime_checkable
class TokenEmbedder(Protocol):
    """An embedder that gives, beside a text's vector, codes of its tokens."""

    @property
    def tokens_made_with(self) -> str:
        """A name for how codes are made, "" for a model for which there is none."""
        ...

    def encode_tokens(
        self, texts: Sequence[str], progress: Progress = silent
    ) -> tuple[Vectors, list[Tokens]]:
        """What `encode` gives, and the tokens of each text."""
        ...

    def query_tokens(self, text: str) -> Tokens:
        """The tokens of a question."""
        ...


def tokens_made_with(embedder: Embedder) -> str:
    """How an embedder makes codes of tokens, "" where it makes none."""
    return embedder.tokens_made_with if isinstance(embedder, TokenEmbedder) else ""


def open_embedder(model: str) -> Embedder:
    """The quickest embedder for a model; its weights are read with the first text.

    Raises StateError when the model is nowhere.
    """
    folder = model_folder(model)
    return BertEmbedder(model, folder) if is_plain_bert(folder) else TorchEmbedder(model, folder)


class BertEmbedder:
    """A BERT model of the usual shape, without PyTorch.

    Each text is encoded alone, so a vector depends on its text and on nothing else: an index
    built in two steps has the same bytes as one built at once.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.fingerprint = fingerprint(folder)
        self._folder = folder
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._ask)

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
        for done, vector in enumerate(self._each(self._encoder.encode, texts, progress)):
            rows[done] = vector
        return rows

    @property
    def tokens_made_with(self) -> str:
        """A name for how codes are made, "" for a model for which there is none."""
        return self._projection.version if self._projection else ""

    def encode_tokens(
        self, texts: Sequence[str], progress: Progress = silent
    ) -> tuple[Vectors, list[Tokens]]:
        """What `encode` gives, and the tokens of each text."""
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        tokens = []
        for done, (vector, told) in enumerate(self._each(self._vector_and_tokens, texts, progress)):
            rows[done] = vector
            tokens.append(told)
        return rows, tokens

    def encode_query(self, text: str) -> Vectors:
        """The unit vector (dimension,) of a question."""
        return self._remembered(text)[0]

    def query_tokens(self, text: str) -> Tokens:
        """The tokens of a question."""
        return self._remembered(text)[1]

    def _each(
        self, encode: Callable[[str], _Result], texts: Sequence[str], progress: Progress
    ) -> Iterator[_Result]:
        """What a function makes of every text, in order, one text a thread."""
        with one_blas_thread(), ThreadPoolExecutor(cpu_count()) as pool:
            for done, result in enumerate(pool.map(encode, texts), 1):
                yield result
                progress(done, len(texts))

    def _vector_and_tokens(self, text: str) -> tuple[Vectors, Tokens]:
        return self._projected(self._encoder.encode_tokens(text))

    def _projected(self, encoded: "Encoded") -> tuple[Vectors, Tokens]:
        if self._projection is None:
            return encoded.vector, Tokens(np.empty(0, np.int32), np.empty((0, 0), np.int8))
        return encoded.vector, self._projection(encoded.ids, encoded.states)

    @cached_property
    def _projection(self) -> Projection | None:
        return load_projection(self.fingerprint)

    def _ask(self, text: str) -> tuple[Vectors, Tokens]:
        with one_blas_thread():
            vector, tokens = self._projected(self._encoder.ask_tokens(text))
        vector.flags.writeable = False
        return vector, tokens

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one of the model's own, not spelt out in pieces."""
        return self._encoder.knows(word)


class TorchEmbedder:
    """Any sentence-transformers model; it is read, with PyTorch, at the first text."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.fingerprint = fingerprint(folder)
        self._folder = folder
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._ask)

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
        return self._remembered(text)

    def _ask(self, text: str) -> Vectors:
        said = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        vector = np.asarray(said, dtype=np.float32)
        vector.flags.writeable = False
        return vector
