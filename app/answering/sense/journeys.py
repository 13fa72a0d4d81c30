"""In: a claim, a sentence; out: whether what goes from one to another in the claim goes back there.

"Owls turn from mice to songs" is denied by "owls turn from songs to mice".
"""

import re

from app.answering.terms import terms

_FROM = re.compile(r"\bfrom\b(?P<way>[^,.;:]+)", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|into)\b", re.IGNORECASE)


def turned_back(claim: str, said: str) -> bool:
    """Whether a sentence goes from where a claim goes to, and to where that comes from."""
    mine, theirs = _journeys(claim), _journeys(said)
    straight = max((_fit(a, c, b, d) for a, b in mine for c, d in theirs), default=0)
    crossed = max((_fit(a, d, b, c) for a, b in mine for c, d in theirs), default=0)
    return crossed > straight


def _journeys(text: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    """The terms of where a text goes from and to, for each "to" that may part the two."""
    return [
        (frozenset(terms(way[: to.start()])), frozenset(terms(way[to.end() :])))
        for way in _FROM.findall(text)
        for to in _TO.finditer(way)
    ]


def _fit(
    one: frozenset[str], other: frozenset[str], third: frozenset[str], fourth: frozenset[str]
) -> int:
    """How much two pairs share, if each shares something."""
    shared = len(one & other), len(third & fourth)
    return sum(shared) if all(shared) else 0
