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

from app.answering.sense.agreement import PLAIN_SIDES, SIDES, Sides, sides, stems_of
from app.answering.terms import STOPWORDS, stem, words

NEAR = 5
"""So many other content words at most stand between two of a phrase."""
_OF_NEAR = 8
"""So many words at most lie between two that stand the other way round."""
_TWICE = 2
_LINKS = (
    r"of|in|on|at|for|with|by|from|to|into|onto|under|over|during|after|before|between|among"
    r"|across|through|within|without|when|while|whereas|if|because|since|per|via|about|against"
    r"|towards?|upon"
)
_BORDER = re.compile(
    rf"\b(?:{_LINKS}|than|as|that|which|who|and|or|but|not|whether|how|where|there)\b"
    r"|[,;:()]|\s[–—-]\s",
    re.IGNORECASE,
)
_FRONT = re.compile(rf"\W*(?:{_LINKS})\b(?:[^,]{{1,60}}(?=,)|(?: [\w-]+){{1,4}})", re.IGNORECASE)
"""What a sentence may begin with and as well end with: "in winter", "when it rains"."""
_CUTS = 4
"""After so many terms at most, less one, what a claim begins with may end: "at night owls hunt"."""
_PASSIVE = re.compile(
    r"(?P<who>(?:[\w-]+\s+){1,4}?)(?:is|are|was|were|be|been)\s+(?:\w+ly\s+)?"
    r"(?P<does>\w+(?:ed|en|t))\s+by\s+(?P<by>(?:(?:the|an?)\s+)?[\w-]+(?:\s+[\w-]+(?=\W*$))?)",
    re.IGNORECASE,
)
_ACTIVE = r"\g<by> \g<does> \g<who>"
_IS_WORDS = "is are was were be been lie lies remain remains stay stays become becomes"
_IS = frozenset(_IS_WORDS.split())
_DIRECTIONS = stems_of(*SIDES)
_FIXED: Sides = sides((("fixed constant", "random"),))
"""Where "fixed" has been put in plainer words."""
_OPPOSITE = {
    term: other
    for pair in (*PLAIN_SIDES, *_FIXED)
    for side, other in (pair, pair[::-1])
    for term in side
}


def in_order(claim: str, said: str, known: Collection[str] = ()) -> bool:
    """Whether the words of each phrase of a claim stand in a sentence in their order, and near.

    Words that the sentence has not are passed over, as are `known` terms, the names of its work.
    """
    claim, said = _both_active(claim, said)
    text = tuple(words(_with_front_behind(said)))
    stems = tuple(stem(word) for word in text)
    beside = frozenset(pairwise(map(stem, words(claim))))
    told: list[str] = []
    cuts = _CUTS if _FRONT.match(claim) else 1
    for phrase in _phrases(claim):
        kept = [term for term in phrase if term in stems and term not in known]
        parts = ((kept[:at], kept[at:]) for at in range(min(cuts, len(kept) + 1)))
        if not any(all(_stands(part, text, stems, beside) for part in both) for both in parts):
            return False
        cuts = 1 if kept else cuts
        told += (term for term in kept if term not in told)
    return not _exchanged(told, [stem(word) for word in words(said) if stem(word) in told])


def _both_active(claim: str, said: str) -> tuple[str, str]:
    """A claim and a sentence; where one alone is passive it is turned: "mice are eaten by owls"."""
    if "by" in words(claim):
        return (claim if "by" in words(said) else _PASSIVE.sub(_ACTIVE, claim)), said
    return claim, _PASSIVE.sub(_ACTIVE, said)


def _with_front_behind(said: str) -> str:
    """A sentence with what it begins with said once more at its end."""
    front = _FRONT.match(said)
    return f"{said} {front[0]}" if front else said


@lru_cache(maxsize=256)
def _phrases(claim: str) -> tuple[tuple[str, ...], ...]:
    """The content stems between the borders of a claim; words of direction are passed over."""
    found = []
    for part in _BORDER.split(claim):
        said = (stem(word) for word in words(part) if word not in STOPWORDS)
        found.append(tuple(dict.fromkeys(term for term in said if term not in _DIRECTIONS)))
    return tuple(found)


def _stands(
    phrase: Sequence[str],
    text: Sequence[str],
    stems: Sequence[str],
    beside: Collection[tuple[str, str]],
) -> bool:
    """Whether each word of a phrase can be taken where it follows the one before; those that are
    `beside` each other in the claim may also be told the one of the other."""
    ends = {place for place, term in enumerate(stems) if term in phrase[:1]}
    for one, other in pairwise(phrase):
        places = [place for place, term in enumerate(stems) if term == other]
        tells = (one, other) in beside
        ends = {p for p in places if any(_follows(e, p, text, stems, tells=tells) for e in ends)}
    return bool(ends) or not phrase


def _follows(at: int, then: int, text: Sequence[str], stems: Sequence[str], *, tells: bool) -> bool:
    """Whether the word of one place is followed by that of another, or by what comes to the same:
    "the length of songs" for song lengths, "the songs are long" for long songs (`tells`), "learned
    the songs" for songs that were learned."""
    first, last = sorted((at, then))
    between = text[first + 1 : last]
    foreign = [word for word in between if word not in STOPWORDS]
    if at < then:
        turned = _OPPOSITE.get(stems[at], frozenset()) | _OPPOSITE.get(stems[then], frozenset())
        return len(foreign) <= NEAR and turned.isdisjoint(map(stem, foreign))
    if len(between) > _OF_NEAR:
        return False
    if "of" in between or (tells and not _IS.isdisjoint(between)):
        return True
    if text[then].endswith("ed"):
        return set(between) <= {*foreign, "the"}
    return not between and (text[at].endswith("ly") or text[then].endswith("ly"))


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
