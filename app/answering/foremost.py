"""In: the scored sentences of one work; out: the one that answers the question itself.

Two orders are held against each other: that of the scores, and that of how well tokens match those
of the question without the work's name. What counts is a sentence's place in both, not by how much
it leads in one.
"""

import re
from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from app.answering.bonus import REMARK_ON, counts, has_parts, has_wanted
from app.answering.evidence import Evidence
from app.answering.fitness import DOUBTFUL, commends, stands_alone
from app.answering.question import Question
from app.answering.rank import Scored
from app.answering.sense.agreement import negated
from app.answering.sense.denial import plainly

AHEAD = 3.0
"""What a sentence gains by the cosine by which it matches better than its work does."""
ECHOED = 10.0
"""What a sentence gains by how well the one of another source that says the same matches: what two
sources say and the question asks is rarely an aside."""
EARLY = 2.0
"""What the first sentence of a source loses, falling to 0 at a quarter: it tells the subject."""
CARD, LIST = 0.5, 1.0
"""What a sentence of our card loses, and one before a list where none is asked for."""
USUAL = 1.0
"""What one loses that begins with how it is done elsewhere: a paper tells that to say otherwise."""
AGAIN = 4.0
"""What one loses that has no word but those of the question, which asks for more than yes or no."""
COMMENDS = 1.0
"""What one loses that tells how good the work is, unless somebody's word is asked for."""
HANGS = 1.5
"""What one loses that points to another sentence, which then has to stand before it."""
COUNTED, WANTED, DENIED, PARTS = 1.0, 1.0, 1.0, 2.0
"""What a sentence gains with a number just before what is to be counted; with the number, date or
name that is asked for or the definition; that denies what may be answered with no; and with as many
parts as are asked for."""
JOINS = 0.7
"""What one loses as the opening itself that carries on from another one: it reads worse alone."""
BESIDE, FADES = 1.0, 2.0
"""What a sentence gains by the others of its section, those of its paragraph counted twice: the log
of one and their number, each less by e with every so much that it is worth less than the best. What
answers rarely stands alone."""
_USUAL = re.compile(
    r"^\W*(?:in |with )?(?:traditional|conventional|classic|existing|previous|prior|standard"
    r"|typical|usual|common|historical|most|until now|today)\w*\b(?! (?:of the|important|notabl))"
    r"|^.{0,80}\bha(?:s|ve) (?:always|long|traditionally|historically)\b"
    r"|^\W*(?:we(?:['’]re| are) (?:all )?used to|(?:we|you) (?:all )?(?:probably|surely|already|may"
    r"|might) (?:know|remember|heard|recall)|everybody knows|back from)\b",
    re.IGNORECASE,
)

_CARRIES_ON = re.compile(
    r"^\W*(?:however|but|yet|and|also|moreover|furthermore|additionally|in addition|then|finally|so"
    r"|thus|therefore|consequently|for (?:example|instance)|in fact|indeed|of course)\b",
    re.IGNORECASE,
)


def foremost(own: Sequence[Scored], question: Question) -> Scored | None:
    """The sentence that answers; None where a work is described, or no token matches are known.

    `own` are the sentences of one work, best first.
    """
    worth = as_openings(own, question)
    if worth is None or worth.max() == -np.inf:
        return None
    joins = np.array([bool(_CARRIES_ON.match(scored.evidence.reading)) for scored in own])
    return own[int(np.argmax(worth - JOINS * joins))]


def as_openings(own: Sequence[Scored], question: Question) -> NDArray[np.float64] | None:
    """What each sentence of a work is worth as what is read first, (n,): -inf where it is not fit
    for that; None as above."""
    if (worth := worths(own, question)) is None:
        return None
    hangs = np.array([not _stands(scored.evidence, question) for scored in own])
    may = np.array([_may_open(scored.evidence, question) for scored in own])
    worth = worth + AHEAD * np.array([scored.beyond for scored in own])
    worth += ECHOED * np.array([scored.echoed for scored in own])
    worth += np.array([_answers(scored.evidence, question) for scored in own])
    worth = np.where(may, worth - HANGS * hangs, -np.inf)
    return worth if worth.max() == -np.inf else worth + BESIDE * np.log1p(_beside(own, worth))


