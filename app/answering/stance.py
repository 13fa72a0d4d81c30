"""In: a claim, a sentence that has words of it; out: whether that is for the claim, against it, or
neither."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from app.answering.sense.agreement import (
    CUES,
    PLAIN_SIDES,
    SIDES,
    Sides,
    flipped,
    negated,
    opposed,
)
from app.answering.sense.counting import Count, counted_otherwise, counts, same_count
from app.answering.sense.denial import affirmed, denies, of_others, plainly, takes_away
from app.answering.sense.directions import against, ways
from app.answering.sense.quantities import lacking
from app.answering.sense.roles import BEATS, relates, swapped, told_of_others
from app.answering.terms import STOPWORDS, stem, subject_terms, terms, words

Stance = Literal["For", "Against", "Related"]
HALF, ALL_BUT_FEW = 0.5, 0.8
"""A sentence bears a claim out if it has the second share of its terms that are no names of its
work, and the first even without its heading."""
TWO = 2
ALIKE = 0.8
"""A sentence so much like a claim (cosine) may bear it out in other words."""
FEW = 3
"""Of so few terms those that stand side by side must do so in a sentence that bears it out."""
BRIEF = 5
"""A claim of so many terms at most beside its names says one thing."""
NEAR = 1
"""Opposite words count if a word within so many of each is the same: "forgets less/more"."""
_WHOLE = frozenset(map(stem, ("all", "always", "every", "only", "any", "once", "single", "twice")))
_RIGHT = (frozenset(("right", "correct")), frozenset(("wrong", "incorrect", "false")))
_NEED = frozenset((stem("need"),))
_WAYS: Sides = tuple(pair for pair in SIDES if not any("befor" in side for side in pair))
_THAN = re.compile(r"\b(?:than|versus|unlike|compared)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more|less|fewer|worse|better)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=\s)[A-Z][\w-]*|[A-Z]{2,}\w*|\w*[a-z][A-Z]\w*")
_CONDITION = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
SAID_OTHERWISE = frozenset().union(
    map(stem, ("thousand", "million", "billion", "trillion", "need", "require")),
    *(side for pair in (*SIDES, *PLAIN_SIDES) for side in pair),
)
"""Terms that a sentence has in another form: directions, sizes of numbers, what is needed."""
_DENIED = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, CUES)))})\b", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|stays?|remains?)\s+"
    r"(?:(?:\w+ly|the|an?|not|almost|nearly|very|quite|too|so|also|still)\s+)*"
    r"(?!\w+ed\b|found\b|known\b|made\b|given\b|shown\b)([\w-]+)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:ha(?:s|ve) (?:always|long)|usually|typically|traditionally|generally|commonly)\b",
    re.IGNORECASE,
)
"""How things are where nothing is said of a work in particular."""
_CONTRAST = re.compile(r"\b(?:but|although|though)\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:some(?:times)?|may|might|possibl[ey]|occasionally|in certain|partly)\b", re.IGNORECASE
)
"""What is so in part, or may be, contradicts nothing that is so on the whole."""
_HELD = re.compile(
    r"\b(?:assum\w+|often (?:treated|seen|taken|pictured|viewed)|believ\w+|thought|might think"
    r"|suppos\w+|seem\w*|hypothes\w+|whether|question of|challeng\w+"
    r"|(?:investigat|examin|stud|explor|ask|test)\w* (?:what|how|which|why|when))\b",
    re.IGNORECASE,
)
"""What is said to be held, or asked, is not thereby said to be so."""


class Said(NamedTuple):
    """A sentence in plainer words, its own terms, with those of its context, its likeness (cosine)
    to a claim."""

    text: str
    own: frozenset[str]
    terms: frozenset[str]
    dense: float


class Claim(NamedTuple):
    """A claim, the same without names of a work, its terms, those beside the names, and the numbers
    of that work."""

    text: str
    beside: str
    terms: tuple[str, ...]
    own: tuple[str, ...]
    numbers: Sequence[Count]


def stance_of(claim: Claim, said: Said) -> Stance:
    """For if all of the claim is said, Against if it is denied, else Related."""
    statement, text = claim.text, said.text
    alone = share(claim.terms, said.terms) >= ALL_BUT_FEW
    if _denied(claim, text, whole=alone) or _exchanged(statement, text):
        return "Against"
    if any(_other_number(claim, one, text) for one in counts(claim.beside)):
        return "Against"
    borne = _has_all(claim, said) or _is_alike(claim, said)
    borne = borne and lacking(claim.beside, text) is None
    borne = borne and not _HELD.search(text) and _goes_as_far(statement, text)
    every = subject_terms(statement)
    borne = borne and told_of_others(text, every).isdisjoint(every)
    borne = borne and _has_predicate(claim, said) and _is_on_its_work(claim, said)
    return "For" if borne and _as_denying(statement, text) else "Related"


def _has_predicate(claim: Claim, said: Said) -> bool:
    """Whether a sentence has what a short claim says that something is, or that it needs it.

    A longer one says more than one thing, and not each in the words of the source.
    """
    if len(claim.own) > BRIEF:
        return True
    needs = _NEED & {stem(word) for word in words(claim.text)}
    return (_predicate(claim) | needs) <= said.terms


def _predicate(claim: Claim) -> frozenset[str]:
    """The term of what a claim says that something is: of "it is very robust", robust."""
    found = _PREDICATE.search(claim.text)
    return frozenset(terms(found[1])) & set(claim.terms) if found else frozenset()


def _is_on_its_work(claim: Claim, said: Said) -> bool:
    """Whether a sentence is on the work that a claim names, and not on how things are elsewhere."""
    named = frozenset(claim.terms) - frozenset(claim.own)
    return not named or bool(named & said.terms or not _ELSEWHERE.search(said.text))


def _has_all(claim: Claim, said: Said) -> bool:
    """Whether a sentence has almost all terms of a claim, the names of its work aside."""
    if len(claim.own) < TWO and not (claim.own and claim.numbers):
        return share(claim.terms, said.terms) >= ALL_BUT_FEW and said.terms.issuperset(claim.own)
    if share(claim.own, said.terms) < ALL_BUT_FEW or share(claim.own, said.own) < HALF:
        return False
    pairs = set(_pairs(claim.text, claim.own)) if len(claim.own) <= FEW else set()
    return pairs <= set(_pairs(said.text, claim.own))


def _is_alike(claim: Claim, said: Said) -> bool:
    """Whether a sentence says a claim in other words: it is much like it, and has its names.

    Of one that compares it must go the same way: to be alike does not tell the sides apart.
    """
    there = said.terms | (frozenset(claim.terms) - frozenset(claim.own))
    names = frozenset(stem(word) for name in _NAME.findall(claim.text) for word in words(name))
    way = not _THAN.search(claim.text) or _turned(claim.text, said.text) is False
    most = share(claim.terms, there) >= HALF and share(claim.own, said.terms) > HALF
    return said.dense >= ALIKE and names <= there and most and way


def _pairs(text: str, own: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The terms of a claim that stand side by side in a text."""
    stems = ["" if word in STOPWORDS else stem(word) for word in words(text)]
    return (pair for pair in pairwise(stems) if pair[0] in own and pair[1] in own)


