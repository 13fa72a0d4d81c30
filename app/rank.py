"""In: a question, ranked works and their sentences; out: the sentences, best evidence first.

A sentence's score adds its likeness to the question (dense), the share of the question's terms
that it has, by rarity (lexical), the score of the passage it stands in, the rank of its work,
and small bonuses for its section, its kind of content and an original text over our card.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.bonus import content_bonus, place_bonus
from app.evidence import Evidence, Sentences, Vector
from app.question import Question
from app.settings import AppSettings
from index.ranking import Hit

DENSE, LEXICAL, PASSAGE, WORK = 0.42, 0.34, 0.10, 0.14
NAME_SHARE = 0.7
CONTEXT_SHARE = 0.5
"""A term in the sentence's heading or list introduction counts this much of one in the sentence."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its score; `dense` is None where it was not embedded."""

    evidence: Evidence
    score: float
    dense: float | None
    lexical: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """The scored sentences, best first, and the vectors of those embedded, by their reading."""

    sentences: tuple[Scored, ...]
    vectors: dict[str, Vector]


def rank(
    question: Question,
    hits: Sequence[Hit],
    sentences: Sentences,
    settings: AppSettings,
    per_work: int | None = None,
) -> Ranked:
    """Score the sentences of the hits' works and of the works the question names.

    Those compared closely are the `settings.candidates` best by words, passage and work, or,
    where every work must be heard, the `per_work` best of each.
    """
    scorer = _Scorer(question, hits, sentences)
    rows = [
        (scorer.first(e), e)
        for paper_id in scorer.works
        for e in sentences.of_work(paper_id)
        if e.fit > 0
    ]
    rows.sort(key=lambda row: -row[0])
    best = _first_of_each(rows, per_work) if per_work else [e for _, e in rows]
    best = best[: settings.candidates] if not per_work else best
    vectors = sentences.vectors([e.reading for e in best], settings.encode)
    asked = sentences.asked(question.aloud)
    scored = [scorer.closely(e, _cosine(asked, vectors.get(e.reading))) for e in best]
    scored.sort(key=lambda s: (-s.score, s.evidence.source_id, s.evidence.order))
    return Ranked(tuple(scored), vectors)


def _first_of_each(rows: Sequence[tuple[float, Evidence]], most: int) -> list[Evidence]:
    """The first `most` sentences of each work, first of each before second of each."""
    counts: Counter[str] = Counter()
    placed: list[tuple[int, Evidence]] = []
    for _, evidence in rows:
        counts[evidence.paper_id] += 1
        placed.append((counts[evidence.paper_id], evidence))
    placed.sort(key=lambda row: row[0])
    return [evidence for place, evidence in placed if place <= most]


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
    """Scores sentences for one question: `first` without vectors, `closely` with."""

    def __init__(self, question: Question, hits: Sequence[Hit], sentences: Sentences) -> None:
        self.works = {hit.paper_id: 1 / (1 + 0.25 * place) for place, hit in enumerate(hits)}
        self.works.update(dict.fromkeys(question.named, 1.0))
        self._question = question
        self._passages = _Passages(hits)
        self._weights = {term: sentences.vocabulary.idf(term) for term in question.terms}
        self._names = {paper_id: sentences.name_terms(paper_id) for paper_id in self.works}

    def first(self, evidence: Evidence) -> float:
        """A rough score from words, passage and work."""
        lexical = self._lexical(evidence)
        score = 0.5 * lexical + 0.3 * self._passages.score(evidence)
        score += 0.2 * self.works[evidence.paper_id] + place_bonus(evidence, self._question)
        # what a sentence holds matters only if it is about the question at all
        score += content_bonus(evidence, self._question) if lexical else 0.0
        return score * _worth(evidence)

    def closely(self, evidence: Evidence, dense: float | None) -> Scored:
        """The score proper; a sentence without vector is as like as its words suggest."""
        lexical = self._lexical(evidence)
        likeness = dense if dense is not None else 0.2 + 0.3 * lexical
        score = DENSE * likeness + LEXICAL * lexical + PASSAGE * self._passages.score(evidence)
        score += WORK * self.works[evidence.paper_id]
        score += place_bonus(evidence, self._question) + content_bonus(evidence, self._question)
        return Scored(evidence, score * _worth(evidence), dense, lexical)

    def _lexical(self, evidence: Evidence) -> float:
        return lexical_share(evidence, self._weights, self._names[evidence.paper_id])


def _worth(evidence: Evidence) -> float:
    return 0.25 + 0.75 * evidence.fit


def _cosine(asked: Vector, said: Vector | None) -> float | None:
    return None if said is None else float(np.dot(asked, said))
