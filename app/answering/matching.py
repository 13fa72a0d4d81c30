"""In: the codes of tokens of a question and of sentences; out: how well each sentence matches."""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from index.projection import SCALE


class SentenceTokens(NamedTuple):
    """Codes of the tokens of sentences: those of sentence s are rows `starts[s]` to `starts[s + 1]`
    of `codes` (n, size)."""

    starts: NDArray[np.int64]
    codes: NDArray[np.int8]

    @classmethod
    def of(cls, sentences: Sequence[NDArray[np.int8]]) -> Self:
        """The tokens of sentences, in their order."""
        starts = np.cumsum([0, *map(len, sentences)], dtype=np.int64)
        told = [codes for codes in sentences if len(codes)]
        return cls(starts, np.concatenate(told) if told else np.empty((0, 0), np.int8))

    def matched(self, asked: NDArray[np.int8]) -> "Matches":
        """How well each sentence matches a question's tokens (m, size).

        All is 0 for a sentence without tokens, and for all where the question has none.
        """
        told = np.diff(self.starts) > 0
        if not (len(asked) and told.any()):
            return Matches(*np.zeros((2, len(told)), dtype=np.float32))
        cosines = (asked.astype(np.float32) @ self.codes.T.astype(np.float32)) / SCALE**2
        best = np.zeros((len(asked), len(told)), dtype=np.float32)
        best[:, told] = np.maximum.reduceat(cosines, self.starts[:-1][told], axis=1)
        beyond = np.maximum(0, best - best.mean(axis=1, keepdims=True))
        return Matches(best.mean(axis=0), beyond.mean(axis=0))


class Matches(NamedTuple):
    """Of each sentence, (n,), the mean cosine of the question's tokens with their best match in it,
    and the mean of that by which they match it better than the sentences do on average."""

    mean: NDArray[np.float32]
    beyond: NDArray[np.float32]
