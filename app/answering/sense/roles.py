"""In: a statement and a quote; out: whether they swap who does what to whom, or None.

"A outperforms B" and "A is outperformed by B" share every word. So do "A is better than B" and
"B is better than A". The guard compares what stands on either side of the verb or comparison that
both have.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from app.answering.terms import content_stems, stem, words

_CLAUSE = re.compile(r"[.;:!?](?!\d)|,\s+(?:but|while|whereas|although|though)\b", re.IGNORECASE)
_BE_WORDS = "is are was were be been being gets get got isn't aren't wasn't weren't"
_BE = frozenset(_BE_WORDS.split())
_VERBS = """
    outperform beat exceed surpass precede follow replace dominate improve imply cause lead depend
    require contain include generalize generalise extend contradict approximate underperform lag
    train teach distill distil supervise prefer trail win lose overtake inspire explain predict
    drive produce yield limit bound enable prevent outrank outweigh"""
_RELATIONS = frozenset(stem(verb) for verb in _VERBS.split())
"""Verbs whose two sides cannot be exchanged."""
_IRREGULAR = {
    "taught": "teach",
    "led": "lead",
    "beaten": "beat",
    "won": "win",
    "lost": "lose",
    "overtook": "overtake",
    "overtaken": "overtake",
    "drove": "drive",
    "driven": "drive",
}
BEATS = frozenset(map(stem, ("outperform", "beat", "win", "surpass", "exceed")))
"""Verbs that say one thing of their two sides."""
_BETTER = stem("outperform")
_DETERMINERS = frozenset(("the", "a", "an", "this", "these", "its", "their", "each", "every"))
_NOUNS = ("ment", "ments", "ion", "ions", "ence", "ance", "er", "ers", "ing")
_COMPARE = frozenset(("more", "less", "fewer", "worse"))
_ASIDE = re.compile(
    r"(?P<head>[\w-]+)(?:,\s+(?:which|who|whose|where)|\s+(?:that|which|who|whose))\s+(?=(?P<rest>[^,.;:]+))"
)
_SAYING_WORDS = """
    mean show find found prove demonstrate suggest claim argue state say reveal conclude note report
    indicate imply observe assume believe ensure so such is was than fact idea evidence conclusion
    hypothesis finding proof know see confirm explain hold think write stress emphasize in"""
_SAYING = frozenset(map(stem, _SAYING_WORDS.split()))
"""Before a "that" which says what is the case, not of what."""
_FAR = 8
"""A word that compares stands so near before its "than": "more robust to noise in data than"."""
_REACH = 8
"""Content words on each side that are looked at."""


class _Relation(NamedTuple):
    """A verb or comparison with the stems of who does it and of whom it is done to."""

    verb: str
    word: str
    doer: tuple[str, ...]
    done_to: tuple[str, ...]


def swapped(statement: str, quote: str) -> str | None:
    """Why the two exchange the sides of a verb or comparison; None where they do not."""
    theirs = _relations(quote)
    for mine in _relations(statement):
        same = [other for other in theirs if other.verb == mine.verb]
        if not same:
            continue
        turned = max(_turned(mine, o) for o in same) > max(_kept(mine, o) for o in same)
        if turned or all(_crossed(mine, o) for o in same):
            return f"the two sides of “{mine.word}” are exchanged"
    return None


def relates(text: str) -> bool:
    """Whether a text says who does what to whom, or compares two."""
    return bool(_relations(text))


def _relations(text: str) -> list[_Relation]:
    found = []
    for clause in _CLAUSE.split(text):
        said = words(clause)
        for place, word in enumerate(said):
            adjective = word.endswith("ed") and place and said[place - 1] in _DETERMINERS
            if _root(word) in _RELATIONS and not word.endswith(_NOUNS) and not adjective:
                found.append(_verb(said, place))
            elif word == "than" and (at := _comparative(said, place)) is not None:
                found.append(
                    _Relation(stem(said[at]), said[at], _left(said, at), _right(said, place))
                )
    return found


def _verb(said: list[str], place: int) -> _Relation:
    """The sides of a verb; a passive without "by" says to whom it is done and not who does it."""
    left, right = _left(said, place), _right(said, place)
    if _BE & set(said[max(0, place - 3) : place]) and not said[place].endswith("ing"):
        doer = right if "by" in said[place + 1 : place + 3] else ()
        return _Relation(_root(said[place]), said[place], doer, left)
    return _Relation(_root(said[place]), said[place], left, right)


def _root(verb: str) -> str:
    root = stem(_IRREGULAR.get(verb, verb))
    return _BETTER if root in BEATS else root


def told_of_others(said: str, subject: Collection[str]) -> frozenset[str]:
    """The stems that a sentence has only in asides on what is not of the subject.

    "B, which drops samples" and "problems that owls solve" tell nothing of A and what A solves.
    """
    kept, aside = said, set[str]()
    for found in _ASIDE.finditer(said):
        head = stem(found["head"].lower())
        if head not in subject and head not in _SAYING:
            kept = kept.replace(found["rest"], " ")
            aside.update(map(stem, words(found["rest"])))
    return frozenset(aside.difference(map(stem, words(kept))))


def _comparative(said: list[str], than: int) -> int | None:
    """The place of the word that compares, shortly before a "than"."""
    near = range(than - 1, max(-1, than - _FAR), -1)
    return next((i for i in near if said[i] in _COMPARE or said[i].endswith("er")), None)


def _left(said: list[str], place: int) -> tuple[str, ...]:
    return tuple(content_stems(said[:place])[-_REACH:])


def _right(said: list[str], place: int) -> tuple[str, ...]:
    return tuple(content_stems(said[place + 1 :])[:_REACH])


def _kept(one: _Relation, other: _Relation) -> int:
    return _fit(one.doer, other.doer) + _fit(one.done_to, other.done_to)


def _turned(one: _Relation, other: _Relation) -> int:
    """How much of each side stands on the other one; 0 unless both sides are exchanged."""
    sides = _fit(one.doer, other.done_to), _fit(one.done_to, other.doer)
    return sum(sides) if all(sides) else 0


def _crossed(one: _Relation, other: _Relation) -> bool:
    """Whether each side stands on the other one, by the words that it alone has, and the doer not
    on its own: what is said after both ("in speed and memory") tells nothing of the sides."""
    here, there = (
        (set(r.doer) - set(r.done_to), set(r.done_to) - set(r.doer)) for r in (one, other)
    )
    return bool(here[0] & there[1] and here[1] & there[0]) and not here[0] & there[0]


def _fit(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return len(set(one) & set(other))
