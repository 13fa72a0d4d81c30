"""In: a sentence and the rarity of words; out: how much it tells, whatever is asked."""

from app.answering.agreement import numbers
from app.answering.evidence import Evidence
from app.answering.terms import Vocabulary

RARITY, NUMBERS = 0.04, 0.02
RAREST, MOST_NUMBERS = 5, 3
"""So many of its rarest terms, and at most so many of its numbers, are looked at."""


def telling(evidence: Evidence, vocabulary: Vocabulary) -> float:
    """How much a sentence tells: the mean rarity of its rarest terms, and its numbers."""
    rarest = sorted((vocabulary.idf(term) for term in evidence.terms), reverse=True)[:RAREST]
    count = min(MOST_NUMBERS, len(numbers(evidence.reading)))
    return RARITY * sum(rarest) / max(1, len(rarest)) + NUMBERS * count
