"""In: texts; out: a BM25 index of them, and for a query the rows that share its words.

bm25s computes the index. A query only adds up some of its columns, which NumPy does here: loading
bm25s for that would cost a cold command a quarter of a second (it brings SciPy).
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import Stemmer
from numpy.typing import NDArray

from index.store import Ranked, ranked

_WORD = re.compile(r"\w\w+")
_ARRAYS = ("scores", "rows", "starts")
_TERMS = "terms.json"


class Analyzer:
    """Splits text into lower-case English stems, without stop words."""

    def __init__(self, stopwords: Sequence[str]) -> None:
        self.stopwords = tuple(sorted(stopwords))
        self._stop = frozenset(stopwords)
        self._stemmer = Stemmer.Stemmer("english")

    def stems(self, text: str) -> list[str]:
        """The stems of a text, in order, repeated as they occur."""
        words = _WORD.findall(unicodedata.normalize("NFKC", text).lower())
        stems: list[str] = self._stemmer.stemWords([w for w in words if w not in self._stop])
        return stems


class LexicalIndex(NamedTuple):
    """BM25 weights by term: those of term t are `scores[starts[t]:starts[t + 1]]`, of `rows`."""

    analyzer: Analyzer
    terms: dict[str, int]
    scores: NDArray[np.float32]
    rows: NDArray[np.int32]
    starts: NDArray[np.int64]
    size: int

    @classmethod
    def of(cls, texts: Sequence[str]) -> "LexicalIndex":
        """Index texts with bm25s (Lucene's BM25, k1 1.5, b 0.75)."""
        from bm25s.stopwords import STOPWORDS_EN

        analyzer = Analyzer(STOPWORDS_EN)
        stems = [analyzer.stems(text) for text in texts]
        # the numbering is ours, since bm25s numbers terms in the order of a set
        terms = {term: i for i, term in enumerate(sorted({s for text in stems for s in text}))}
        ids = [[terms[stem] for stem in text] for text in stems]
        return cls(analyzer, terms, *_weights(ids, terms), size=len(texts))

    def search(self, query: str, k: int) -> Ranked:
        """The up to k rows that share a word with the query, by summed BM25 weight."""
        sums = np.zeros(self.size, dtype=np.float32)
        for term in self.analyzer.stems(query):
            if (number := self.terms.get(term)) is not None:
                column = slice(self.starts[number], self.starts[number + 1])
                sums[self.rows[column]] += self.scores[column]
        rows = np.flatnonzero(sums > 0)
        best = ranked(rows, sums[rows])
        return Ranked(best.rows[:k], best.scores[:k])

    def save(self, folder: Path) -> None:
        """Write arrays and terms into a new folder, without pickle."""
        folder.mkdir()
        for name in _ARRAYS:
            with (folder / f"{name}.npy").open("wb") as file:
                np.save(file, getattr(self, name), allow_pickle=False)
        state = {"size": self.size, "stopwords": self.analyzer.stopwords, "terms": list(self.terms)}
        (folder / _TERMS).write_text(json.dumps(state, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read what `save` wrote; raises OSError or ValueError where it is damaged."""
        state = json.loads((folder / _TERMS).read_text("utf-8"))
        terms = {term: number for number, term in enumerate(state["terms"])}
        scores, rows, starts = (
            np.load(folder / f"{name}.npy", allow_pickle=False) for name in _ARRAYS
        )
        return cls(Analyzer(state["stopwords"]), terms, scores, rows, starts, state["size"])


def _weights(
    ids: list[list[int]], terms: dict[str, int]
) -> tuple[NDArray[np.float32], NDArray[np.int32], NDArray[np.int64]]:
    """Scores, rows and starts as bm25s computes them; of no term at all it makes no index."""
    import bm25s

    if not terms:
        return np.empty(0, np.float32), np.empty(0, np.int32), np.zeros(1, np.int64)
    model = bm25s.BM25(k1=1.5, b=0.75, method="lucene", csc_backend="numpy")
    model.index((ids, dict(terms)), create_empty_token=False, show_progress=False)
    return (
        np.asarray(model.scores["data"], dtype=np.float32),
        np.asarray(model.scores["indices"], dtype=np.int32),
        np.asarray(model.scores["indptr"], dtype=np.int64),
    )
