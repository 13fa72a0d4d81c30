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

    def matched(self, asked: NDArray[np.int8]) -> NDArray[np.float32]:
        """The mean cosine of a question's tokens (m, size) with their best match in each sentence.

        0 for a sentence without tokens, and for all where the question has none.
        """
        told = np.diff(self.starts) > 0
        found = np.zeros(len(told), dtype=np.float32)
        if not (len(asked) and told.any()):
            return found
        cosines = (asked.astype(np.float32) @ self.codes.T.astype(np.float32)) / SCALE**2
        found[told] = np.maximum.reduceat(cosines, self.starts[:-1][told], axis=1).mean(axis=0)
        return found
