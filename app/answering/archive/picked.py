"""In: a turn, those before it; out: the place in a list that it points to ("the second one")."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from index.ordinals import in_digits

_NTH = {"first": 0, "second": 1, "third": 2, "last": -1}
_ORDINAL = r"(first|second|third|last|\d+(?:st|nd|rd|th))"
_PLACE = re.compile(
    rf"\bthe\s+{_ORDINAL}\s+(?:one\b|(?:paper|work|review|entry|item)\b(?!.*\breviewed\b)"
    r"|(?:of|among|in|on)\s+(?:them|these|those|that list|the list|your list)\b)"
    r"(?:\s+(?:of|on|in|from)\s+(?:them|these|those|(?:the|that|your) list))?"
    rf"|(?:^|\b(?:about|and|to|is|was))\s*the\s+{_ORDINAL}(?=(?:\s+(?:about|on))?\W*$)"
    r"|\b(?:number|no\.|item)\s+(\d+)\b(?:\s+(?:of|on|in|from)\s+(?:(?:the|that|your) list))?",
    re.IGNORECASE,
)


class Picked(NamedTuple):
    """The turn that listed works, as its number among those before; the place in it, from 0 or,
    negative, from the end; and the turn with "it" for what pointed there."""

    turn: int
    place: int
    text: str


def picked(text: str, history: Sequence[str], lists: Callable[[str], bool]) -> Picked | None:
    """What a turn points to in the list of the turn before, or the last that pointed to none.

    `lists` tells the turns that are answered with a list of works.
    """
    said = in_digits(text)
    found = _PLACE.search(said)
    if found is None:
        return None
    for number in reversed(range(len(history))):
        if lists(history[number]):
            rest = f"{said[: found.start()]} it {said[found.end() :]}"
            ordinal = next(filter(None, found.groups())).lower()
            place = _NTH.get(ordinal)
            place = int(re.sub(r"\D", "", ordinal)) - 1 if place is None else place
            return Picked(number, place, " ".join(rest.split()))
        if not _PLACE.search(in_digits(history[number])):
            return None
    return None
