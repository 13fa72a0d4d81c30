"""In: a question, ranked works and their sentences; out: the sentences, best evidence first.

A sentence's score says how well it serves as evidence within its work: its likeness to the
question (dense), the share of the question's terms that it has, by rarity (lexical), the score of
the passage it stands in, how much it tells (rare terms, numbers), how central it is to its work,
and bonuses for its place and its kind of content. `work` says how well its work fits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.answering.bonus import content_bonus, place_bonus
from app.answering.evidence import Evidence
from app.answering.question import Question
from app.answering.sentence_store import Sentences
from app.answering.vectors import Vector
from index.ranking import Hit

DENSE, LEXICAL, PASSAGE, CENTRAL = 0.20, 0.38, 0.05, 0.10
WORK = 0.8
"""Retrieval tells works apart better than any one sentence does, so it decides between them."""
NOT_NAMED = 0.8
"""How well a work can fit at most if the question names others."""
NAME_SHARE = 0.7
CONTEXT_SHARE = 0.5
"""A term in the sentence's heading or list introduction counts this much of one in the sentence."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its score within its work, and how well the work fits (0 to 1).

    `dense`, `lexical` and `place` are parts of the score, as `rank` tells.
    """

    evidence: Evidence
    score: float
    work: float
    dense: float
    lexical: float
    place: float

    @property
    def total(self) -> float:
        """Its score among the sentences of all works."""
        return self.score + WORK * self.work


@dataclass(frozen=True, slots=True)
class Ranked:
    """The scored sentences, best first, and their vectors by their reading."""

    sentences: tuple[Scored, ...]
    vectors: dict[str, Vector]


def rank(question: Question, hits: Sequence[Hit], sentences: Sentences) -> Ranked:
    """Score all sentences of the hits' works and of the works the question names."""
    most = NOT_NAMED if question.named else 1.0
    works = {hit.paper_id: most / (1 + 0.25 * place) for place, hit in enumerate(hits)}
    works.update(dict.fromkeys(question.named, 1.0))
    scorer = _Scorer(question, hits, sentences)
    scored: list[Scored] = []
    vectors: dict[str, Vector] = {}
    for paper_id, fit in works.items():
        said = [e for e in sentences.of_work(paper_id) if e.fit > 0]
        known = sentences.vectors.of(e.reading for e in said)
        vectors |= known
        scored += scorer.of_work(paper_id, said, known, fit)
    scored.sort(key=lambda s: (-s.total, s.evidence.source_id, s.evidence.order))
    return Ranked(tuple(scored), vectors)


def lexical_share(evidence: Evidence, weights: Mapping[str, float], names: frozenset[str]) -> float:
    """The share of the weighted terms in a sentence.

    A term of its work's `names` counts much for every sentence of the work, so that it tells
    the work and not the sentence; one in the sentence's context counts half.
    """

    def held(term: str) -> float:
        if term in evidence.terms:
            return 1.0
        return NAME_SHARE if term in names else CONTEXT_SHARE * (term in evidence.context)

    total = sum(weights.values())
    return sum(w * held(term) for term, w in weights.items()) / total if total else 0.0


class _Passages:
    """The score of the best found passage over a line of a source, 1 for the best of all."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        found = [passage for hit in hits for passage in hit.passages]
        top = max((passage.score for passage in found), default=0.0)
        self._rows: dict[str, list[tuple[int, int, float]]] = {}
        for p in found:
            share = p.score / top if top > 0 else 0.0
            self._rows.setdefault(p.source_id, []).append((p.start_line, p.end_line, share))

    def score(self, evidence: Evidence) -> float:
        rows = self._rows.get(evidence.source_id, ())
        return max((s for a, b, s in rows if a <= evidence.first_line <= b), default=0.0)


class _Scorer:
    """Scores the sentences of works for one question."""

    def __init__(self, question: Question, hits: Sequence[Hit], sentences: Sentences) -> None:
        self._question = question
        self._sentences = sentences
        self._asked = sentences.vectors.asked(question.aloud)
        self._passages = _Passages(hits)
        self._weights = {term: sentences.vocabulary.idf(term) for term in question.own}

    def of_work(
        self, paper_id: str, said: Sequence[Evidence], vectors: Mapping[str, Vector], fit: float
    ) -> list[Scored]:
        """Every sentence of a work, scored."""
        if not said:
            return []
        rows = np.stack([vectors[e.reading] for e in said])
        middle = rows.mean(axis=0)
        central = rows @ (middle / max(1e-9, float(np.linalg.norm(middle))))
        likeness = rows @ self._asked
        names = self._sentences.name_terms(paper_id)
        bare = names.issuperset(self._question.own) and self._question.asks_for_the_idea
        return [
            self._scored(e, float(like), float(near), names, fit, bare=bare)
            for e, like, near in zip(said, likeness, central, strict=True)
        ]

    def _scored(
        self,
        evidence: Evidence,
        like: float,
        near: float,
        names: frozenset[str],
        fit: float,
        *,
        bare: bool,
    ) -> Scored:
        lexical = lexical_share(evidence, self._weights, names)
        score = DENSE * like + LEXICAL * lexical + PASSAGE * self._passages.score(evidence)
        score += CENTRAL * near + self._sentences.telling(evidence)
        place = place_bonus(evidence, self._question, bare=bare)
        score += place + content_bonus(evidence, self._question)
        return Scored(evidence, score * (0.25 + 0.75 * evidence.fit), fit, like, lexical, place)
