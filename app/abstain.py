"""In: a question and the evidence chosen for it; out: how sure it is that they belong together.

The features are plain numbers so that the weights and the threshold can be set on judged
questions: `features` yields them, `confidence` weighs them.
"""

import math
from collections.abc import Sequence

from app.evidence import WorkWords
from app.question import Question
from app.rank import Ranked
from app.select import Group
from app.terms import Vocabulary
from index.ranking import Hit
from ingest.records import Record

CANNOT_ANSWER = "The texts in this library do not answer that."
"""The one sentence of every refusal."""

_DENSE = "dense"
PART = 5
"""Words of at least so many letters may hold a name as their beginning."""


class Features(Record):
    """What speaks for an answer, each from 0 to 1.

    `sentence`: cosine of the question and the most alike chosen sentence; `work`: that of the
    first work's best passage; `coverage`: share of the question's terms, by rarity, in the
    chosen sentences and their work's names; `in_work`: the same for all that is said of the
    work; `known`: for the whole library; `specific`: share of the question's names and numbers
    that the work has, 1 if it has none; `lead`: how much nearer the nearest work is than the
    other works found; `named`: the question names a work of the library.
    """

    sentence: float
    work: float
    coverage: float
    in_work: float
    known: float
    specific: float
    lead: float
    named: float


WEIGHTS = Features(
    sentence=2.0,
    work=3.0,
    coverage=2.0,
    in_work=0.5,
    known=2.0,
    specific=2.75,
    lead=1.25,
    named=2.75,
)
BIAS = -7.65


NOTHING = Features(sentence=0, work=0, coverage=0, in_work=0, known=0, specific=0, lead=0, named=0)
"""The features where no sentence was found at all."""


def features(
    question: Question,
    hits: Sequence[Hit],
    ranked: Ranked,
    groups: Sequence[Group],
    vocabulary: Vocabulary,
    about: WorkWords,
) -> Features:
    """The features of an answer; `about` has the words on the work of the first group."""
    chosen = [e for group in groups[:1] for unit in group.units for e in unit]
    keys = {e.key for e in chosen}
    alike = [s.dense for s in ranked.sentences if s.evidence.key in keys and s.dense is not None]
    said = {term for e in chosen for term in e.terms | e.context}
    known = [term for term in question.terms if vocabulary.count(term)]
    return Features(
        sentence=_unit(max(alike, default=0.0)),
        work=_unit(max((_dense(hit) for hit in hits[:3]), default=0.0)),
        coverage=vocabulary.share(question.terms, said | about.names),
        in_work=vocabulary.share(question.terms, about.terms),
        known=vocabulary.share(question.terms, known),
        specific=_held(question.specific, about.text),
        lead=_unit(_lead(hits)),
        named=float(bool(question.named)),
    )


def confidence(seen: Features) -> float:
    """The weighed features as a number from 0 to 1 (logistic)."""
    weights = WEIGHTS.model_dump()
    total = sum(weights[name] * value for name, value in seen.model_dump().items())
    return 1 / (1 + math.exp(-(total + BIAS)))


def _held(wanted: Sequence[str], said: str) -> float:
    """The share of the wanted names that stand in a text, in full or as a part of a word."""
    if not wanted:
        return 1.0
    there = frozenset(word for word in said.split() if len(word) >= PART)
    found = (f" {name} " in f" {said} " or _part_of_any(name, there) for name in wanted)
    return sum(found) / len(wanted)


def _part_of_any(name: str, there: frozenset[str]) -> bool:
    if len(name) < PART or " " in name:
        return False
    return any(name.startswith(w) or w.startswith(name) for w in there)


def _lead(hits: Sequence[Hit]) -> float:
    """How much nearer the nearest work is than the others found, by the dense ranker."""
    scores = sorted((_dense(hit) for hit in hits), reverse=True)
    return scores[0] - sum(scores[1:]) / len(scores[1:]) if len(scores) > 1 else 0.0


def _dense(hit: Hit) -> float:
    seen = hit.rankers.get(_DENSE)
    return float(seen.score) if seen else 0.0


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))
