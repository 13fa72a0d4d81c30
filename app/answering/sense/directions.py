"""In: two texts; out: whether one says more where the other says less of one and the same thing.

"A has more than B" and "B has less than A" share all words and one direction each, and agree.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.answering.sense.agreement import CUES, SIDES, stems_of
from app.answering.terms import STOPWORDS, content_stems, stem, words

_BESIDE = 2
"""So many words on either side of a direction say of what it is."""
_CLAUSE = re.compile(r"[.;:!?,](?!\d)|\b(?:but|while|whereas|although|though|and)\b", re.IGNORECASE)
_LITTLE = frozenset(("little", "barely"))
_DIRECTIONS = stems_of(*SIDES)


class Way(NamedTuple):
    """A word of direction: its pair of opposites and side, the stems near it, and those that stand
    only to its left or right."""

    pair: int
    side: int
    left: frozenset[str]
    right: frozenset[str]
    near: frozenset[str]


def against(one: Way, other: Way) -> bool | None:
    """Whether two directions of one thing are opposite; None if they are not of one thing.

    "A has more than B" and "B has less than A" are not.
    """
    if one.pair != other.pair or not one.near & other.near:
        return None
    crossed = bool(one.left & other.right) and bool(one.right & other.left)
    if crossed or one.side == other.side:
        return crossed and one.side == other.side
    return True if one.left & other.left or not one.right & other.left else None


def turns(one: Way, said: str) -> list[bool]:
    """Of each direction in a text that is of the same thing, whether it is the opposite one."""
    found = (against(one, other) for other in ways(said))
    return [turned for turned in found if turned is not None]


def only_way(text: str) -> Way | None:
    """The one direction of a text; None where it has none, or more."""
    found = list(ways(text))
    return found[0] if len(found) == 1 else None


def ways(text: str) -> Iterator[Way]:
    """Each word of direction in a text; a denial in its clause turns it round."""
    for clause in _CLAUSE.split(text):
        said = words(clause)
        denied = not (CUES | _LITTLE).isdisjoint(said)
        for place, word in enumerate(said):
            around = said[max(0, place - _BESIDE) : place] + said[place + 1 : place + 1 + _BESIDE]
            near = frozenset(stem(w) for w in around if _is_plain(w, clause)) - _DIRECTIONS
            for number, pair in enumerate(SIDES):
                for side, stems in enumerate(pair):
                    if stem(word) in stems:
                        left = frozenset(content_stems(said[:place]))
                        right = frozenset(content_stems(said[place + 1 :]))
                        sides = left - right, right - left
                        yield Way(number, side ^ denied, *sides, near)


def _is_plain(word: str, text: str) -> bool:
    """Whether a word tells something and is no name or number."""
    return len(word) > 1 and word not in STOPWORDS and word in text and not word[0].isdigit()
