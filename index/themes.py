"""In: a question's vector; out: how like it is to the ways in which people ask for each theme.

A theme is a reading list: works that somebody might want together, and phrasings that ask for them
(data/themes.yaml). Of the phrasings of a theme the file holds the mean, as a vector of one model
(`python -m evals.themes`); it is used for indexes that hold cards.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors

THEMES = Path(__file__).parent / "themes.npz"
FULL = 2
"""The grade of a work that is squarely about a theme; one that touches on it has 1."""


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

    def belonging(self, papers: Sequence[str]) -> NDArray[np.float64]:
        """How far each of some works belongs to each theme, (themes, works), 0 to 1."""
        column = {paper_id: number for number, paper_id in enumerate(self._papers)}
        found = np.zeros((len(self._grades), len(papers)))
        for number, paper_id in enumerate(papers):
            if paper_id in column:
                found[:, number] = self._grades[:, column[paper_id]] / FULL
        return found

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
