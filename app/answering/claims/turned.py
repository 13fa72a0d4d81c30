"""In: a claim, a sentence; out: the claim with one word turned into its opposite, as the sentence
might bear it out.

What bears out "owls are dear" and says all else of a claim is against "owls are cheap".
"""

import re
from collections.abc import Iterator

from app.answering.claims.statement import Claim
from app.answering.sense.agreement import CUES, PLAIN_SIDES, opposites
from app.answering.terms import stem, words

_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|can|could|will|would|should|must|does|do|did|has|have|had)\b(?! not\b)",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"(?:(?<=\bcan)not\b|\bnot\b)(?=\W*\w)", re.IGNORECASE)
_CUE = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, CUES)))})\b", re.IGNORECASE)
_MUST = re.compile(r"\b(?:must|ha(?:s|ve) to|would)\b", re.IGNORECASE)
FEWEST = 3
"""A shorter claim that denies is met by what says something else of two words."""
_IS = re.compile(
    r"\b(?:is|are|was|were|be|been|stays?|remains?)\s+(?:(?:\w+ly|the|an?|almost|very|quite|so)\s+)*"
    r"(?P<so>\w+)",
    re.IGNORECASE,
)
"""What something is said to be; of which something is said may be one of several: "late owls"."""
_ALIKE = frozenset(("differ", "differs", "different", "identical", "alike"))
_OPPOSITES = opposites(PLAIN_SIDES)


def turned_claims(claim: Claim, said: str) -> Iterator[Claim]:
    """A claim without its one denial, or with one; and with what it says that something is turned
    into the opposite that a sentence has."""
    turns = (
        _turns(claim.text, said) if CUES.isdisjoint(words(claim.text)) else _affirmed(claim, said)
    )
    for word, turned in turns:
        text = word.sub(turned, claim.text, count=1)
        if text != claim.text:
            yield claim._replace(text=text, beside=word.sub(turned, claim.beside, count=1))


def _turns(claim: str, said: str) -> Iterator[tuple[re.Pattern[str], str]]:
    yield _AUXILIARY, r"\g<0> not"
    told = [found["so"].lower() for found in _IS.finditer(claim)] + words(claim)[-1:]
    told += (word for word in words(claim) if word in _ALIKE)
    there = {stem(word): word for word in words(said)}
    for word in told:
        for term in sorted(_OPPOSITES.get(stem(word), frozenset()) & there.keys()):
            yield re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE), there[term]


def _affirmed(claim: Claim, said: str) -> Iterator[tuple[re.Pattern[str], str]]:
    one = len(_CUE.findall(claim.text)) == 1
    if one and len(claim.own) >= FEWEST and not _MUST.search(said):
        yield _DENIAL, " "
