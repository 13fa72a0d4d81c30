"""In: a question; out: works ranked, each with its best passages and how each ranker saw it."""

from collections import defaultdict
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np

from index.embed import Embedder, Vectors, open_embedder
from index.fuse import by_group, fused
from index.load import Index, load_index
from index.manifest import REMEDY
from index.ranking import Hit, HitPassage, RankerView, Ranking, Timings
from index.settings import BuildSettings, SearchSettings
from index.store import Ranked
from ingest.errors import StateError, UsageError


class _Found(NamedTuple):
    """Rows of passages, and numbers of works, as each ranker and as both together rank them."""

    passages: Ranked
    rankers: dict[str, Ranked]
    works: Ranked


class Searcher:
    """An index with the embedder it was made with; safe to share by threads."""

    def __init__(
        self, index: Index, embedder: Embedder, settings: SearchSettings | None = None
    ) -> None:
        self.index = index
        self.embedder = embedder
        self.settings = settings or SearchSettings()
        numbers = {work.paper_id: number for number, work in enumerate(index.works)}
        self._work_of_row = np.array(
            [numbers[passage.paper_id] for passage in index.passages], dtype=np.int64
        )

    def search(self, query: str, k: int = 10) -> Ranking:
        """The k works that best fit a query. Raises UsageError for an empty query or k < 1."""
        if not query.strip():
            raise UsageError("the query is empty; type a question or a few words")
        if k < 1:
            raise UsageError(f"-k {k} asks for no work; give 1 or more")
        started = perf_counter()
        vector = self.embedder.encode_query(query)
        embedded = perf_counter()
        hits = self._hits(self._find(query, vector, k), k)
        done = perf_counter()
        timings = Timings(
            embed=_ms(embedded - started),
            retrieve=_ms(done - embedded),
            total=_ms(done - started),
        )
        return Ranking(query=query, hits=hits, timings_ms=timings)

    def _find(self, query: str, vector: Vectors, k: int) -> _Found:
        # a work may hold many of the best passages, so k works need many more passages than k
        depth = max(self.settings.depth, 20 * k)
        passages = {
            "dense": self.index.store.search(vector, depth),
            "lexical": self.index.lexical.search(query, depth),
        }
        works = {
            "dense": by_group(passages["dense"], self._work_of_row, self.settings.second_passage),
            "lexical": self.index.lexical_works.search(query, depth),
        }
        return _Found(fused(passages, self.settings), works, fused(works, self.settings))

    def _hits(self, found: _Found, k: int) -> tuple[Hit, ...]:
        numbers, scores = (column[:k].tolist() for column in found.works)
        views = _views(found.rankers, frozenset(numbers))
        passages = self._passages(found.passages, frozenset(numbers))
        works = self.index.works
        return tuple(
            Hit(
                rank=rank,
                paper_id=works[number].paper_id,
                title=works[number].title,
                score=_rounded(score),
                rankers=views[number],
                passages=tuple(passages[number]),
            )
            for rank, (number, score) in enumerate(zip(numbers, scores, strict=True), 1)
        )

    def _passages(self, found: Ranked, wanted: frozenset[int]) -> dict[int, list[HitPassage]]:
        """The best passages of each wanted work, best first."""
        chosen: dict[int, list[HitPassage]] = defaultdict(list)
        works = self._work_of_row[found.rows].tolist()
        rows, scores = (column.tolist() for column in found)
        for number, row, score in zip(works, rows, scores, strict=True):
            if number in wanted and len(chosen[number]) < self.settings.passages_per_work:
                passage = self.index.passages[row]
                chosen[number].append(
                    HitPassage(
                        source_id=passage.source_id,
                        start_line=passage.start_line,
                        end_line=passage.end_line,
                        text=passage.text,
                        score=_rounded(score),
                    )
                )
        return chosen


def open_searcher(
    home: Path, build: BuildSettings | None = None, search: SearchSettings | None = None
) -> Searcher:
    """Load the published index of a home folder with the model it was made with.

    Raises StateError where there is no index, it is damaged, or it was made with another model.
    """
    index = load_index(home)
    wanted = (build or BuildSettings()).model
    model = index.manifest.model
    if wanted != model.name:
        raise StateError(f"the index was made with {model.name}, not with {wanted}; {REMEDY}")
    embedder = open_embedder(wanted)
    if embedder.fingerprint != model.fingerprint:
        raise StateError(f"the files of the model {wanted} have changed; {REMEDY}")
    return Searcher(index, embedder, search)


def _views(rankers: dict[str, Ranked], wanted: frozenset[int]) -> dict[int, dict[str, RankerView]]:
    """What each ranker says of each wanted work."""
    views: dict[int, dict[str, RankerView]] = {number: {} for number in wanted}
    for name, ranking in rankers.items():
        rows, scores = (column.tolist() for column in ranking)
        for rank, (number, score) in enumerate(zip(rows, scores, strict=True), 1):
            if number in wanted:
                views[number][name] = RankerView(rank=rank, score=_rounded(score))
    return views


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)


def _rounded(score: float) -> float:
    return round(score, 6)
