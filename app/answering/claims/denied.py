"""In: a claim, a sentence that has words of it; out: whether that denies the claim."""

import re

from app.answering.claims.statement import Claim, Said, predicate, share
from app.answering.sense.agreement import (
    CUES,
    PLAIN_SIDES,
    SIDES,
    Sides,
    flipped,
    negated,
    opposed,
)
from app.answering.sense.counting import Count, counts_otherwise, is_counted
from app.answering.sense.denial import (
    affirmed,
    denies,
    is_conditional,
    of_others,
    plainly,
    takes_away,
)
from app.answering.sense.directions import only_way, turns
from app.answering.sense.exclusive import given_to_another, given_to_opposite
from app.answering.sense.roles import swapped
from app.answering.terms import stem, terms, words

MOST = 0.8
NEAR = 1
"""Opposite words count if a word within so many of each is the same: "forgets less/more"."""
_WAYS: Sides = tuple(pair for pair in SIDES if not any("befor" in side for side in pair))
THAN = re.compile(r"\b(?:than|versus|unlike|compared)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more|less|fewer|worse|better)\b", re.IGNORECASE)
_DENIED = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, CUES)))})\b", re.IGNORECASE)
_CONTRAST = re.compile(r"\b(?:but|although|though)\b", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:always|never|in every case)\b", re.IGNORECASE)
_NOT_EVERY = re.compile(r"(?:\bnot|n['’]t) (?:always|in every case)\b", re.IGNORECASE)
_EXCEPT = re.compile(r"\b(?:but|except|although|though|unless|only (?:when|if))\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:some(?:times)?|may|might|possibl[ey]|occasionally|in certain|partly)\b", re.IGNORECASE
)
"""What is so in part, or may be, contradicts nothing that is so on the whole."""
_REJECTED = re.compile(
    r"\b(?:contradict|refut|disprov|dispel|debunk|challeng)\w*|\bcontrary to\b|\bagainst the\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:assumption|belief|expectation|expect(?:s|ed)?|intuition|notion|myth|wisdom)\b"
    r"(?P<that>[^.;]*)",
    re.IGNORECASE,
)
"""What is expected, and said to be otherwise: "contradicting the assumption that ..."."""


def denied(claim: Claim, said: Said, *, whole: bool) -> bool:
    """Whether a sentence denies what the claim says of its subject, not merely names it.

    What a claim itself denies is affirmed only by a sentence that has all of it (`whole`); what is
    so under a condition denies nothing.
    """
    statement, text = claim.text, said.text
    if rejected(claim, text) or (whole and excepted(claim, text)):
        return True
    if is_conditional(text):
        return False
    if given_to_opposite(statement, text) or given_to_another(statement, text):
        return True
    if (turned := turned_round(statement, text)) is not None:
        return turned
    return _turns_a_word(statement, text, whole=whole) or _negates(claim, text, whole=whole)


def _turns_a_word(statement: str, said: str, *, whole: bool) -> bool:
    """Whether a sentence says the opposite of the same thing, and not only of a part."""
    if _HEDGE.search(said) and not _HEDGE.search(statement):
        return False
    adjectives = whole and opposed(statement, said, NEAR, PLAIN_SIDES)
    return bool(adjectives or opposed(statement, said, NEAR, _WAYS))


def _negates(claim: Claim, text: str, *, whole: bool) -> bool:
    """Whether a sentence negates what a claim affirms, or affirms what it negates."""
    statement = claim.text
    told = THAN.split(statement)[0]
    if not CUES.isdisjoint(words(plainly(told))):
        return whole and _affirms(plainly(statement), plainly(text))
    taken = affirmed(statement) - {claim.terms[0]}
    # what is compared may well be left for something else
    several = told == statement and denies(text, taken, frozenset(claim.terms))
    return several or (whole and not of_others(text) and _last_denied(claim, text))


def exchanged(statement: str, said: str) -> bool:
    """Whether the two sides of a verb are exchanged; of what is more, its direction tells."""
    return not _MORE.search(statement) and swapped(statement, said) is not None


def other_number(claim: Claim, one: Count, said: str) -> bool:
    """Whether a sentence counts the same things otherwise, and no sentence of its work so."""
    return not is_counted(one, claim.numbers) and counts_otherwise(said, one)


def turned_round(statement: str, said: str) -> bool | None:
    """Whether a sentence turns the one direction of a claim; None where it has none of the kind."""
    mine = only_way(statement)
    turned = turns(mine, said) if mine else []
    return all(turned) if turned else None


def excepted(claim: Claim, said: str) -> bool:
    """Whether a sentence has an exception to what a claim says always to hold."""
    every = _EVERY.search(claim.text) and not _NOT_EVERY.search(claim.text)
    found = _EXCEPT.search(said) if every else None
    return found is not None and not _EVERY.search(said, found.end())


def rejected(claim: Claim, said: str) -> bool:
    """Whether a sentence calls what the claim says an expectation that does not hold."""
    expected = _EXPECTED.search(said) if _REJECTED.search(said) else None
    if expected is None or _REJECTED.search(claim.text):
        return False
    that = expected["that"]
    turned = opposed(claim.text, that) or opposed(claim.text, that, NEAR, PLAIN_SIDES)
    return share(claim.own, frozenset(terms(that))) >= MOST and turned is None


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
    return word is not None and stem(word) in {claim.terms[-1], *predicate(claim, light=True)}
