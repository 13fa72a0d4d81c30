"""In: a claim, a sentence that has its words; out: whether they hang together there as they do in
the claim.

"Owls teach kites" and "kites teach owls" have the same words. What stands between two prepositions
of a claim is a phrase: its words must follow one another in the sentence as they do in the claim,
and near one another. Where a phrase stands is free: "at night owls hunt" and "owls hunt at night".
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from rapidfuzz.distance import LCSseq

from app.answering.claims.placed import FRONT, LINKS, Text, both_active, placed
from app.answering.sense.agreement import PLAIN_SIDES, SIDES, Sides, opposites, sides, stems_of
from app.answering.terms import STOPWORDS, stem, words

NEAR = 5
"""So many other content words at most stand between two of a phrase."""
_OF_NEAR = 8
"""So many words at most lie between two that stand the other way round."""
_TWICE = 2
_BORDER = re.compile(
    rf"\b(?:{LINKS}|than|as|that|which|who|and|or|but|not|whether|how|where|there)\b"
    r"|[,;:()]|\s[–—-]\s",
    re.IGNORECASE,
)
_CUTS = 4
"""After so many terms at most, less one, what a claim begins with may end: "at night owls hunt"."""
_TELLING_WORDS = (
    "is are was were be been lie lies remain remains stay stays become becomes in from for"
)
_TELLS = frozenset(_TELLING_WORDS.split())
_FREE = stems_of(*SIDES).union(("first", "last"))
"""Words that are read elsewhere, or stand where they like: "owls first learn"."""
_FIXED: Sides = sides((("fixed constant", "random"),))
"""Where "fixed" has been put in plainer words."""
_OPPOSITES = opposites((*PLAIN_SIDES, *_FIXED))
_DONE = re.compile(
    r"\b(?:is|are|was|were|be|been)\s+(?:\w+ly\s+|not\s+)*(\w+(?:ed|en))\b", re.IGNORECASE
)


def in_order(claim: str, said: str, known: Collection[str] = ()) -> bool:
    """Whether the words of each phrase of a claim stand in a sentence in their order, and near.

    Words that the sentence has not are passed over, as are `known` terms, the names of its work.
    """
    claim, said = both_active(claim, said)
    text = placed(said)
    beside = frozenset(pairwise(map(stem, words(claim))))
    done = frozenset(stem(word.lower()) for word in _DONE.findall(claim))
    told: list[str] = []
    cuts = _CUTS if FRONT.match(claim) else 1
    for phrase in _phrases(claim):
        kept = [term for term in phrase if term in text.stems and term not in known]
        parts = ((kept[:at], kept[at:]) for at in range(min(cuts, len(kept) + 1)))
        if not any(all(_stands(part, text, beside, done) for part in both) for both in parts):
            return False
        cuts = 1 if kept else cuts
        told += (term for term in kept if term not in told)
    return not _exchanged(told, [stem(word) for word in words(said) if stem(word) in told])


@lru_cache(maxsize=256)
def _phrases(claim: str) -> tuple[tuple[str, ...], ...]:
    """The content stems between the borders of a claim; words of direction are passed over."""
    found = []
    for part in _BORDER.split(claim):
        said = (stem(word) for word in words(part) if word not in STOPWORDS)
        found.append(tuple(term for term in said if term not in _FREE))
    return tuple(found)


def _stands(
    phrase: Sequence[str],
    text: Text,
    beside: Collection[tuple[str, str]],
    done: Collection[str],
) -> bool:
    """Whether each word of a phrase can be taken where it follows the one before; those that are
    `beside` each other in the claim may also be told the one of the other, and what is `done` to
    something may come before it."""
    ends = {place for place, term in enumerate(text.stems) if term in phrase[:1]}
    for one, other in pairwise(phrase):
        tells = (one, other) in beside and phrase.count(other) == 1
        places = [place for place, term in enumerate(text.stems) if term == other]
        ends = {
            then
            for then in places
            if any(
                _follows(at, then, text) or _precedes(then, at, text, tells, other in done)
                for at in ends
            )
        }
    return bool(ends) or not phrase


def _follows(at: int, then: int, text: Text) -> bool:
    """Whether the word of one place is followed by that of another: not far, in one item of a list
    and in one bracket, and not by way of its opposite."""
    foreign = [stem for word, stem in text.between(at, then) if word not in STOPWORDS]
    turned = _opposite(text.stems[at]) | _opposite(text.stems[then])
    near = at < then and len(foreign) <= NEAR and turned.isdisjoint(foreign)
    return near and text.places[at] == text.places[then]


def _opposite(term: str) -> frozenset[str]:
    return _OPPOSITES.get(term, frozenset())


def _precedes(then: int, at: int, text: Text, tells: bool, done: bool) -> bool:
    """Whether a word that should follow comes before in what means the same: "the length of songs"
    for song lengths, "the songs are long" for long songs, "learn the songs" for learned songs."""
    between = [word for word, _ in text.between(then, at)]
    if not then < at <= then + _OF_NEAR + 1:
        return False
    beside = tells and not _TELLS.isdisjoint(between) and "in which" not in " ".join(between)
    if "of" in between or beside:
        return True
    if done or text.words[then].endswith("ed"):
        return all(word not in STOPWORDS or word == "the" for word in between)
    told = text.words[at].endswith("ed") or not _OPPOSITES.keys().isdisjoint(
        (text.stems[at], text.stems[then])
    )
    return not between and (told or any(text.words[n].endswith("ly") for n in (at, then)))


def _exchanged(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two terms of one order would stand as in another if they changed places."""
    order, pairs = LCSseq.similarity(mine, theirs), _pairs(mine, theirs)
    for i, j in combinations(range(len(mine)), 2):
        swapped = [*mine]
        swapped[i], swapped[j] = mine[j], mine[i]
        gain = LCSseq.similarity(swapped, theirs) - order
        nearer = _pairs(swapped, theirs) - pairs
        if j > i + 1 and (gain >= _TWICE or (gain > 0 and nearer >= _TWICE)):
            return True
    return False


def _pairs(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """How many neighbours of one order are so in another."""
    return len({*pairwise(mine)} & {*pairwise(theirs)})
