"""In: a published index; out: every work as a point in the plane, near what is like it."""

import numpy as np
from numpy.typing import NDArray

from index.load import Index
from ingest.records import Record

_PERPLEXITY = 20
"""How many neighbours a work keeps close, about; smaller breaks the map into crumbs."""
_LEAST = 8
"""Fewer works than these have no neighbourhoods to keep."""


class Point(Record):
    """A work's place on the map; both coordinates lie within -1 and 1."""

    paper_id: str
    x: float
    y: float


def atlas(index: Index) -> tuple[Point, ...]:
    """The works' mean passage vectors laid into the plane, in order of id."""
    rows: dict[str, list[int]] = {}
    for row, passage in enumerate(index.passages):
        rows.setdefault(passage.paper_id, []).append(row)
    ids = sorted(rows)
    if not ids:
        return ()
    means = np.stack([index.store.vectors(rows[paper_id]).mean(axis=0) for paper_id in ids])
    places = plane(means.astype(np.float64))
    return tuple(
        Point(paper_id=paper_id, x=round(float(x), 4), y=round(float(y), 4))
        for paper_id, (x, y) in zip(ids, places, strict=True)
    )


def plane(means: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, d) -> (n, 2) within -1 and 1, the same for the same input.

    t-SNE (van der Maaten and Hinton 2008) begun at the principal components; of few works those
    components themselves.
    """
    start = _components(means)
    if len(means) < _LEAST:
        return start
    from sklearn.manifold import TSNE

    perplexity = min(_PERPLEXITY, (len(means) - 1) / 3)
    # 1e-4: so small a start lets every work find its side; sklearn's own does the same
    tsne = TSNE(2, perplexity=perplexity, init=1e-4 * start, random_state=0, metric="cosine")
    return _within(tsne.fit_transform(means).astype(np.float64))


def _components(means: NDArray[np.float64]) -> NDArray[np.float64]:
    """The first two principal components, (n, 2), signs fixed so that the map stays put."""
    centred = means - means.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    places = np.zeros((len(means), 2))
    found = centred @ axes[:2].T
    places[:, : found.shape[1]] = found
    for column in range(2):
        largest = np.abs(places[:, column]).argmax()
        if places[largest, column] < 0:
            places[:, column] *= -1
    return _within(places)


def _within(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each column divided by its largest absolute value."""
    most = np.abs(places).max(axis=0)
    return places / np.where(most > 0, most, 1.0)
