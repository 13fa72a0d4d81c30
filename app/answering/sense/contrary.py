"""In: a claim, a sentence; out: whether the sentence gives what the claim says to others.

"Unlike kites, which hunt by day, owls hunt by night" has all words of "owls hunt by day", and
denies it; "both by day and by night" denies "only by day".
"""

import re

from app.answering.sense.agreement import CUES
from app.answering.terms import stem, terms, words

_UNLIKE = re.compile(
    r"\b(?:unlike|in contrast (?:to|with)|as opposed to|contrary to|differs? from)\s+"
    r"(?P<others>[^,;]+(?:,\s+(?:which|that|who)\b[^,;]+)?)",
    re.IGNORECASE,
)
_CLASSICAL = re.compile(
    r"\b(?:contradict\w*|contrary to|refut\w+|disprov\w+|overturn\w*|def(?:y|ies|ying)|unlike)\s+"
    r"(?:(?:the|a|an|all|any)\s+)?(?:classical?|traditional|conventional|usual|common|standard|older?"
    r"|popular|prevailing)\s+(?P<that>[^,;.]+)",
    re.IGNORECASE,
)
"""What was held before, and is said to be otherwise: "contradicting the classical decline"."""
_COMPARES = re.compile(rf"\b(?:than|compared|while|whereas)\b|{_UNLIKE.pattern}", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|solely|exclusively)\b", re.IGNORECASE)
_NO_ONLY = re.compile(r"\b(?:not|if|when) only\b|\bonly (?:if|when|a|\d)\b", re.IGNORECASE)
_BOTH = re.compile(
    r"\bboth\s+(?P<one>[^,.;]+?)\s+(?:and|as well as)\s+(?P<other>[^,.;]+)", re.IGNORECASE
)
_ALSO = re.compile(
    r"\bnot (?:only|just)\s+(?P<one>[^,.;]+?),?\s+but\s+(?P<other>[^,.;]+)", re.IGNORECASE
)
_KINDS = """
    method approach model work paper system technique study network algorithm previous prior
    existing standard other current earlier traditional conventional typical recent"""
_HOLLOW = frozenset(map(stem, _KINDS.split()))
HALF = 0.5
_SIDE = 8
"""So many words of a side that "both" has at most."""


def given_to_others(claim: str, own: frozenset[str], subject: frozenset[str], said: str) -> bool:
    """Whether what a claim says of its subject is only in what a sentence says that this is not.

    `own` are the terms of the claim beside the names of its work, `subject` those of what it is
    of, none if its work is.
    """
    found = _UNLIKE.search(said)
    if found is None or not CUES.isdisjoint(words(claim)) or _COMPARES.search(claim):
        return False
    others = frozenset(terms(found["others"]))
    rest = frozenset(terms(said[: found.start()] + said[found.end() :]))
    told = own - subject - _HOLLOW
    missing = told - rest
    last = next((t for t in reversed(terms(claim)) if t in told), None)
    if not missing or last not in missing or not subject <= rest:
        return False
    return missing <= others and len(missing) >= HALF * len(told)


def is_as_of_old(claim: str, own: frozenset[str], said: str) -> bool:
    """Whether a sentence that has all of a claim calls something of it the older view alone."""
    found = _CLASSICAL.search(said)
    if found is None or not own or _CLASSICAL.search(claim) or not CUES.isdisjoint(words(claim)):
        return False
    that = frozenset(terms(found["that"]))
    rest = frozenset(terms(said[: found.start()] + said[found.end() :]))
    held = (own | frozenset(terms(claim))) & that - rest
    return bool(held & own) and bool(own & rest) and own <= that | rest


def is_not_alone(claim: str, said: str) -> bool:
    """Whether a sentence says both of what a claim says one only."""
    alone = _ONLY.search(claim)
    if alone is None or _NO_ONLY.search(claim) or not CUES.isdisjoint(words(claim)):
        return False
    before = terms(claim[: alone.start()])
    after = frozenset(terms(claim[alone.end() :]))
    for found in (*_BOTH.finditer(said), *_ALSO.finditer(said)):
        sides = [frozenset(map(stem, words(found[side])[:_SIDE])) for side in ("one", "other")]
        left = terms(said[: found.start()])
        told = bool(before) and before[-1] in left and CUES.isdisjoint(words(said[: found.start()]))
        own = after - (sides[0] & sides[1])
        if told and own and any(own <= side for side in sides):
            return True
    return False
