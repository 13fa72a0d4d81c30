"""In: a question's vector; out: how like it is to the ways in which people ask for each theme.

A theme is a reading list: works that somebody might want together, and phrasings that ask for them
(data/themes.yaml). Of the phrasings of a theme the file holds the mean, as a vector of one model
(`python -m evals.themes`); it is used for indexes that hold cards.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors

THEMES = Path(__file__).parent / "themes.npz"
FULL = 2
"""The grade of a work that is squarely about a theme; one that touches on it has 1."""


class Lists(NamedTuple):
    """How far works belong to themes: `grades[theme, place[work]]`, 0 to 1.

    The last place is that of all works that are of no theme.
    """

    grades: NDArray[np.float32]
    place: NDArray[np.int64]

    @property
    def nowhere(self) -> int:
        """The place of a work that is of no theme."""
        return int(self.grades.shape[1]) - 1


class Themes:
    """The means of phrasings, unit rows (themes, dimension), and grades (themes, papers).

    `papers` are the ids of the columns, `model` the fingerprint of the model, `made_from` says
    which text of the themes it is.
    """

    def __init__(
        self,
        means: NDArray[np.floating[Any]],
        grades: NDArray[np.integer[Any]],
        papers: Sequence[str],
        model: str,
        made_from: str,
    ) -> None:
        # half precision first, so that it computes the same before and after `save`
        self._means = means.astype(np.float16).astype(np.float32)
        self._grades = grades.astype(np.uint8)
        self._papers = tuple(papers)
        self.model = model
        self.made_from = made_from

    def likeness(self, question: Vectors) -> NDArray[np.float32]:
        """The cosine of a question's unit vector (dimension,) with each theme, (themes,)."""
        return np.asarray(self._means @ question, dtype=np.float32)

    def mean(self, weights: NDArray[np.floating[Any]]) -> Vectors:
        """The unit vector (dimension,) of how people ask for themes of such weights, (themes,)."""
        mean = weights.astype(np.float32) @ self._means
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)

    def belonging(self, papers: Sequence[str]) -> Lists:
        """How far the works of a library belong to each theme."""
        column = {paper_id: number for number, paper_id in enumerate(self._papers)}
        place = [column.get(paper_id, len(column)) for paper_id in papers]
        grades = np.pad(self._grades, ((0, 0), (0, 1))) * np.float32(1 / FULL)
        return Lists(grades, np.array(place, dtype=np.int64))

    @property
    def listed(self) -> frozenset[str]:
        """The paper ids of all works that are of any theme."""
        return frozenset(self._papers)

    def save(self, path: Path) -> None:
        """Write it in half precision, without pickle."""
        with path.open("wb") as file:
            np.savez_compressed(
                file,
                means=self._means.astype(np.float16),
                grades=self._grades,
                papers=np.array(self._papers),
                model=np.array(self.model),
                made_from=np.array(self.made_from),
            )


def load_themes(model: str, path: Path = THEMES) -> Themes | None:
    """The themes for a model with this fingerprint, or None where there are none."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        if str(stored["model"]) != model:
            return None
        papers = stored["papers"].tolist()
        return Themes(stored["means"], stored["grades"], papers, model, str(stored["made_from"]))
