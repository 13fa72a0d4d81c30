"""In: a question and the evidence chosen for it; out: how sure it is that they belong together.

The features are plain numbers so that the weights and the threshold can be set on judged
questions: `features` yields them, `confidence` weighs them.
"""

import math
from collections.abc import Sequence

from app.question import Question
from app.rank import Ranked
from app.select import Group
from app.terms import Vocabulary
from index.ranking import Hit
from ingest.records import Record

CANNOT_ANSWER = "The texts in this library do not answer that."
"""The one sentence of every refusal."""

_DENSE = "dense"


class Features(Record):
    """What speaks for an answer, each from 0 to 1.

    `sentence`: cosine of the question and the most alike chosen sentence; `work`: that of the
    first work's best passage; `coverage`: share of the question's terms, by rarity, in the
    chosen sentences and their work's names; `in_work`: the same for all that is said of the
    work; `known`: for the whole library; `specific`: share of the question's names and numbers
    that the work has, 1 if it has none; `named`: the question names a work of the library.
    """

    sentence: float
    work: float
    coverage: float
    in_work: float
    known: float
    specific: float
    named: float


WEIGHTS = Features(
    sentence=5.0, work=3.0, coverage=2.0, in_work=2.0, known=2.0, specific=2.5, named=1.0
)
BIAS = -8.2


def features(
    question: Question,
    hits: Sequence[Hit],
    ranked: Ranked,
    groups: Sequence[Group],
    vocabulary: Vocabulary,
    called: frozenset[str],
    in_all: frozenset[str],
) -> Features:
    """The features of an answer; `called` and `in_all` are the terms of the first group's work:
    those of its names, and all that is said of it, its names included.
    """
    chosen = [e for group in groups[:1] for unit in group.units for e in unit]
    keys = {e.key for e in chosen}
    alike = [s.dense for s in ranked.sentences if s.evidence.key in keys and s.dense is not None]
    said = {term for e in chosen for term in e.terms | e.context}
    known = [term for term in question.terms if vocabulary.count(term)]
    return Features(
        sentence=_unit(max(alike, default=0.0)),
        work=_unit(max((_dense(hit) for hit in hits[:3]), default=0.0)),
        coverage=vocabulary.share(question.terms, said | called),
        in_work=vocabulary.share(question.terms, in_all),
        known=vocabulary.share(question.terms, known),
        specific=_held(question.specific, in_all),
        named=float(bool(question.named)),
    )


def confidence(seen: Features) -> float:
    """The weighed features as a number from 0 to 1 (logistic)."""
    weights = WEIGHTS.model_dump()
    total = sum(weights[name] * value for name, value in seen.model_dump().items())
    return 1 / (1 + math.exp(-(total + BIAS)))


def _held(wanted: Sequence[str], there: frozenset[str]) -> float:
    """The share of the wanted terms that is there, or is part of or has for a part what is."""
    if not wanted:
        return 1.0
    return sum(term in there or _part_of_any(term, there) for term in wanted) / len(wanted)


def _part_of_any(term: str, there: frozenset[str]) -> bool:
    long = (other for other in there if len(other) >= 5)
    return len(term) >= 5 and any(term.startswith(o) or o.startswith(term) for o in long)


def _dense(hit: Hit) -> float:
    seen = hit.rankers.get(_DENSE)
    return float(seen.score) if seen else 0.0


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))
