"""Embedders to compute by hand: a text is its stemmed content words."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.answering.terms import terms
from index.embed import Progress, silent
from index.projection import SCALE, Tokens

SIZE = 256


class WordEmbedder:
    """A text's vector counts its stemmed content words by bucket: equal words, cosine 1."""

    name = "words"
    fingerprint = "words"
    dimension = SIZE

    def encode(self, texts: Sequence[str], progress: Progress = silent) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), SIZE), dtype=np.float32)
        for number, text in enumerate(texts):
            for term in terms(text):
                rows[number, sum(ord(c) * (i + 1) for i, c in enumerate(term)) % SIZE] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.maximum(lengths, 1.0)

    def encode_query(self, text: str) -> NDArray[np.float32]:
        return self.encode([text])[0]


class WordTokens(WordEmbedder):
    """The same, with a code for each stemmed content word: equal words match, others do not."""

    tokens_made_with = "words"

    def encode_tokens(
        self, texts: Sequence[str], progress: Progress = silent
    ) -> tuple[NDArray[np.float32], list[Tokens]]:
        return self.encode(texts, progress), [self.query_tokens(text) for text in texts]

    def query_tokens(self, text: str) -> Tokens:
        words = dict.fromkeys(terms(text))
        codes = np.rint(SCALE * self.encode(list(words))).astype(np.int8)
        return Tokens(np.arange(len(words), dtype=np.int32), codes)