def _as_denying(statement: str, said: str) -> bool:
    """Whether a sentence denies where the claim does, and nothing of it where that affirms."""
    if CUES & set(words(statement)) and not CUES & set(words(plainly(said))):
        return False
    if denied := negated(plainly(statement)):
        plain = plainly(said)
        there = negated(plain)
        return bool(denied & there) and denied.isdisjoint(set(terms(plain)) - there)
    taken = affirmed(statement)
    return takes_away(statement, taken) or not takes_away(said, taken)


def _goes_as_far(statement: str, said: str) -> bool:
    """Whether a sentence goes in a claim's direction, has its alls, and compares if it does."""
    mine, theirs = ({stem(word) for word in words(text)} for text in (statement, said))
    agrees = _turned(statement, said) is False
    for pair in (*PLAIN_SIDES, _RIGHT) if agrees else (*SIDES, *PLAIN_SIDES, _RIGHT):
        for here, there in (pair, pair[::-1]):
            if here & mine and not there & mine and (there & theirs or not here & theirs):
                return False
    compares = bool(_THAN.search(statement) or mine & BEATS)
    return mine & _WHOLE <= theirs and (not compares or agrees or relates(said))


def _denied(claim: Claim, said: str, *, whole: bool) -> bool:
    """Whether a sentence denies what the claim says of its subject, not merely names it.

    What a claim itself denies is affirmed only by a sentence that has all of it; what is so under a
    condition denies nothing.
    """
    statement = claim.text
    if _CONDITION.search(said):
        return False
    if (turned := _turned(statement, said)) is not None:
        return turned
    hedged = _HEDGE.search(said) and not _HEDGE.search(statement)
    adjectives = whole and opposed(statement, said, NEAR, PLAIN_SIDES)
    if not hedged and (adjectives or opposed(statement, said, NEAR, _WAYS)):
        return True
    told = _THAN.split(statement)[0]
    if not CUES.isdisjoint(words(plainly(told))):
        return whole and _affirms(plainly(statement), plainly(said))
    several = denies(said, affirmed(statement) - {claim.terms[0]}, frozenset(claim.terms))
    return several or (whole and not of_others(said) and _last_denied(claim, said))


def _affirms(statement: str, said: str) -> bool:
    """Whether a sentence affirms just what a claim denies: its first word after the denial."""
    after = terms(_DENIED.split(statement, maxsplit=1)[-1])[:1]
    plain = frozenset(terms(said)) - negated(said)
    affirms = flipped(statement, said) is not None and plain.issuperset(after)
    mixed = _CONTRAST.search(said) or _CONTRAST.search(statement)
    return affirms and not mixed and not takes_away(said, affirmed(said))


def _last_denied(claim: Claim, said: str) -> bool:
    """Whether a sentence denies what a claim, of which it has all, says that something is, or its
    last word: "not computable"."""
    word = flipped(claim.text, plainly(said))
    return word is not None and stem(word) in {claim.terms[-1], *_predicate(claim)}


def _turned(statement: str, said: str) -> bool | None:
    """Whether a sentence turns the one direction of a claim; None where it has none of the kind."""
    mine = list(ways(statement))
    found = [against(mine[0], other) for other in ways(said)] if len(mine) == 1 else []
    told = [turned for turned in found if turned is not None]
    return all(told) if told else None


def _exchanged(statement: str, said: str) -> bool:
    """Whether the two sides of a verb are exchanged; of what is more, its direction tells."""
    return not _MORE.search(statement) and swapped(statement, said) is not None


def _other_number(claim: Claim, one: Count, said: str) -> bool:
    """Whether a sentence counts the same things otherwise, and no sentence of its work so."""
    if any(same_count(one, other) for other in claim.numbers):
        return False
    return any(counted_otherwise(one, other) for other in counts(said))


def share(wanted: Sequence[str], there: Collection[str]) -> float:
    """How much of some terms is there, each counted alike."""
    return sum(term in there for term in wanted) / max(1, len(wanted))
