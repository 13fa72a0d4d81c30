"""In: what the rankers found; out: the best works as records, with their passages and ranks."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from index.load import Index
from index.looks import Found
from index.ranking import Hit, HitPassage, RankerView
from index.settings import SearchSettings
from index.store import Ranked


def make_hits(
    found: Found, index: Index, work_of_row: NDArray[np.int64], settings: SearchSettings, k: int
) -> tuple[Hit, ...]:
    """The k best works; `work_of_row[row]` is the number of a passage's work."""
    numbers, scores = (column[:k].tolist() for column in found.works)
    wanted = np.zeros(len(index.works), dtype=np.bool_)
    wanted[numbers] = True
    views = _views(found.rankers, wanted)
    passages = _passages(found.passages, index, work_of_row, settings.passages_per_work, wanted)
    return tuple(
        Hit(
            rank=rank,
            paper_id=index.works[number].paper_id,
            title=index.works[number].title,
            score=_rounded(score),
            rankers=views[number],
            passages=tuple(passages[number]),
        )
        for rank, (number, score) in enumerate(zip(numbers, scores, strict=True), 1)
    )


def _passages(
    found: Ranked,
    index: Index,
    work_of_row: NDArray[np.int64],
    most: int,
    wanted: NDArray[np.bool_],
) -> dict[int, list[HitPassage]]:
    """The best passages of each wanted work, best first."""
    chosen: dict[int, list[HitPassage]] = defaultdict(list)
    works = work_of_row[found.rows]
    mine = np.flatnonzero(wanted[works])  # few: a loop over all takes longer
    rows, scores = (column[mine].tolist() for column in found)
    for number, row, score in zip(works[mine].tolist(), rows, scores, strict=True):
        if len(chosen[number]) < most:
            passage = index.passages[row]
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


def _views(
    rankers: dict[str, Ranked], wanted: NDArray[np.bool_]
) -> dict[int, dict[str, RankerView]]:
    """What each ranker says of each wanted work."""
    views: dict[int, dict[str, RankerView]] = defaultdict(dict)
    for name, ranking in rankers.items():
        places = np.flatnonzero(wanted[ranking.rows])
        rows, scores = (column[places].tolist() for column in ranking)
        for number, place, score in zip(rows, places.tolist(), scores, strict=True):
            views[number][name] = RankerView(rank=place + 1, score=_rounded(score))
    return views


def _rounded(score: float) -> float:
    return round(score, 6)
