"""In: a statement and a quote; out: why the quote does not bear it out (number, negation), or None.

Similar words are no proof: "not useful" and "useful" share all but one. The guard looks at what
similarity overlooks. It is deliberately blind to everything else.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from app.answering.terms import STOPWORDS, content_stems, stem, words
from ingest.number_words import number_words

_NUMBER = re.compile(r"(?<![\w.])[-−]?\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?")
_WRITTEN = {word: str(n) for word, n in number_words(2, 12).items()}
_CUE_WORDS = """
    not no never nothing without neither nor none cannot can't won't don't doesn't didn't isn't
    aren't
    wasn't weren't couldn't wouldn't shouldn't hardly scarcely unable fails fail failed failing lack
    lacks lacking rarely struggle struggles struggled
    prevent prevents prevented preventing avoid avoids avoided avoiding
    insufficient refutes refute contradicts inability"""
CUES = frozenset(_CUE_WORDS.split())
_REACH = 4
"""A negation reaches this many words ahead (fillers aside) within its clause."""
_FILLER_WORDS = "a an the any be been being do or to of in on for at by with very really"
_FILLERS = frozenset(_FILLER_WORDS.split())
_NO_NEGATION = re.compile(r"\bnot (?:only|just|merely)\b|\bno (?:secret|doubt|wonder)\b", re.I)
_CLAUSE = re.compile(r"[.;:!?]|,|\b(?:but|while|whereas|although|though|and)\b", re.IGNORECASE)
_OPPOSITES = (
    (
        "increase rise rose raise grow grew more higher larger bigger greater longer boost",
        "decrease reduce fall fell drop lower shrink shrank less fewer smaller shorter diminish"
        " lessen",
    ),
    (
        "better improve outperform win beat surpass exceed gain benefit",
        "worse degrade underperform lose hurt harm deteriorate",
    ),
    ("faster speed accelerate", "slower slow"),
    ("always all", "never none"),
    ("most", "least"),
    ("before", "after"),
    ("stronger", "weaker"),
    ("easier", "harder"),
    ("true correct", "false wrong incorrect"),
)
_PLAIN_OPPOSITES = (
    ("large larger big bigger huge", "small smaller tiny"),
    ("high higher", "low lower"),
    ("simple simpler", "complex complicated"),
    ("first early earlier", "last late later final"),
    ("strong stronger", "weak weaker"),
    ("long longer", "short shorter"),
    ("many", "few"),
    ("good", "bad poor"),
    ("dense", "sparse"),
    ("easy", "difficult"),
    ("local", "global"),
    ("discrete", "continuous"),
    ("static", "dynamic"),
    ("robust", "fragile brittle"),
    ("heavy", "light lightweight"),
    ("cheap cheaper", "expensive"),
    ("frequent", "rare rarer"),
    ("separate", "shared"),
    ("deterministic", "probabilistic stochastic"),
    ("linear", "nonlinear"),
    ("fixed", "random"),
    ("same identical alike", "different differ distinct"),
)

Sides = tuple[tuple[frozenset[str], ...], ...]


def sides(pairs: tuple[tuple[str, str], ...]) -> Sides:
    """Pairs of opposites as the stems of their words."""
    return tuple(tuple(frozenset(map(stem, side.split())) for side in pair) for pair in pairs)


def stems_of(*pairs: tuple[frozenset[str], ...]) -> frozenset[str]:
    """The stems of either side of all these pairs."""
    return frozenset().union(*(side for pair in pairs for side in pair))


def opposites(pairs: Sides) -> dict[str, frozenset[str]]:
    """The stems of the other side for each stem of these pairs."""
    turned = (each for pair in pairs for each in (pair, pair[::-1]))
    return {term: other for side, other in turned for term in side}


SIDES, PLAIN_SIDES = sides(_OPPOSITES), sides(_PLAIN_OPPOSITES)
"""Opposite directions, and opposites that are none."""
DIRECTIONS: Sides = SIDES[:3]
"""Those that say that something goes up or down, is better or worse, is quicker or slower."""


@lru_cache(maxsize=1 << 16)
def numbers(text: str) -> frozenset[str]:
    """The numbers of a text as digits: `10,000` is 10000, "four" is 4, `41.2%` is 41.2."""
    found = {_plain(match) for match in _NUMBER.findall(text)}
    return frozenset(found | {_WRITTEN[word] for word in words(text) if word in _WRITTEN})


def disagreement(statement: str, quote: str) -> str | None:
    """Why `quote` does not bear out `statement`: a number, a negation, a direction; None if it may.

    A number counts when the statement has it and the quote does not. A negation counts when a
    content word that both share is negated in one alone.
    """
    if missing := numbers(statement) - numbers(quote):
        return f"the quote does not have the number {', '.join(sorted(missing))}"
    return contradiction(statement, quote)


def contradiction(statement: str, quote: str) -> str | None:
    """Why the two cannot both hold, numbers aside: a negation or a direction; None if they may."""
    if word := flipped(statement, quote):
        return f"one negates “{word}” and the other does not"
    if pair := opposed(statement, quote):
        return f"one says “{pair[0]}”, the other “{pair[1]}”"
    return None


def negated(text: str) -> frozenset[str]:
    """The stems of the content words that a text has in negations alone."""
    said = _polarity(text)
    return frozenset(said.negated.keys() - said.affirmed.keys())


def negated_somewhere(text: str) -> frozenset[str]:
    """The stems of the content words in a text's negations, though it may affirm them too."""
    return frozenset(_polarity(text).negated)


