"""In: a turn, those before it; out: the places in a list that it points to ("the second one")."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from index.ordinals import in_digits

_NTH = {"first": 0, "second": 1, "third": 2, "last": -1}
_ORDINAL = r"(first|second|third|last|\d+(?:st|nd|rd|th))"
_BEFORE = (
    r"(?:about|and|to|is|was|are|were|of|by|from|with|than|in|for|did|do|does|reviewed|wrote|posted|compare"
    r"|between|against|vs\.?|versus|or)"
)
_AFTER = (
    r"(?=(?:\s+(?:about|on))?\W*$|\s*[,;]|\s+(?:and|or|with|to|against|vs\.?|versus|from)\b"
    r"|\s+(?:say|find|claim|propose|show|argue|use|need|cost|conclude|do|mean|measure|work|differ"
    r"|compare|come|appear|have|share|agree|disagree)\b"
    r"|\s+(?:on|in terms of)\s+(?!(?:this|that|the|my|your|them|these|those)\b)\w+\W*$"
    r"|\s+(?:(?:more|less)\s+)?\w+\s+than\b)"
)
_PAIR = re.compile(
    rf"(?P<lead>\bthe\s+|^\W*(?:compare\s+)?)(?P<one>{_ORDINAL}(?:\s+(?:one|paper))?)"
    rf"(?P<and>\s+(?:and|or|with|to|against|vs\.?|versus)\s+)(?:the\s+)?(?P<two>{_ORDINAL})"
    rf"(?:\s+(?:ones?|papers?|works?|reviews?)\b)?(?:{_AFTER}|(?=\s+reviewed\W*$))",
    re.IGNORECASE,
)
"""Two places with one "the", or none, between them: "the first and second"."""
_FIRST_TWO = re.compile(
    rf"\bthe\s+first\s+(?:two|2)(?:\s+(?:ones|papers|works|reviews)\b)?{_AFTER}", re.IGNORECASE
)
_PLACE = re.compile(
    rf"\bthe\s+{_ORDINAL}\s+(?:one\b|(?:paper|work|review|entry|item)\b(?!.*\breviewed\b)"
    r"|(?:of|among|in|on)\s+(?:them|these|those|that list|the list|your list)\b)"
    r"(?:\s+(?:of|on|in|from)\s+(?:them|these|those|(?:the|that|your) list))?"
    rf"|(?:^|(?<=,\s)|\b(?={_BEFORE}\b)){_BEFORE}?\s*\bthe\s+{_ORDINAL}{_AFTER}"
    rf"|\b(?:when|why|how)\s+was\s+the\s+{_ORDINAL}(?=\s+\w+ed\b)"
    rf"|\b(?:and|or)\s+the\s+{_ORDINAL}(?=\s+reviewed\W*$)"
    r"|\b(?:number|no\.|item)\s+(\d+)\b(?:\s+(?:of|on|in|from)\s+(?:(?:the|that|your) list))?",
    re.IGNORECASE,
)
_KEPT = re.compile(r"^(?:(?!the\s)[\w.]+\s+)*(?=the\s)", re.IGNORECASE)
"""What stands before the place in a match, and is said all the same."""
_ROW = re.compile(r"\{\}(?:(?:,|\s+and|\s+or)+\s+\{\})+")
_NO_MORE = re.compile(r"^\W*(?:(?:and|so|ok|okay|what|how|about)\W+)*it\W*$", re.IGNORECASE)
"""A turn that only points: it asks of this place what was asked of the one before."""
BACK = 4
"""A list is pointed to in so many turns after it."""


class Picked(NamedTuple):
    """The turn that listed works, as its number among those before; the places in it, each from 0
    or, negative, from the end; and the turn with "{}" for each of what pointed there.
    """

    turn: int
    places: tuple[int, ...]
    frame: str

    def of(self, *works: str) -> str:
        """What is asked, of these works; of one, wherever the turn points."""
        return self.frame.format(*(works * len(self.places) if len(works) == 1 else works))

    def of_all(self) -> str:
        """What is asked of "it", or of "them" that stand in a row; "" where it sets them apart."""
        row = _ROW.sub("they", self.frame)
        if "{}" not in row:
            return row
        return self.of("it") if len(self.places) == 1 else ""


def picked(text: str, history: Sequence[str], lists: Callable[[str], bool]) -> Picked | None:
    """What a turn points to in the last list of the turns before.

    `lists` tells the turns that are answered with a list of works.
    """
    places, frame = _read(text)
    if not places:
        return None
    for number in reversed(range(max(0, len(history) - BACK), len(history))):
        if lists(history[number]):
            before, asked = _read(history[-1])
            if len(before) == len(places) == 1 and _NO_MORE.match(frame.format("it")):
                frame = asked
            return Picked(number, places, frame)
    return None


def _read(text: str) -> tuple[tuple[int, ...], str]:
    """The places that a turn points to, and the turn with "{}" for each."""
    places: list[int] = []

    def mark(found: re.Match[str]) -> str:
        ordinal = next(filter(None, found.groups())).lower()
        place = _NTH.get(ordinal)
        places.append(int(re.sub(r"\D", "", ordinal)) - 1 if place is None else place)
        kept = _KEPT.match(found[0])
        return f"{kept[0] if kept else ''}{{}}"

    said = in_digits(text).replace("{", "(").replace("}", ")")
    said = _PAIR.sub(_with_articles, _FIRST_TWO.sub("the first and the second", said))
    frame = _PLACE.sub(mark, said)
    return tuple(places), " ".join(frame.split())


def _with_articles(pair: re.Match[str]) -> str:
    """Two places, each with its "the"."""
    lead = re.sub(r"the\s+$", "", pair["lead"], flags=re.IGNORECASE)
    return f"{lead}the {pair['one']}{pair['and']}the {pair['two']}"
