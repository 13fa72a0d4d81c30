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
    r"|(?:^|\b(?:about|and|to|is|was|of|by|from|with|than|in|for|did|does|reviewed|wrote|posted))"
    rf"\s*the\s+{_ORDINAL}"
    r"(?=(?:\s+(?:about|on))?\W*$|\s*[,;]|\s+and\s+(?:who|when|what|which|how|why|on|in|by)\b)"
    r"|\b(?:number|no\.|item)\s+(\d+)\b(?:\s+(?:of|on|in|from)\s+(?:(?:the|that|your) list))?",
    re.IGNORECASE,
)
_NO_MORE = re.compile(r"^\W*(?:(?:and|so|ok|okay|what|how|about)\W+)*it\W*$", re.IGNORECASE)
"""A turn that only points: it asks of this place what was asked of the one before."""
BACK = 4
"""A list is pointed to in so many turns after it."""


class Picked(NamedTuple):
    """The turn that listed works, as its number among those before; the place in it, from 0 or,
    negative, from the end; and the turn with "{}" for what pointed there.
    """

    turn: int
    place: int
    frame: str

    def of(self, work: str) -> str:
        """What is asked, of this work."""
        return self.frame.replace("{}", work)


def picked(text: str, history: Sequence[str], lists: Callable[[str], bool]) -> Picked | None:
    """What a turn points to in the last list of the turns before.

    `lists` tells the turns that are answered with a list of works.
    """
    if (place := _place(text)) is None:
        return None
    for number in reversed(range(max(0, len(history) - BACK), len(history))):
        if lists(history[number]):
            frame = _framed(text)
            if _NO_MORE.match(frame.replace("{}", "it")) and _place(history[-1]) is not None:
                frame = _framed(history[-1])
            return Picked(number, place, frame)
    return None


def _place(text: str) -> int | None:
    """The place that a turn points to, from 0 or, negative, from the end; None if to none."""
    found = _PLACE.search(in_digits(text))
    if found is None:
        return None
    ordinal = next(filter(None, found.groups())).lower()
    place = _NTH.get(ordinal)
    return int(re.sub(r"\D", "", ordinal)) - 1 if place is None else place


def _framed(text: str) -> str:
    """A turn with "{}" for what points to a place, and the word before it kept."""
    said = in_digits(text).replace("{", "(").replace("}", ")")
    found = _PLACE.search(said)
    if found is None:
        return said
    kept = re.match(r"(?!the\b)\w+\s+(?=the\b)", found[0], re.IGNORECASE)
    before = said[: found.start()] + (kept[0] if kept else "")
    return " ".join(f"{before} {{}} {said[found.end() :]}".split())
