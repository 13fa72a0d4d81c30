"""In: a published index; out: every work as a point in the plane, near what is like it."""

import numpy as np

from index.load import Index
from ingest.records import Record


class Point(Record):
    """A work's place on the map; both coordinates lie within -1 and 1."""

    paper_id: str
    x: float
    y: float


def atlas(index: Index) -> tuple[Point, ...]:
    """The first two principal components of the works' mean passage vectors, in order of id."""
    rows: dict[str, list[int]] = {}
    for row, passage in enumerate(index.passages):
        rows.setdefault(passage.paper_id, []).append(row)
    ids = sorted(rows)
    if not ids:
        return ()
    means = np.stack([index.store.vectors(rows[paper_id]).mean(axis=0) for paper_id in ids])
    places = _plane(means.astype(np.float64))
    return tuple(
        Point(paper_id=paper_id, x=round(float(x), 4), y=round(float(y), 4))
        for paper_id, (x, y) in zip(ids, places, strict=True)
    )


def _plane(means: np.ndarray) -> np.ndarray:
    """(n, d) -> (n, 2): centred, projected, scaled; signs fixed so that the map stays put."""
    centred = means - means.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    places = np.zeros((len(means), 2))
    found = centred @ axes[:2].T
    places[:, : found.shape[1]] = found
    for column in range(2):
        largest = np.abs(places[:, column]).argmax()
        scale = places[largest, column]
        if scale:
            places[:, column] /= scale
    return places