def _beside(own: Sequence[Scored], worth: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many others of its section answer, and once more of its paragraph, for each sentence,
    (n,): each for its part, and less at the beginning of a source."""
    parts = np.exp((worth - worth.max()) / FADES) * [1 - _early(s.evidence) for s in own]
    sections = _numbered([(s.evidence.source_id, s.evidence.section) for s in own])
    paragraphs = _numbered([(s.evidence.source_id, s.evidence.block) for s in own])
    both = np.bincount(sections, parts)[sections] + np.bincount(paragraphs, parts)[paragraphs]
    return np.asarray(both - 2 * parts, dtype=np.float64)


def _numbered(keys: Sequence[Hashable]) -> NDArray[np.int64]:
    """A number for each key, the same for equal ones."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys])


def worths(own: Sequence[Scored], question: Question) -> NDArray[np.float64] | None:
    """What each sentence of a work, best first, is worth as the answer, (n,); None as above."""
    beyond = np.array([scored.beyond for scored in own])
    if question.describes or not beyond.any():
        return None
    worth = np.array([_favour(scored.evidence, question) for scored in own], dtype=np.float64)
    worth -= np.log1p(np.arange(len(own))) + np.log1p(_places(beyond))
    return worth


def _favour(evidence: Evidence, question: Question) -> float:
    """What speaks for a sentence whatever its places, and against it."""
    early = 0.0 if question.asks_what_it_is else EARLY
    favour = -early * _early(evidence)
    favour -= CARD * (evidence.source_type == "card")
    favour -= USUAL * bool(_USUAL.match(evidence.reading))
    favour -= LIST * (bool(evidence.items) and not question.lists)
    favour += COUNTED * (bool(question.counted) and counts(evidence, question.counted))
    favour += WANTED * has_wanted(evidence, question)
    return favour


def _early(evidence: Evidence) -> float:
    """1 for the first sentence of a source, falling to 0 at a quarter."""
    return max(0.0, 1 - 4 * evidence.at)


def _answers(evidence: Evidence, question: Question) -> float:
    """What a sentence gains as an opening that names as many parts as are asked for, or says no;
    it loses if it says nothing but what is asked, or commends the work."""
    parts = question.parts if question.kind == "open" else None
    gain = PARTS * bool(parts and has_parts(evidence, *parts))
    gain -= COMMENDS * (question.voice is None and commends(evidence.reading))
    if question.asks_whether:
        return gain + DENIED * _denies(evidence, question)
    return gain - AGAIN * (not evidence.items and evidence.terms.issubset(question.terms))


def _denies(evidence: Evidence, question: Question) -> bool:
    """Whether it denies a word of what is asked: "does it slow the search?", "not slower"."""
    return not negated(plainly(evidence.reading)).isdisjoint(question.own)


def _may_open(evidence: Evidence, question: Question) -> bool:
    """Whether it is fit to be read first, and no remark unless just that is asked for."""
    remark = REMARK_ON.match(evidence.text) and question.voice is None
    sought = question.seeks(evidence.section)
    return evidence.fit > DOUBTFUL and (sought or not remark)


def _stands(evidence: Evidence, question: Question) -> bool:
    """Whether it needs no sentence before it, or names just the parts that are asked for."""
    parts = question.parts and evidence.items and has_parts(evidence, *question.parts)
    of_card = evidence.source_type == "card" and not evidence.hangs
    return bool(parts) or of_card or stands_alone(evidence.reading)


def _places(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """The place of each value, 0 for the largest; of equal ones the earlier comes first."""
    return np.argsort(np.argsort(-values, kind="stable"), kind="stable")
