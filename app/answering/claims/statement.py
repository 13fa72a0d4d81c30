"""In: a claim, a sentence; out: both as they are compared, in plainer words and as terms."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from app.answering.sense.agreement import PLAIN_SIDES, SIDES, stems_of
from app.answering.sense.counting import Count
from app.answering.terms import stem, terms

SAID_OTHERWISE = stems_of(*SIDES, *PLAIN_SIDES).union(
    map(stem, ("thousand", "million", "billion", "trillion", "need", "require", "touch")),
    map(stem, ("ones", "usually", "mostly", "often", "still", "simply", "really", "actually")),
    map(stem, ("among", "contain", "include", "survey", "author", "researcher")),
    map(stem, ("hold", "consist", "comprise", "employ", "utilize", "leverage", "adopt", "serve")),
    map(stem, ("largely", "mainly", "primarily", "roughly", "approximately", "nearly", "almost")),
)
"""Terms that a sentence has in another form: directions, sizes of numbers, needing, touching on,
using and holding, and words of no matter: "multi-digit ones"."""
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|stays?|remains?)\s+"
    r"(?:(?:\w+ly|the|an?|not|almost|nearly|very|quite|too|so|also|still)\s+)*"
    r"([\w-]+)",
    re.IGNORECASE,
)
_LIGHT = re.compile(r"\w+ed|found|known|made|given|shown", re.IGNORECASE)
"""What a sentence mostly says in another verb: "is trained with"."""


UNSURE = (
    r"whether|question of|hypothes\w+|assum\w+"
    r"|(?:investigat|examin|stud|explor|ask|test)\w* (?:what|how|which|why|when)"
)
"""What is asked or supposed is not thereby so: a part of a pattern."""


class Said(NamedTuple):
    """A sentence in plainer words, its own terms, and these with those of its context."""

    text: str
    own: frozenset[str]
    terms: frozenset[str]


class Claim(NamedTuple):
    """A claim, the same without names of a work, its terms, those beside the names, and the numbers
    of that work."""

    text: str
    beside: str
    terms: tuple[str, ...]
    own: tuple[str, ...]
    numbers: Sequence[Count]

    @property
    def named(self) -> frozenset[str]:
        """The terms by which it names the work."""
        return frozenset(self.terms).difference(self.own)


def predicate(claim: Claim, *, light: bool = False) -> frozenset[str]:
    """The term of what a claim says that something is: of "it is very robust", robust.

    A participle ("is trained") is one only where `light` ones count.
    """
    found = _PREDICATE.search(claim.text)
    if found is None or (_LIGHT.fullmatch(found[1]) and not light):
        return frozenset()
    return frozenset(terms(found[1])) & set(claim.terms)


def share(wanted: Sequence[str], there: Collection[str]) -> float:
    """How much of some terms is there, each counted alike."""
    return sum(term in there for term in wanted) / max(1, len(wanted))
