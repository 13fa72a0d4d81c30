"""In: a claim of how one thing goes with another, a sentence; out: whether that says so, or the
reverse.

"The more they fly, the less they eat", "eating falls with longer flights" and "longer flights
reduce what they eat" say one thing: of its two directions both are turned, or neither.
"""

import re
from collections.abc import Collection
from itertools import combinations

from app.answering.sense.agreement import CUES
from app.answering.sense.turning import goes_along
from app.answering.sense.twosided import WAYS
from app.answering.terms import stem, terms, words

_DIRECTIONS = 2
_BREAK = re.compile(r"[,;:—]\s|\s[–-]\s|\b(?:but|while|whereas)\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:and|or|but|while|whereas|than|not only)\b", re.IGNORECASE)
"""Two directions beside each other are not one of the other: "more speed and fewer errors"."""
_BESIDE = re.compile(r"^\W*(?:although|though|while|whereas|and|but)\b\s*", re.IGNORECASE)
_LIMITED = re.compile(
    r"\b(?:except|until|up to|not necessarily|no longer|sometimes|may|might|can also)\b",
    re.IGNORECASE,
)
_BENT = re.compile(
    r"\b(?:non[- ]?linear|non[- ]?monoton\w+|U-shaped|not monoton\w+)\b", re.IGNORECASE
)
_NO_TREND = frozenset(map(stem, ("always", "all", "never", "none", "true", "false", "correct")))
_ALWAYS = re.compile(r"\b(?:always|the more|monotonically)\b", re.IGNORECASE)


def goes_with(claim: str, said: str) -> bool | None:
    """Whether a sentence says how one thing of a claim goes with the other; False if the reverse,
    None if it tells neither or the claim speaks of no such thing.
    """
    denied = not CUES.isdisjoint(words(said))
    if not is_trend(claim) or denied or _LIMITED.search(said):
        return None
    return goes_along(claim, _BESIDE.sub("", said))


def is_trend(text: str) -> bool:
    """Whether a text says how one thing goes with another: two directions, one by the other."""
    said = words(text)
    at = [place for place, word in enumerate(said) if stem(word) in WAYS.keys() - _NO_TREND]
    if len(at) != _DIRECTIONS or not CUES.isdisjoint(said):
        return False
    between = " ".join(said[at[0] : at[1]])
    return at[1] - at[0] > 1 and not _TOGETHER.search(between)


def bends(claim: str, own: Collection[str], said: str) -> bool:
    """Whether a sentence says that what a claim has always go one way does not."""
    return bool(
        _ALWAYS.search(claim)
        and is_trend(claim)
        and _BENT.search(said)
        and frozenset(own) <= frozenset(terms(said))
    )


def part_with(own: frozenset[str], said: str) -> str | None:
    """The shortest run of the parts of a sentence that has all of these terms."""
    cuts = [0, *(found.start() for found in _BREAK.finditer(said)), len(said)]
    runs = sorted(combinations(cuts, 2), key=lambda run: run[1] - run[0])
    parts = (said[start:end] for start, end in runs)
    return next((part for part in parts if own <= frozenset(terms(part))), None)
