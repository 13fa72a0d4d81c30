"""In: a question, a sentence; out: whether it gives to another what the question gives to one.

"Why was A the most patient?" and "B was the most patient"; "the low ones are the first to go" and
"the higher ones go first". Of what is the most, the first or the best there is one.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from app.answering.sense.agreement import PLAIN_SIDES, opposed, sides, stems_of
from app.answering.terms import STOPWORDS, stem, words

_ALONE = re.compile(
    r"(?<!^)\b(?:(?P<most>most|least) (?P<what>\w+)|(?P<one>first|last|only|best|worst))\b",
    re.IGNORECASE,
)
EXTREMES = sides(
    (
        ("strongest", "weakest"),
        ("largest biggest highest", "smallest lowest"),
        ("fastest quickest", "slowest"),
        ("easiest simplest", "hardest"),
        ("longest", "shortest"),
        ("earliest", "latest"),
        ("best", "worst"),
        ("most", "least"),
    )
)
_EXPECTED = re.compile(r"\b(?:expect\w*|intuiti\w+|assum\w+|believ\w+|thought)\b", re.IGNORECASE)
"""What is expected is not thereby so."""
_NAME = re.compile(r"(?<=\s)[A-Z][\w-]*")
_SUBJECT = re.compile(
    r"^\W*([A-Z][\w-]*)(?:['’]s? \w+)? (?:is|are|was|were|bec[ao]mes?|emerged|proved|remained)\b"
)
"""A name that a sentence begins with is told from another word by what follows."""


class _Alone(NamedTuple):
    """What is so of one alone, by its stems, and the names before that."""

    what: str
    names: frozenset[str]


def given_to_another(question: str, said: str) -> bool:
    """Whether a sentence says of another name what the question says of the one it names."""
    named = [one for one in _alone(question) if one.names and " " in one.what]
    if not named:
        return False
    here, asked = frozenset(words(said)), frozenset(words(question))
    return any(
        mine.what == other.what
        and other.names
        and mine.names.isdisjoint(here)
        and other.names.isdisjoint(asked)
        for mine in named
        for other in _alone(said)
    )


def given_to_opposite(question: str, said: str) -> bool:
    """Whether what is so of one alone is so of the opposite ("low ones first", "high ones first"),
    or one is the worst that the question calls the best."""
    if not _of_one(question) or _EXPECTED.search(said):
        return False
    shared = {one.what for one in _alone(question)} & {one.what for one in _alone(said)}
    turned = shared and opposed(question, said, 1, PLAIN_SIDES)
    return bool(turned or opposed(question, said, 1, EXTREMES))


@lru_cache(maxsize=256)
def _of_one(text: str) -> bool:
    """Whether a text says anything of one alone."""
    return bool(_alone(text)) or not stems_of(*EXTREMES).isdisjoint(map(stem, words(text)))


@lru_cache(maxsize=1 << 12)
def _alone(text: str) -> tuple[_Alone, ...]:
    found = []
    for match in _ALONE.finditer(text):
        before = text[: match.start()]
        names = {name.lower() for name in _NAME.findall(before)}
        if subject := _SUBJECT.match(text):
            names.add(subject[1].lower())
        what = f"{match['most']} {stem(match['what'].lower())}" if match["most"] else match["one"]
        found.append(_Alone(what.lower(), frozenset(names) - STOPWORDS))
    return tuple(found)
