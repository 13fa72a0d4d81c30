"""In: a question; out: how like it is to the ways in which people ask for each theme.

A theme is a reading list: works that somebody might want together, and phrasings that ask for them
(data/themes.yaml). Of the phrasings of a theme the file holds the mean, as a vector of one model,
and a lexical index (`python -m evals.themes`); it is used for indexes that hold cards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analyzer import analyzer_without
from index.embed import Vectors
from index.lexical import LexicalIndex

THEMES = Path(__file__).parent / "themes.npz"
FULL = 4
"""The grade of a work that both readers find squarely about a theme: each gives it 2 for that, 1
where it touches on it, 0 else."""
SQUARELY = 3
"""From this grade on a work is squarely about a theme by what they say together."""
LEXICAL = 0.1
"""What the words of a question count, by BM25, beside its cosine; .07 to .2 are alike."""


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


class Asking(NamedTuple):
    """A question as it is compared with themes: its words and its unit vector (dimension,)."""

    text: str
    vector: Vectors


class Themes:
    """The means of phrasings, unit rows (themes, dimension), and grades (themes, papers).

    `lexical` has a row a theme, of its name and phrasings; `papers` are the ids of the columns of
    grades, `model` is the fingerprint of the model, `made_from` says which text it is made from.
    """

    def __init__(
        self,
        means: NDArray[np.floating[Any]],
        lexical: LexicalIndex,
        grades: NDArray[np.integer[Any]],
        papers: Sequence[str],
        model: str,
        made_from: str,
    ) -> None:
        # half precision first, so that it computes the same before and after `save`
        self._means = means.astype(np.float16).astype(np.float32)
        scores = lexical.scores.astype(np.float16).astype(np.float32)
        self._lexical = replace(lexical, scores=scores)
        self._grades = grades.astype(np.uint8)
        self._papers = tuple(papers)
        self.model = model
        self.made_from = made_from

    def cosines(self, question: Vectors) -> NDArray[np.float32]:
        """The cosine of a question's unit vector (dimension,) with each theme, (themes,)."""
        return np.asarray(self._means @ question, dtype=np.float32)

    def likeness(self, question: Asking) -> NDArray[np.float32]:
        """The cosine of a question with each theme and what their words share, (themes,)."""
        likeness, lexical = self.cosines(question.vector), self._lexical
        shared = lexical.search_terms(lexical.weights(question.text), lexical.size)
        likeness[shared.rows] += np.float32(LEXICAL) * shared.scores
        return likeness

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
        lexical = self._lexical
        with path.open("wb") as file:
            np.savez_compressed(
                file,
                means=self._means.astype(np.float16),
                grades=self._grades,
                scores=lexical.scores.astype(np.float16),
                rows=lexical.rows.astype(np.uint16),
                starts=lexical.starts.astype(np.uint32),
                terms=np.array(list(lexical.terms)),
                stopwords=np.array(lexical.analyzer.stopwords),
                papers=np.array(self._papers),
                model=np.array(self.model),
                made_from=np.array(self.made_from),
            )


@cache
def load_themes(model: str, path: Path = THEMES) -> Themes | None:
    """The themes for a model with this fingerprint, or None where there are none."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        if str(stored["model"]) != model:
            return None
        means, grades, papers = stored["means"], stored["grades"], stored["papers"].tolist()
        return Themes(means, _lexical(stored), grades, papers, model, str(stored["made_from"]))


def _lexical(stored: Mapping[str, NDArray[Any]]) -> LexicalIndex:
    """The words of themes as `save` wrote them."""
    return LexicalIndex(
        analyzer_without(tuple(stored["stopwords"].tolist())),
        {term: number for number, term in enumerate(stored["terms"].tolist())},
        stored["scores"].astype(np.float32),
        stored["rows"].astype(np.int32),
        stored["starts"].astype(np.int64),
        len(stored["means"]),
    )
