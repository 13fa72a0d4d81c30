"""In: a claim, a sentence that has words of it; out: whether that is for the claim, against it, or
neither."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from app.answering.claims.denied import THAN, denied, exchanged, other_number, turned_round
from app.answering.claims.statement import UNSURE, Claim, Said, predicate, share
from app.answering.sense.agreement import (
    CUES,
    PLAIN_SIDES,
    SIDES,
    Sides,
    negated,
    negated_somewhere,
    stems_of,
)
from app.answering.sense.counting import counts, counts_another
from app.answering.sense.denial import affirmed, does_away, plainly
from app.answering.sense.quantities import lacking
from app.answering.sense.roles import BEATS, relates, told_of_others
from app.answering.terms import STOPWORDS, stem, subject_terms, terms, words

Stance = Literal["For", "Against", "Related"]
HALF, ALL_BUT_FEW = 0.5, 0.8
"""A sentence bears a claim out if it has the second share of its terms that are no names of its
work, and the first even without its heading."""
TWO = 2
FEW = 3
"""Of so few terms those that stand side by side must do so in a sentence that bears it out."""
BRIEF = 5
"""A claim of so many terms at most beside its names says one thing."""
_WHOLE_WORDS = "all always every only any once single twice off"
WHOLE = frozenset(map(stem, _WHOLE_WORDS.split()))
_RIGHT = (frozenset(("right", "correct")), frozenset(("wrong", "incorrect", "false")))
_DIRECTIONS = stems_of(*SIDES)
_NEED = frozenset((stem("need"),))
_NAME = re.compile(r"(?<=\s)[A-Z][\w-]*|[A-Z]{2,}\w*|\w*[a-z][A-Z]\w*")
_ELSEWHERE = re.compile(
    r"\b(?:ha(?:s|ve) (?:always|long)|usually|typically|traditionally|generally|commonly)\b",
    re.IGNORECASE,
)
"""How things are where nothing is said of a work in particular."""
_BEFORE = re.compile(
    r"\W*(?:previous(?:ly)?|prior|existing|traditional(?:ly)?|conventional(?:ly)?|in the past"
    r"|earlier|older|most other|other|until (?:now|recently)|so far)\b",
    re.IGNORECASE,
)
"""How a sentence on what was before a work begins."""
_OTHERS = re.compile(
    r"\b(?:many|most|some|other|existing|popular|previous|prior|earlier|older|traditional|standard"
    r"|typical|usual|conventional|classical?|current|common)\s+((?:[\w-]+\s+){0,3}[\w-]+)",
    re.IGNORECASE,
)
"""Things of which not all are of the work, or none is."""
_ASIDE = re.compile(r",(?! (?:not|but|never|nor)\b)[^,.;:]{3,80},")
"""What stands between two commas: "owls, used to the dark, hunt"."""
_HELD = re.compile(
    rf"\b(?:{UNSURE}|often (?:treated|seen|taken|viewed|\w+ as)|believ\w+|thought|might think"
    r"|suppos\w+|seem\w*|challeng\w+)\b",
    re.IGNORECASE,
)
"""What is said to be held, or asked, is not thereby said to be so."""


def stance_of(claim: Claim, said: Said) -> Stance:
    """For if all of the claim is said, Against if it is denied, else Related."""
    statement, text = claim.text, said.text
    alone = share(claim.terms, said.terms) >= ALL_BUT_FEW
    if denied(claim, said, whole=alone) or exchanged(statement, text):
        return "Against"
    if any(other_number(claim, one, text) for one in counts(claim.beside)):
        return "Against"
    borne = _has_all(claim, said)
    borne = borne and lacking(claim.beside, text) is None
    borne = borne and not any(counts_another(one, text) for one in counts(claim.beside))
    borne = borne and not (_HELD.search(text) or _BEFORE.match(text))
    borne = borne and _goes_as_far(claim, text)
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
    if negated(claim.text) and "without" in words(said.text):
        needs = frozenset()  # what needs no rest goes without
    return (predicate(claim) | needs) <= said.terms


def _is_on_its_work(claim: Claim, said: Said) -> bool:
    """Whether a sentence is on the work that a claim names, and not on how things are elsewhere."""
    named = claim.named
    if not named or named & said.own:
        return True
    others = _of_others(said.text) - _of_others(claim.text)
    of_them = bool(others & frozenset(claim.own[:1]))
    return not of_them and bool(named & said.terms or not _ELSEWHERE.search(said.text))


def _of_others(text: str) -> frozenset[str]:
    """The terms of things of which a text says that not all are meant, or others."""
    return frozenset(term for found in _OTHERS.findall(text) for term in terms(found))


def _has_all(claim: Claim, said: Said) -> bool:
    """Whether a sentence has almost all terms of a claim, and all its names, the names of its work
    aside."""
    if not _names(claim) <= _there(claim, said):
        return False
    if len(claim.own) < TWO and not (claim.own and claim.numbers):
        return share(claim.terms, said.terms) >= ALL_BUT_FEW and said.terms.issuperset(claim.own)
    if share(claim.own, said.terms) < ALL_BUT_FEW or share(claim.own, said.own) < HALF:
        return False
    pairs = set(_pairs(claim.text, claim.own)) if len(claim.own) <= FEW else set()
    return pairs <= {*_pairs(said.text, claim.own), *_pairs(_ASIDE.sub(" ", said.text), claim.own)}


def _names(claim: Claim) -> frozenset[str]:
    """The terms of the names that a claim uses."""
    found = (word for name in _NAME.findall(claim.text) for word in words(name))
    return frozenset(map(stem, found)) & frozenset(claim.terms)


def _there(claim: Claim, said: Said) -> frozenset[str]:
    """The terms of a sentence, and those of its work's names that the claim uses."""
    return said.terms | claim.named


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
        there = negated_somewhere(plain)
        return bool(denied & there) and denied.isdisjoint(set(terms(plain)) - there)
    if negated_somewhere(plainly(said)) & affirmed(statement):
        return False
    return does_away(statement) or not does_away(said)


def has_side(mine: Collection[str], theirs: Collection[str], pairs: Sides) -> bool:
    """Whether of each pair of opposites one text has the side that the other has, and no other."""
    for pair in pairs:
        for here, there in (pair, pair[::-1]):
            turned = not there.isdisjoint(theirs) or here.isdisjoint(theirs)
            if not here.isdisjoint(mine) and there.isdisjoint(mine) and turned:
                return False
    return True


def _goes_as_far(claim: Claim, said: str) -> bool:
    """Whether a sentence goes in a claim's direction, has its alls, and compares if it does."""
    statement = claim.text
    mine, theirs = ({stem(word) for word in words(text)} for text in (statement, said))
    agrees = turned_round(statement, said) is False
    plain = set(map(stem, words(claim.beside))) - _DIRECTIONS  # what grows may be said to be longer
    if not (has_side(plain, theirs, PLAIN_SIDES) and has_side(mine, theirs, (_RIGHT,))):
        return False
    if not (agrees or has_side(mine, theirs, SIDES)):
        return False
    compares = bool(THAN.search(statement) or mine & BEATS)
    return mine & WHOLE <= theirs and (not compares or agrees or relates(said))