def _plain(number: str) -> str:
    plain = re.sub(r",(?=\d{3}(?!\d))", "", number.replace("−", "-")).lstrip("-").lower()
    return re.sub(r"(\.\d*?)0+$", r"\1", plain).rstrip(".") if "." in plain else plain


class _Polarity(NamedTuple):
    """The content stems of a text that are affirmed and that are negated, with their words.

    `along` gives, for each negated stem, all that the same clause negates.
    """

    affirmed: dict[str, str]
    negated: dict[str, str]
    along: dict[str, frozenset[str]]


def _polarity(text: str) -> _Polarity:
    affirmed: dict[str, str] = {}
    negated: dict[str, str] = {}
    along: dict[str, frozenset[str]] = {}
    for clause in _CLAUSE.split(_NO_NEGATION.sub(" ", text)):
        reach, here = 0, set()
        for word in words(clause):
            if word in CUES:
                reach = _REACH
            elif word not in _FILLERS:
                if word not in STOPWORDS and not word[0].isdigit():
                    (negated if reach else affirmed)[stem(word)] = word
                    here |= {stem(word)} if reach else set()
                reach = max(0, reach - 1)
        along |= dict.fromkeys(here, frozenset(here))
    return _Polarity(affirmed, negated, along)


def flipped(one: str, other: str) -> str | None:
    """The first word that one text affirms and the other negates.

    A word within reach of a negation that both texts have, of another word, is not flipped: "not
    useful on mazes" and "on mazes it is not useful".
    """
    mine, theirs = _polarity(one), _polarity(other)
    for yes, no in ((mine, theirs), (theirs, mine)):
        for term, word in yes.affirmed.items():
            only = term in no.negated and term not in no.affirmed and term not in yes.negated
            if only and not no.along[term] & yes.negated.keys():
                return word
    return None


def opposed(
    one: str, other: str, reach: int = _REACH, pairs: Sides = SIDES
) -> tuple[str, str] | None:
    """The first opposites said of the same thing: "forgets less" and "forgets more".

    A word of one side counts only if the text has none of the other, and if a content word within
    `reach` words of it stands as near its opposite too.
    """
    mine, theirs = words(one), words(other)
    for pair in pairs:
        for here, there in (pair, pair[::-1]):
            first, second = _near(mine, here, reach), _near(theirs, there, reach)
            mixed = _near(mine, there, reach) or _near(theirs, here, reach)
            if first and second and not mixed and first.about & second.about:
                return first.word, second.word
    return None


class _Said(NamedTuple):
    """A word of a side, and the stems of the content words near it."""

    word: str
    about: frozenset[str]


def _near(said: list[str], side: frozenset[str], reach: int) -> _Said | None:
    for place, word in enumerate(said):
        if stem(word) in side:
            around = said[max(0, place - reach) : place] + said[place + 1 : place + 1 + reach]
            return _Said(word, frozenset(content_stems(around)))
    return None
