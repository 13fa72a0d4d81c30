"""In: the tokens of passages; out: a store of them, and how well works match a question's tokens.

Late interaction (Khattab & Zaharia 2020): each token of the question looks for its best match
among all tokens of a work, and counts as much as it is rare. A work of many tokens has a good match
for anything, so that only counts by which its match is better than for tokens of other works, as
hubs among neighbours are corrected (Radovanovic et al. 2010).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.projection import SCALE, Tokens

_ARRAYS = ("starts", "ids", "codes")
_STATE = "made_with.json"
_SAMPLE = 2048
"""Tokens of all works that tell how well a work matches anything. With 512 nDCG@10 moved by 0.004
with the draw; with these by 0.001."""
_STIRRED = 0x9E3779B97F4A7C15 - (1 << 64)
"""An odd number near 2^64 over the golden ratio: sums times it, modulo 2^64, fall evenly
(Knuth, The Art of Computer Programming 3, 6.4)."""


@dataclass(frozen=True)
class TokenStore:
    """Tokens of passages: those of passage p are rows `starts[p]` to `starts[p + 1]`.

    `made_with` names the projection that made the codes, "" where there are none.
    """

    made_with: str
    starts: NDArray[np.int64]
    ids: NDArray[np.int32]
    codes: NDArray[np.int8]

    @classmethod
    def of(cls, passages: Sequence[Tokens], made_with: str) -> "TokenStore":
        """A store of the tokens of passages, in their order."""
        starts = np.cumsum([0, *(len(tokens.ids) for tokens in passages)], dtype=np.int64)
        if not starts[-1]:
            return cls.empty(len(passages), made_with)
        ids, codes = (np.concatenate(column) for column in zip(*passages, strict=True))
        return cls(made_with, starts, ids, codes)

    @classmethod
    def empty(cls, passages: int, made_with: str = "") -> "TokenStore":
        """A store of passages without a token."""
        starts = np.zeros(passages + 1, dtype=np.int64)
        return cls(made_with, starts, np.empty(0, np.int32), np.empty((0, 0), np.int8))

    def __len__(self) -> int:
        """How many passages there are."""
        return len(self.starts) - 1

    def tokens(self, passage: int) -> Tokens:
        """The tokens of one passage."""
        mine = slice(self.starts[passage], self.starts[passage + 1])
        return Tokens(self.ids[mine], self.codes[mine])

    def save(self, folder: Path) -> None:
        """Write it into a new folder, without pickle."""
        folder.mkdir()
        for name in _ARRAYS:
            with (folder / f"{name}.npy").open("wb") as file:
                np.save(file, getattr(self, name), allow_pickle=False)
        (folder / _STATE).write_text(json.dumps({"made_with": self.made_with}) + "\n", "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "TokenStore":
        """Read what `save` wrote; raises OSError, ValueError or KeyError where it is damaged."""
        state = json.loads((folder / _STATE).read_text("utf-8"))
        arrays = (np.load(folder / f"{name}.npy", allow_pickle=False) for name in _ARRAYS)
        return cls(state["made_with"], *arrays)


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
        self._ready: dict[int, NDArray[np.float32]] = {}
        self._expected = np.full(works, np.nan)  # known once a work was compared

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

    def _best(self, codes: NDArray[np.int8], works: Sequence[int]) -> NDArray[np.float64]:
        """The cosine of each code and its best match in each work, (len(codes), len(works))."""
        asked = codes.astype(np.float32)
        best = np.empty((len(works), len(codes)))
        for row, work in zip(best, works, strict=True):
            np.maximum.reduce(asked @ self._told(work).astype(np.float32), axis=1, out=row)
        return best.T / SCALE**2

    def _told(self, work: int) -> NDArray[np.float32]:
        """The codes of a work, (size, tokens told), as numbers that BLAS can multiply."""
        if work not in self._ready:
            part = slice(self._starts[work], self._starts[work + 1])
            self._ready[work] = np.ascontiguousarray(self._codes[part].T)
        return self._ready[work]

    def _matches_of_anything(self, works: Sequence[int]) -> NDArray[np.float64]:
        """How well each work matches tokens of the other works, (len(works),)."""
        expected = self._expected[list(works)]
        new = list(compress(works, np.isnan(expected)))
        if new:
            rows = self._sample
            rarity = self._rarity[self._store.ids[rows]]
            others = self._work_of_token[rows][:, None] != np.array(new)
            weights = rarity[:, None] * others
            sums = (weights * self._best(self._store.codes[rows], new)).sum(axis=0)
            # a library of one work has no others, and nothing to compare
            self._expected[new] = sums / np.maximum(weights.sum(axis=0), 1e-9)
            expected = self._expected[list(works)]
        return expected

    @cached_property
    def _sample(self) -> NDArray[np.int64]:
        return draw(self._store.codes, _SAMPLE)

    @cached_property
    def _work_of_token(self) -> NDArray[np.int64]:
        return np.repeat(self._work_of_row, np.diff(self._store.starts))

    @cached_property
    def _order(self) -> NDArray[np.int64]:
        return np.argsort(self._work_of_token, kind="stable")

    @cached_property
    def _codes(self) -> NDArray[np.int8]:
        """All codes, those of a work side by side."""
        return self._store.codes[self._order]

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
