"""In: a question and the evidence chosen for it; out: how sure it is that they belong together.

The features are plain numbers so that the weights and the threshold can be set on judged
questions: `features` yields them, `confidence` weighs them, `python -m evals.calibrate` fits the
weights. None depends on how works were ranked.
"""

import math
import re
from collections.abc import Sequence
from heapq import nlargest

from app.answering.missing import compared_to, is_phrase
from app.answering.question import Question
from app.answering.rank import Ranked
from app.answering.sentence_store import WorkWords
from app.answering.terms import Vocabulary, plain, stem, terms
from ingest.records import Record

CANNOT_ANSWER = "The texts in this library do not answer that."
"""The one sentence of every refusal."""

PART = 5
"""Words of at least so many letters may hold a name as their beginning."""
LONG = 12
"""A question of so many terms is as long as any."""
AROUND = 5
"""So many sentences of a work say how near it is to a question: one may be near by chance."""
ON_SUBJECT = 0.4
"""From this cosine on a question is of the library's domain: of those about everyday things one in
a hundred lies higher, of the answerable six in seven."""
UNKNOWN = 0.7
"""The match of tokens where a library has none: between what it holds (dev half: 0.84, three
quarters of the questions over 0.76) and what is strange to it (0.55, three quarters under 0.61)."""


_MANNER_WORDS = """
    precisely exactly actually really basically essentially roughly approximately specifically
    simply briefly concretely literally typically generally usually eventually finally possibly
    probably currently truly merely mainly mostly supposedly apparently"""
_MANNER = frozenset(map(stem, _MANNER_WORDS.split()))
"""How something is asked, not what: no text need have it."""
_DIGITS = re.compile(r"\d(?: \d)*")
"""A digit, or a range of two, stands in too many texts and forms to be a name."""


class Features(Record):
    """What speaks for an answer, each from 0 to 1.

    `around`: mean cosine of the question and the most alike sentences of its works;
    `subject`: how much of that is enough for a question of the domain, 1 if it names a work;
    `field`: how far it is of our field rather than about everyday things;
    `tokens`: the same of its tokens, each with the one most alike in those works, by rarity;
    `in_work`: share of the question's terms, by rarity, in all that is said of those works;
    `specific`: share of the question's names and numbers that they have, 1 if it has none;
    `plain`: it has none; `length`: its terms, for a long question finds less of itself in any work;
    `known`: no name in it is strange to the library; `alone`: it leans on no turn before, of which
    work and words are sure to be there.
    """

    around: float
    subject: float
    field: float
    tokens: float
    in_work: float
    specific: float
    plain: float
    length: float
    known: float
    alone: float


NOTHING = Features.model_validate(dict.fromkeys(Features.model_fields, 0.0))
"""The features where no sentence was found at all."""


def features(
    question: Question,
    ranked: Ranked,
    works: Sequence[str],
    vocabulary: Vocabulary,
    about: WorkWords,
    missing: Sequence[str] = (),
    tokens: float | None = None,
    field: float = 1.0,
) -> Features:
    """The features of an answer by the `works` (paper ids) it is about.

    `about` has the words on them, `tokens` says how well their tokens match, `field` how far the
    question is of our field.

    The parts of a `missing` name are not there, wherever else they stand; plain words may be. One
    that something is only likened to ("X-like") need not be there.
    """
    nicknames = {plain(n): n for n in missing if compared_to(n, question.text)}
    missing = [name for name in missing if name not in nicknames.values()]
    aside = _MANNER.union(map(stem, nicknames))
    wanted = [term for term in question.terms if term not in aside]
    specific = [n for n in question.specific if n not in nicknames and not _DIGITS.fullmatch(n)]
    apart = (name for name in missing if not is_phrase(name))
    absent = frozenset(term for name in apart for term in terms(name))
    spelled = {t for t, long in question.short_names.items() if long <= about.terms}
    held = about.terms.union(spelled) - absent
    alike = nlargest(AROUND, (s.dense for s in ranked.sentences if s.evidence.paper_id in works))
    around = _unit(sum(alike) / max(1, len(alike)))
    all_of_a_kind = not question.terms and question.work_kind is not None
    return Features(
        around=around,
        subject=1.0 if question.named else min(1.0, around / ON_SUBJECT),
        field=1.0 if question.named else field,
        tokens=UNKNOWN if tokens is None else _unit(tokens),
        in_work=1.0 if all_of_a_kind else vocabulary.share(wanted, held),
        specific=_held([n for n in specific if stem(n) not in spelled], about.text),
        plain=float(not specific),
        length=min(1.0, len(question.terms) / LONG),
        known=float(not missing),
        alone=float(question.aloud == question.query),
    )


def confidence(seen: Features, weights: Features, bias: float) -> float:
    """The weighed features as a number from 0 to 1 (logistic)."""
    by_name = weights.model_dump()
    total = sum(by_name[name] * value for name, value in seen.model_dump().items())
    return 1 / (1 + math.exp(-(total + bias)))


def _held(wanted: Sequence[str], said: str) -> float:
    """The share of the wanted names that stand in a text, in full, as one of several (KANs) or as a
    part of a word."""
    if not wanted:
        return 1.0
    there = frozenset(word for word in said.split() if len(word) >= PART)
    one_of = {name: (name, name.removesuffix("s"), f"{name}s") for name in wanted}
    found = (
        any(f" {form} " in f" {said} " for form in one_of[name] if len(form) > 1)
        or _part_of_any(name, there)
        for name in wanted
    )
    return sum(found) / len(wanted)


def _part_of_any(name: str, there: frozenset[str]) -> bool:
    if len(name) < PART or " " in name:
        return False
    return any(name.startswith(w) or w.startswith(name) for w in there)


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))
