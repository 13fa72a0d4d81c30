"""In: a question, ranked works and their sentences; out: the sentences, best evidence first.

A sentence's score says how well it serves as evidence within its work: its likeness to the
question (dense), the share of the question's terms that it has, by rarity (lexical), a share of
both of the sentence before it, the score of the passage it stands in, what it is worth whatever is
asked (`matter.py`), and bonuses for its place and its kind of content. `work` says how well its
work fits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.answering.asking import asking_part
from app.answering.bonus import content_bonus, place_bonus
from app.answering.evidence import Evidence
from app.answering.matter import Matter
from app.answering.own_words import without_names
from app.answering.question import Question
from app.answering.sentence_store import Sentences
from app.answering.vectors import Vector
from index.ranking import Hit

DENSE, LEXICAL, PASSAGE = 0.20, 0.38, 0.05
FOLLOWS = 0.15
"""What the match of the sentence before counts for the one that goes on from it; dev half: key
facts 0.857 in all, 0.850 without, 0.863 with twice as much, but fewer first sentences have one."""
WORK = 0.8
"""Retrieval tells works apart better than any one sentence does, so it decides between them."""
NOT_NAMED = 0.6
"""How well a work can fit at most if the question names others; 0.3 to 0.6 are alike on the dev
half, and without it one question in 375 opens with another work."""
NAME_SHARE = 0.7
CONTEXT_SHARE = 0.5
"""A term in the sentence's heading or list introduction counts this much of one in the sentence."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its score within its work, and how well the work fits (0 to 1).

    `dense`, `lexical` and `place` are parts of the score, as `rank` tells. `match` is no part of
    it: the mean cosine of the tokens of what is asked, the work's name apart, with their best match
    in the sentence, and `beyond` how much better than its work's other sentences it matches; 0
    where no tokens are known, or nothing is asked but what the work is. `echoed` is `beyond` of the
    sentence of another source that says the same, as far as it does.
    """

    evidence: Evidence
    score: float
    work: float
    dense: float
    lexical: float
    place: float
    match: float = 0.0
    beyond: float = 0.0
    echoed: float = 0.0

    @property
    def total(self) -> float:
        """Its score among the sentences of all works."""
        return self.score + WORK * self.work


@dataclass(frozen=True, slots=True)
class Ranked:
    """The scored sentences, best first, and their vectors by their reading."""

    sentences: tuple[Scored, ...]
    vectors: dict[str, Vector]


def rank(
    question: Question, hits: Sequence[Hit], sentences: Sentences, asked: Vector | None = None
) -> Ranked:
    """Score all sentences of the hits' works and of the works the question names.

    They are compared with `asked`, a unit vector; None is the question's own.
    """
    most = NOT_NAMED if question.named else 1.0
    works = {hit.paper_id: most / (1 + 0.25 * place) for place, hit in enumerate(hits)}
    works.update(dict.fromkeys(question.named, 1.0))
    scorer = _Scorer(question, hits, sentences, asked)
    scored: list[Scored] = []
    vectors: dict[str, Vector] = {}
    for paper_id, fit in works.items():
        if (matter := sentences.matter(paper_id)) is not None:
            vectors.update((e.reading, v) for e, v in zip(matter.said, matter.vectors, strict=True))
            scored += scorer.of_work(paper_id, matter, fit)
    scored.sort(key=lambda s: (-s.total, s.evidence.source_id, s.evidence.order))
    return Ranked(tuple(scored), vectors)


class Asked(NamedTuple):
    """A term of the question: its part of all their rarity, and what is held of that elsewhere.

    A term of its work's names counts much for every sentence of the work, so that it tells the
    work and not the sentence; one in the sentence's context counts half.
    """

    term: str
    part: float
    by_name: float


def asked_of(weights: Mapping[str, float], names: frozenset[str]) -> list[Asked]:
    """The terms asked for by their weights, of a work with these terms in its names."""
    total = sum(weights.values()) or 1.0
    return [Asked(t, w / total, NAME_SHARE * w / total * (t in names)) for t, w in weights.items()]


def lexical_share(evidence: Evidence, asked: Sequence[Asked]) -> float:
    """The share of the terms asked for in a sentence, by rarity."""
    share = 0.0
    for term, part, by_name in asked:
        if term in evidence.terms:
            share += part
        elif by_name:
            share += by_name
        elif term in evidence.context:
            share += CONTEXT_SHARE * part
    return share


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

    def __init__(
        self, question: Question, hits: Sequence[Hit], sentences: Sentences, asked: Vector | None
    ) -> None:
        self._question = question
        self._sentences = sentences
        self._asked = sentences.vectors.asked(question.aloud) if asked is None else asked
        self._passages = _Passages(hits)
        self._weights = {term: sentences.vocabulary.idf(term) for term in question.own}

    def of_work(self, paper_id: str, matter: Matter, fit: float) -> list[Scored]:
        """Every sentence of a work, scored; `fit` says how well the work fits."""
        likeness = (matter.vectors @ self._asked).tolist()
        names = self._sentences.name_terms(paper_id)
        bare = names.issuperset(self._question.own) and self._question.asks_for_the_idea
        asked = asked_of(self._weights, names)
        matches: dict[tuple[str, int], float] = {}
        scored = []
        rows = zip(likeness, matter.worth.tolist(), self._matched(paper_id, matter), strict=True)
        for e, (like, worth, matched) in zip(matter.said, rows, strict=True):
            lexical = lexical_share(e, asked)
            said = matches[e.key] = DENSE * like + LEXICAL * lexical
            place = place_bonus(e, self._question, bare=bare)
            score = said + FOLLOWS * self._before(e, matches, asked) + worth
            score += PASSAGE * self._passages.score(e) + place + content_bonus(e, self._question)
            total = score * (0.25 + 0.75 * e.fit)
            scored.append(Scored(e, total, fit, like, lexical, place, *matched))
        return scored

    def _matched(self, paper_id: str, matter: Matter) -> list[tuple[float, float, float]]:
        """How well the tokens of each sentence match what is asked of the work: `match`, `beyond`
        and `echoed` of `Scored`."""
        question, said = self._question, self._sentences
        if question.kind in ("list", "compare"):
            return [(0.0, 0.0, 0.0)] * len(matter.said)
        asked = without_names(asking_part(question.text), said.names(paper_id))
        matches = matter.tokens.matched(said.vectors.asked_codes(asked))
        echoed = matter.likest.same() * matches.beyond[matter.likest.place]
        return list(zip(*(row.tolist() for row in (*matches, echoed)), strict=True))

    def _before(
        self, evidence: Evidence, matches: Mapping[tuple[str, int], float], asked: Sequence[Asked]
    ) -> float:
        """The match of the sentence before; of a question or heading, by its words alone."""
        key = evidence.source_id, evidence.order - 1
        if key in matches or evidence.order == 0:
            return matches.get(key, 0.0)
        before = self._sentences.of(evidence.source_id)[evidence.order - 1]
        return LEXICAL * lexical_share(before, asked)
