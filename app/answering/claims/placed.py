"""In: a claim, a sentence; out: both in the active voice, and where each word stands."""

import re
from typing import NamedTuple

from app.answering.terms import stem, words

LINKS = (
    r"of|in|on|at|for|with|by|from|to|into|onto|under|over|during|after|before|between|among"
    r"|across|through|within|without|when|while|whereas|if|because|since|per|via|about|against"
    r"|towards?|upon"
)
FRONT = re.compile(rf"\W*(?:{LINKS})\b(?:[^,]{{1,60}}(?=,)|(?: [\w-]+){{1,4}})", re.IGNORECASE)
"""What a sentence may begin with and as well end with: "in winter", "when it rains"."""
_PASSIVE = re.compile(
    r"(?P<who>(?:[\w-]+\s+){1,4}?)(?:is|are|was|were|be|been)\s+(?:\w+ly\s+)?"
    r"(?P<does>\w+(?:ed|en|t))\s+by\s+(?P<by>(?:(?:the|an?)\s+)?[\w-]+(?:\s+[\w-]+(?=\W*$))?)",
    re.IGNORECASE,
)
_DONE_TO = re.compile(
    r"\b(?:is|are|was|were|be|been)\s+(?:\w+ly\s+)?(\w+(?:ed|en|t))\b", re.IGNORECASE
)
_ACTIVE = r"\g<by> \g<does> \g<who>"
_SHORT_NAME = re.compile(r"\(([A-Z][\w-]*[A-Z]s?)\)")
"""A short name in brackets stands where the long one does."""
_MARK = re.compile(r"([;()])")


class Text(NamedTuple):
    """The words of a sentence, their stems, and where each stands: equal where they are in one item
    and one bracket."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    def between(self, one: int, other: int) -> list[tuple[str, str]]:
        """The words between two places, with their stems."""
        inner = slice(one + 1, other)
        return list(zip(self.words[inner], self.stems[inner], strict=True))


def both_active(claim: str, said: str) -> tuple[str, str]:
    """A claim and a sentence; where one alone is passive it is turned: "mice are eaten by owls"."""
    if "by" in words(claim):
        mine = _PASSIVE.search(claim)
        done = map(str.lower, _DONE_TO.findall(said))
        alike = "by" in words(said) or (mine and mine["does"].lower() in done)
        return (claim if alike else _PASSIVE.sub(_ACTIVE, claim)), said
    return claim, _PASSIVE.sub(_ACTIVE, said)


def placed(said: str) -> Text:
    """The words of a sentence, what it begins with once more at its end, and in which item of a
    list and whether in brackets each stands."""
    found, places = list[str](), list[tuple[int, int]]()
    depth = items = 0
    for part in _MARK.split(_SHORT_NAME.sub(r"\1", _with_front_behind(said))):
        depth += (part == "(") - (part == ")")
        items += part == ";"
        told = words(part)
        found += told
        places += [(items, depth)] * len(told)
    return Text(tuple(found), tuple(map(stem, found)), tuple(places))


def _with_front_behind(said: str) -> str:
    """A sentence with what it begins with said once more at its end."""
    front = FRONT.match(said)
    return f"{said} {front[0]}" if front else said
