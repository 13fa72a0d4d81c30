"""In: a claim, a sentence; out: whether each direction of the claim is said, and how many turned.

"Small ones forget more" is said by "large ones forget less": two directions are turned. A word of
direction is of the content words nearest to it; where those are missing nothing is told.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.answering.sense.agreement import CUES, negated
from app.answering.sense.twosided import WAYS
from app.answering.terms import STOPWORDS, stem, words

_NEAR = 2
"""So many content words on either side of a direction say of what it is."""
_BESIDE = 1
"""A sentence of so many directions more than a claim says more than one thing, and turns none."""
_MIXED = re.compile(
    r"\b(?:while|whereas|but|although|little|barely|marginal\w*|slight\w*|not necessarily)\b",
    re.IGNORECASE,
)
"""What is on the one hand, or to a small degree, is not turned either."""
_JOINED = re.compile(r"\b(?:and|or|but|while|whereas)\b", re.IGNORECASE)
"""Directions beside each other are each of its own: "more speed and fewer errors"."""
_MOST = 5
"""Of more directions in one text it cannot be told which is of what."""


class _Way(NamedTuple):
    """A word of direction: its kind, which way, and the stems that it is nearest to."""

    kind: str
    way: int
    near: frozenset[str]


def directed(text: str) -> bool:
    """Whether a text has a word of direction."""
    return any(stem(word) in WAYS for word in words(text))


def goes_along(claim: str, said: str) -> bool | None:
    """Whether all directions of a claim are in a sentence, an even number of them turned; False if
    an odd number is; None if one is missing, or there both ways."""
    mine, theirs = list(_ways(claim)), list(_ways(said))
    if len(mine) > _MOST:
        return None
    joined = len(mine) > 1 and bool(_JOINED.search(claim))
    told = set(_matched(mine, theirs, together=not joined))
    if told == {False} and (len(theirs) > len(mine) + _BESIDE or _MIXED.search(said)):
        return None
    return told.pop() if len(told) == 1 else None


def _matched(mine: Sequence[_Way], theirs: Sequence[_Way], *, together: bool) -> Iterator[bool]:
    """Whether directions agree, for each way to give those of a claim one each of a sentence.

    Two that are turned agree again if one goes with the other (`together`).
    """
    if not mine:
        yield True
        return
    one, *rest = mine
    for place, other in enumerate(theirs):
        if other.kind == one.kind and other.near & one.near:
            left = [*theirs[:place], *theirs[place + 1 :]]
            same = one.way == other.way
            for agrees in _matched(rest, left, together=together):
                yield agrees == same if together else agrees and same


def _ways(text: str) -> Iterator[_Way]:
    """The directions of a text; one that is denied goes the other way."""
    said = [stem(w) for w in words(text) if w not in STOPWORDS | CUES or stem(w) in WAYS]
    plain = [term for term in said if term not in WAYS]
    gaps = [sum(term not in WAYS for term in said[:place]) for place in range(len(said))]
    at = [(term, gap) for term, gap in zip(said, gaps, strict=True) if term in WAYS]
    denied = negated(text)
    for term, place in at:
        kind, way = WAYS[term]
        first = max(0, place - _NEAR)
        near = (
            plain[i]
            for i in range(first, min(len(plain), place + _NEAR))
            if all(_distance(i, place) <= _distance(i, other) for _, other in at)
        )
        yield _Way(kind, -way if term in denied else way, frozenset(near))


def _distance(word: int, gap: int) -> int:
    """How many words a word is from a gap before the word of that place."""
    return word - gap + 1 if word >= gap else gap - word
