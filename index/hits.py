"""In: what the rankers found; out: the best works as records, with their passages and ranks."""

from collections import defaultdict
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from index.load import Index
from index.looks import Found
from index.ranking import Hit
from index.settings import SearchSettings
from index.store import Ranked

Fields = dict[str, Any]


def make_hits(
    found: Found, index: Index, work_of_row: NDArray[np.int64], settings: SearchSettings, k: int
) -> tuple[Hit, ...]:
    """The k best works; `work_of_row[row]` is the number of a passage's work."""
    numbers, scores = (column[:k].tolist() for column in found.works)
    wanted = np.zeros(len(index.works), dtype=np.bool_)
    wanted[numbers] = True
    views = _views(found.rankers, wanted)
    passages = _passages(found.passages, index, work_of_row, settings.passages_per_work, wanted)
    fields = [
        {
            "rank": rank,
            "paper_id": index.works[number].paper_id,
            "title": index.works[number].title,
            "score": _rounded(score),
            "rankers": views[number],
            "passages": passages[number],
        }
        for rank, (number, score) in enumerate(zip(numbers, scores, strict=True), 1)
    ]
    return _hits().validate_python(fields)


@cache
def _hits() -> TypeAdapter[tuple[Hit, ...]]:
    """All hits and what they hold at once, which takes a third of the time of a hundred records."""
    return TypeAdapter(tuple[Hit, ...])


def _passages(
    found: Ranked,
    index: Index,
    work_of_row: NDArray[np.int64],
    most: int,
    wanted: NDArray[np.bool_],
) -> dict[int, list[Fields]]:
    """The best passages of each wanted work, best first."""
    chosen: dict[int, list[Fields]] = defaultdict(list)
    works = work_of_row[found.rows]
    mine = np.flatnonzero(wanted[works])  # few: a loop over all takes longer
    rows, scores = (column[mine].tolist() for column in found)
    for number, row, score in zip(works[mine].tolist(), rows, scores, strict=True):
        if len(chosen[number]) < most:
            passage = index.passages[row]
            chosen[number].append(
                {
                    "source_id": passage.source_id,
                    "start_line": passage.start_line,
                    "end_line": passage.end_line,
                    "text": passage.text,
                    "score": _rounded(score),
                }
            )
    return chosen


def _views(rankers: dict[str, Ranked], wanted: NDArray[np.bool_]) -> dict[int, dict[str, Fields]]:
    """What each ranker says of each wanted work."""
    views: dict[int, dict[str, Fields]] = defaultdict(dict)
    for name, ranking in rankers.items():
        places = np.flatnonzero(wanted[ranking.rows])
        rows, scores = (column[places].tolist() for column in ranking)
        for number, place, score in zip(rows, places.tolist(), scores, strict=True):
            views[number][name] = {"rank": place + 1, "score": _rounded(score)}
    return views


def _rounded(score: float) -> float:
    return round(score, 6)
