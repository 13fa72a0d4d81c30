"""In: a question read and its vector; out: what each ranker and all together find, looked twice.

The second look asks again with the question drawn towards what the first one found; the best works
are then put in order with a third ranker, which sets the question's tokens against theirs, and what
has to do with the first of them, or is of a theme that is asked for, is raised.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors
from index.feedback import drawn_terms, drawn_vector
from index.fuse import by_group, fused, reordered
from index.kin import Kin
from index.lexical import LexicalIndex, TermWeights
from index.load import Index
from index.passages import works_of
from index.plural import asks_for_works
from index.projection import Tokens
from index.ranking import Hit
from index.reading import Reading
from index.settings import SearchSettings
from index.store import Ranked, ranked
from index.themes import Asking, Themes
from index.tokens import WorkTokens

_ADDED = 0.5
"""What a word of another name counts beside a word of the question."""


class Asked(NamedTuple):
    """A question as the rankers take it: what was read of it, its unit vector (dimension,) as the
    model gives it and moved by the adapter, and its tokens where the index has such."""

    reading: Reading
    plain: Vectors
    vector: Vectors
    tokens: Tokens | None


class Found(NamedTuple):
    """Rows of passages, and numbers of works, as each ranker and as all together rank them.

    `several` are the works as where several are asked for, where the question does not say so.
    """

    passages: Ranked
    rankers: dict[str, Ranked]
    works: Ranked
    several: Ranked | None = None


class Looks:
    """The rankers of an index."""

    def __init__(self, index: Index, settings: SearchSettings, themes: Themes | None) -> None:
        self.index = index
        self.settings = settings
        self._numbers = {work.paper_id: number for number, work in enumerate(index.works)}
        self.work_of_row = works_of(index.passages, index.works)
        self._kin = Kin(index.works, themes, settings)
        self._tokens = WorkTokens(index.tokens, self.work_of_row, len(index.works))

    def twice(self, asked: Asked, allowed: NDArray[np.bool_] | None) -> Found:
        """Rank passages and works; `allowed[work]` says which works may be found, None all."""
        reading, plain, vector, tokens = asked
        terms = _terms(self.index.lexical_works, reading)
        depth = len(self.index.passages) if allowed is not None else self.settings.depth
        dense = _kept(self.index.store.search(vector, depth), self.work_of_row, allowed)
        first = {
            "dense": by_group(dense, self.work_of_row),
            "lexical": _kept(self.index.lexical_works.search_terms(terms, depth), None, allowed),
        }
        works = fused(first, self.settings)
        if len(works.rows) and self.settings.feedback_works:
            drawn, more = self._drawn(vector, terms, dense, works)
            near = self.index.store.search(drawn, depth, in_order=False)
            again = _kept(near, self.work_of_row, allowed)
            lexical = _kept(self.index.lexical_works.search_terms(more, depth), None, allowed)
            second = {
                "dense": by_group(again, self.work_of_row),
                "lexical": lexical,
            }
            works = fused(second, self.settings)
        passages = {
            "dense": dense,
            "lexical": _kept(
                self.index.lexical.search_terms(_terms(self.index.lexical, reading), depth),
                self.work_of_row,
                allowed,
            ),
        }
        if tokens is not None and len(tokens.ids) and self.settings.token_weight:
            first["tokens"] = self._matched(tokens, works)
            works = reordered(works, (first["tokens"], self.settings.token_weight))
        several = asks_for_works(reading.text)
        ordered, behind, kin = self._kin.orders(works, Asking(reading.text, plain), several=several)
        return Found(fused(passages, self.settings), first | kin, ordered, behind)

    def meant(self, question: Asking, hits: Sequence[Hit]) -> Vectors | None:
        """How people ask for what a question that has such hits means, as `Kin.meant` tells."""
        rows = np.array([self._numbers[hit.paper_id] for hit in hits], dtype=np.int64)
        return self._kin.meant(Ranked(rows, np.array([hit.score for hit in hits])), question)

    def matched(self, tokens: Tokens, paper_ids: Sequence[str]) -> float:
        """How well the tokens of some works together match those of a question."""
        return self._tokens.together(tokens, [self._numbers[paper_id] for paper_id in paper_ids])

    def _matched(self, tokens: Tokens, works: Ranked) -> Ranked:
        """The best works by how well their tokens match those of the question."""
        best = works.rows[: self.settings.token_works]
        return ranked(best, self._tokens.scores(tokens, best.tolist()))

    def _drawn(
        self, vector: Vectors, terms: TermWeights, dense: Ranked, works: Ranked
    ) -> tuple[Vectors, TermWeights]:
        """A question's vector and terms, drawn towards the first works by their squared scores."""
        size, settings = self.settings.feedback_works, self.settings
        liked, weights = works.rows[:size], works.scores[:size].astype(np.float32) ** 2
        rows = dense.rows[::-1]
        best = np.full(len(self.index.works), -1)
        best[self.work_of_row[rows]] = rows  # what is written last stays: the best passage
        has = best[liked] >= 0
        vectors = self.index.store.vectors(best[liked[has]].tolist())
        return (
            drawn_vector(vector, vectors, weights[has], settings.feedback_dense),
            drawn_terms(
                terms,
                self.index.lexical_works,
                liked.tolist(),
                weights,
                settings.feedback_lexical,
                settings.feedback_terms,
            ),
        )


def _terms(index: LexicalIndex, reading: Reading) -> dict[int, float]:
    """The terms of the question, and at half weight those of other names that it lacks."""
    terms = index.weights(reading.text)
    for name in reading.added:
        for number in index.weights(name):
            terms.setdefault(number, _ADDED)
    return terms


def _kept(
    found: Ranked, group: NDArray[np.int64] | None, allowed: NDArray[np.bool_] | None
) -> Ranked:
    """What is of an allowed work; `group[row]` is the work of a row, None where rows are works."""
    if allowed is None:
        return found
    works = found.rows if group is None else group[found.rows]
    kept = allowed[works]
    return Ranked(found.rows[kept], found.scores[kept])
