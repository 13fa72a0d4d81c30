"""In: texts; out: a BM25 index of them, and for a query the rows that share its words.

bm25s computes the index. A query only adds up some of its columns, which NumPy does here: loading
bm25s for that would cost a cold command a quarter of a second (it brings SciPy).
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.analyzer import Analyzer, analyzer_without
from index.store import Ranked, best

_ARRAYS = ("scores", "rows", "starts")
_TERMS = "terms.json"

TermWeights = Mapping[int, float]
"""Numbers of terms, with how much each counts; a term asked for once counts 1."""


@dataclass(frozen=True)
class LexicalIndex:
    """BM25 weights by term: those of term t are `scores[starts[t]:starts[t + 1]]`, of `rows`."""

    analyzer: Analyzer
    terms: dict[str, int]
    scores: NDArray[np.float32]
    rows: NDArray[np.int32]
    starts: NDArray[np.int64]
    size: int

    @classmethod
    def of(cls, texts: Sequence[str]) -> "LexicalIndex":
        """Index texts with bm25s (Lucene's BM25, k1 1.2, b 0.75)."""
        from bm25s.stopwords import STOPWORDS_EN_PLUS

        analyzer = analyzer_without(tuple(STOPWORDS_EN_PLUS))
        stems = [analyzer.stems(text) for text in texts]
        # the numbering is ours, since bm25s numbers terms in the order of a set
        terms = {term: i for i, term in enumerate(sorted({s for text in stems for s in text}))}
        ids = [[terms[stem] for stem in text] for text in stems]
        return cls(analyzer, terms, *_weights(ids, terms), size=len(texts))

    def search(self, query: str, k: int) -> Ranked:
        """The up to k rows that share a word with the query, by summed BM25 weight."""
        return self.search_terms(self.weights(query), k)

    def weights(self, query: str) -> dict[int, float]:
        """The terms of a query that the index has, each counting as often as it is said.

        Neighbouring words of which the texts lack one count as one word where the texts have
        that: `data set` finds dataset.
        """
        asked = self.analyzer.asked(query)
        stems = [*asked]
        for one, two in pairwise(asked):
            if not (one in self.terms and two in self.terms):
                stems += self.analyzer.stems(one + two)
        counts = Counter(self.terms[stem] for stem in stems if stem in self.terms)
        return {number: float(count) for number, count in counts.items()}

    def search_terms(self, weights: TermWeights, k: int) -> Ranked:
        """The up to k rows that have any of the terms, by weighted sum."""
        sums = np.zeros(self.size, dtype=np.float32)
        if weights:
            starts = self._starts
            columns = [slice(starts[number], starts[number + 1]) for number in weights]
            counts = [column.stop - column.start for column in columns]
            each = np.repeat(np.array(list(weights.values()), dtype=np.float32), counts)
            scores = np.concatenate([self.scores[column] for column in columns])
            rows = np.concatenate([self.rows[column] for column in columns])
            np.add.at(sums, rows, each * scores)
        rows = np.flatnonzero(sums > 0)
        return best(rows, sums[rows], k)

    def terms_of(self, row: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The numbers of a row's terms, ascending, and their BM25 weights there."""
        terms, scores, starts = self._by_row
        mine = slice(starts[row], starts[row + 1])
        return terms[mine], scores[mine]

    @cached_property
    def _starts(self) -> list[int]:
        """`starts` as numbers of Python, which are quicker to look up one by one."""
        return list(map(int, self.starts))

    @cached_property
    def _by_row(self) -> tuple[NDArray[np.int64], NDArray[np.float32], list[int]]:
        """The terms and scores in order of row, and where each row begins among them."""
        order = np.argsort(self.rows, kind="stable")
        terms = np.repeat(np.arange(len(self.terms)), np.diff(self.starts))[order]
        starts = np.searchsorted(self.rows[order], np.arange(self.size + 1)).tolist()
        return terms, self.scores[order], starts

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The terms by number."""
        return tuple(self.terms)

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
        analyzer = analyzer_without(tuple(state["stopwords"]))
        return cls(analyzer, terms, scores, rows, starts, state["size"])


def _weights(
    ids: list[list[int]], terms: dict[str, int]
) -> tuple[NDArray[np.float32], NDArray[np.int32], NDArray[np.int64]]:
    """Scores, rows and starts as bm25s computes them; of no term at all it makes no index."""
    import bm25s

    if not terms:
        return np.empty(0, np.float32), np.empty(0, np.int32), np.zeros(1, np.int64)
    model = bm25s.BM25(k1=1.2, b=0.75, method="lucene", csc_backend="numpy")
    model.index((ids, dict(terms)), create_empty_token=False, show_progress=False)
    return (
        np.asarray(model.scores["data"], dtype=np.float32),
        np.asarray(model.scores["indices"], dtype=np.int32),
        np.asarray(model.scores["indptr"], dtype=np.int64),
    )
