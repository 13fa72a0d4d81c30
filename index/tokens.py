"""In: the tokens of passages and of a question; out: how well works match the question.

Late interaction (Khattab & Zaharia 2020): each token of the question looks for its best match
among all tokens of a work, and counts as much as it is rare. A work of many tokens has a good match
for anything, so that only counts by which its match is better than for tokens of other works, as
hubs among neighbours are corrected (Radovanovic et al. 2010).
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.projection import SCALE, Tokens
from index.token_store import TokenStore

DRAWN = 2048
"""Tokens of all works that tell how well a work matches anything. With 512 nDCG@10 moved by 0.004
with the draw; with these by 0.001."""
_MOST_TOKENS = 2_000_000
"""Of so many what works match anyway is reckoned when an index is built: in some ten seconds."""
_STIRRED = 0x9E3779B97F4A7C15 - (1 << 64)
"""An odd number near 2^64 over the golden ratio: sums times it, modulo 2^64, fall evenly
(Knuth, The Art of Computer Programming 3, 6.4)."""


def draw(codes: NDArray[np.int8], size: int) -> NDArray[np.int64]:
    """Up to `size` rows of (tokens, dimensions), ascending, drawn by what they hold.

    A token more or less exchanges one row at most, so that an edit of one text leaves the rest.
    """
    shares = np.random.default_rng(0).integers(1, 1 << 40, codes.shape[1])
    lots = (codes @ shares) * _STIRRED
    return np.sort(np.argsort(lots, kind="stable")[:size])


class WorkTokens:
    """The tokens of a store by work; `work_of_row[p]` is the work of passage p of `works`."""

    def __init__(self, store: TokenStore, work_of_row: NDArray[np.int64], works: int) -> None:
        self._store = store
        self._works = works
        self._work_of_row = work_of_row
        self._by_work: dict[int, NDArray[np.int8]] = {}
        known = store.anything
        # not a number until it is known
        self._expected = np.full(works, np.nan) if known is None else known.copy()

    def scores(self, question: Tokens, works: Sequence[int]) -> NDArray[np.float64]:
        """How well each of some works matches, (len(works),): mean cosines, weighted by rarity.

        Those of a work that matches anything better than the mean of these works are so much less.
        A work without tokens gets the least score; without tokens in the question all get 0.
        """
        starts = self._starts
        has = [starts[work] < starts[work + 1] for work in works]
        found = np.zeros(len(works))
        if not any(has) or not len(question.ids):
            return found
        told = list(compress(works, has))
        rarity = self._rarity[question.ids]
        matched = rarity @ self._best(question.codes, told) / rarity.sum()
        anything = self._matches_of_anything(told)
        fair = matched - (anything - anything.mean())
        found[:] = fair.min()
        found[has] = fair
        return found

    def together(self, question: Tokens, works: Sequence[int]) -> float:
        """How well some works match together: each token takes its best match in any of them."""
        told = [work for work in works if self._starts[work] < self._starts[work + 1]]
        if not told or not len(question.ids):
            return 0.0
        rarity = self._rarity[question.ids]
        return float(rarity @ self._best(question.codes, told).max(axis=1) / rarity.sum())

    def _best(self, codes: NDArray[np.number[Any]], works: Sequence[int]) -> NDArray[np.float64]:
        """The cosine of each code and its best match in each work, (len(codes), len(works))."""
        asked = codes.astype(np.float32, copy=False)
        best = np.empty((len(works), len(codes)))
        for row, work in zip(best, works, strict=True):
            np.maximum.reduce(asked @ self._told(work).astype(np.float32), axis=1, out=row)
        return best.T / SCALE**2

    def _told(self, work: int) -> NDArray[np.int8]:
        """The codes of a work, (size, tokens told); together they are the store's once more."""
        if work not in self._by_work:
            part = slice(self._starts[work], self._starts[work + 1])
            mine = self._store.codes[self._order[part]]
            self._by_work[work] = np.ascontiguousarray(mine.T)
        return self._by_work[work]

    def reckoned(self) -> TokenStore:
        """The store with what every work matches anyway, which costs a millisecond a work.

        Where that would keep an ingest waiting it is left to the searches, as it comes up.
        """
        store = self._store
        if len(store.ids) > _MOST_TOKENS:
            return store
        starts = self._starts
        works = [work for work in range(self._works) if starts[work] < starts[work + 1]]
        self._matches_of_anything(works)
        return replace(store, anything=self._expected)

    def _matches_of_anything(self, works: Sequence[int]) -> NDArray[np.float64]:
        """How well each work matches tokens of the other works, (len(works),)."""
        expected = self._expected[list(works)]
        unknown = np.isnan(expected)
        if unknown.any():
            # one by one, so that a figure is the same to the last bit whatever else is asked
            expected[unknown] = [self._matches_anything(work) for work in compress(works, unknown)]
            self._expected[list(works)] = expected
        return expected

    def _matches_anything(self, work: int) -> float:
        """How well a work matches tokens drawn from all; its own do not count."""
        codes, rarity, work_of_token = self._sample
        weights = rarity * (work_of_token != work)
        # a library of one work has no others, and nothing to compare
        return float(weights @ self._best(codes, [work])[:, 0] / max(weights.sum(), 1e-9))

    @cached_property
    def _sample(self) -> tuple[NDArray[np.float32], NDArray[np.float64], NDArray[np.int64]]:
        """Codes, rarity and works of tokens drawn from all works."""
        rows = draw(self._store.codes, DRAWN)
        codes = self._store.codes[rows].astype(np.float32)
        return codes, self._rarity[self._store.ids[rows]], self._work_of_token[rows]

    @cached_property
    def _work_of_token(self) -> NDArray[np.int64]:
        return np.repeat(self._work_of_row, np.diff(self._store.starts))

    @cached_property
    def _order(self) -> NDArray[np.int64]:
        return np.argsort(self._work_of_token, kind="stable")

    @cached_property
    def _starts(self) -> list[int]:
        starts = np.searchsorted(self._work_of_token[self._order], np.arange(self._works + 1))
        return list(map(int, starts))

    @cached_property
    def _rarity(self) -> NDArray[np.float64]:
        """The idf of BM25 of every token of the vocabulary, over works."""
        size = 1 << 16
        pairs = np.unique(self._work_of_token * size + self._store.ids)
        counts = np.bincount(pairs % size, minlength=size)
        return np.log1p((self._works - counts + 0.5) / (counts + 0.5))
