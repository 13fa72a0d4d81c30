"""In: a question about a named work, a sentence; out: how much it says of what is asked of that.

The name of the work stands in its most general sentences, the words beside it in the one that
answers.
"""

from itertools import pairwise

from app.answering.evidence import Evidence
from app.answering.question import Question
from app.answering.rank import asked_of, lexical_share
from app.answering.sentence_store import Sentences
from app.answering.terms import terms


class OwnWords:
    """A question's terms and pairs of terms, those apart that name the work of a sentence."""

    def __init__(self, question: Question, sentences: Sentences) -> None:
        self._sentences = sentences
        self._weights = {t: sentences.vocabulary.idf(t) for t in question.own}
        self._pairs = tuple(pairwise(terms(question.query)))
        self._named = frozenset(question.named)

    def said(self, evidence: Evidence) -> float:
        """The shares of the terms, by rarity, and of the pairs in order, added up: 0 to 2.

        Always 0 for a work that the question does not name.
        """
        if evidence.paper_id not in self._named:
            return 0.0
        names = self._sentences.name_terms(evidence.paper_id)
        return self._terms(evidence, names) + self._in_order(evidence, names)

    def _terms(self, evidence: Evidence, names: frozenset[str]) -> float:
        """The share of the terms that do not name the work, as in the sentence's score."""
        own = {term: weight for term, weight in self._weights.items() if term not in names}
        return lexical_share(evidence, asked_of(own, frozenset()))

    def _in_order(self, evidence: Evidence, names: frozenset[str]) -> float:
        pairs = [pair for pair in self._pairs if not names.issuperset(pair)]
        if not any(evidence.terms.issuperset(pair) for pair in pairs):
            return 0.0
        there = frozenset(pairwise(terms(evidence.reading)))
        return sum(pair in there for pair in pairs) / len(pairs)
