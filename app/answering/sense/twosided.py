"""In: a claim that compares two things, a sentence; out: whether that says so, or the reverse.

"A forgets more than B" is said by "B forgets less than A" and denied by "B forgets more than A".
Where a side, or what is compared, is not there, nothing is told.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.answering.sense.agreement import CUES, PLAIN_SIDES, SIDES
from app.answering.sense.roles import BEATS
from app.answering.terms import content_stems, stem, terms, words

_CLAUSE = re.compile(
    r"[.;:!?](?!\d)|,\s+(?:and|but|although|though)\b|,\s+(?:while|whereas)\b(?!\s+\w+ing\b)",
    re.IGNORECASE,
)
_THAN = re.compile(r"\bcompared (?:to|with)\b|\bthan\b(?! \W*\d)|\bversus\b", re.IGNORECASE)
_EXTRA = re.compile(
    r"\b(?:in terms of|in|on|at|for|when|with|after|by|while|under|over|because|if)\b|,",
    re.IGNORECASE,
)
"""After a side that is compared, what follows here is said of both."""
_THOSE = re.compile(r"^\W*(?:those|that|the ones) (?:with|of|in|from|on|using)\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:sometimes|may|might|possibly|occasionally|partly|no longer)\b", re.IGNORECASE
)
_ALIKE = re.compile(r"\b(?:comparabl[ey]|similar(?:ly)?|equal(?:ly)?|as good)\b", re.IGNORECASE)
_CONDITION = re.compile(r"(?<!even )\b(?:when|if|unless|until|once|provided)\b(.*)", re.IGNORECASE)
_BUT = re.compile(r"\b(?:but|yet|however|although|though|while|whereas)\b", re.IGNORECASE)
_FAR = 10
"""A word that compares stands so near before its "than"."""
_AMOUNT = frozenset(map(stem, ("high", "long", "many", "large")))
"""Opposites that begin with one of these are of one kind with more and less."""
HALF = 0.5
_LIGHT = frozenset(map(stem, ("ones", "counterparts", "usually", "often", "mostly", "generally")))
"""What says of neither side which it is."""


class Compared(NamedTuple):
    """A comparison: what kind of difference, which way, of what, and the stems on either side."""

    kind: str
    way: int
    of: tuple[str, ...]
    left: frozenset[str]
    right: frozenset[str]
    denied: bool
    alike: bool


def _ways() -> dict[str, tuple[str, int]]:
    kinds = [("amount" if not place else f"way {place}", pair) for place, pair in enumerate(SIDES)]
    for place, pair in enumerate(PLAIN_SIDES):
        kinds.append(("amount" if pair[0] & _AMOUNT else f"plain {place}", pair))
    return {
        term: (kind, way)
        for kind, pair in kinds
        for way, side in zip((1, -1), pair, strict=True)
        for term in side
    }


WAYS = _ways()
"""Each word of direction: of which kind, and which way."""
_BETTER = WAYS[stem("outperform")][0]


def compares(text: str) -> bool:
    """Whether a text sets two things against each other by more or less of something."""
    return any(one.left - one.right and one.right - one.left for one in _comparisons(text))


def same_way(claim: str, said: str, unsaid: frozenset[str] = frozenset()) -> bool | None:
    """Whether a sentence says what a claim does that compares; False if the reverse, else None.

    `unsaid` stems are of the name of a sentence's work, which need not be said in full.
    """
    mine = next((one for one in _comparisons(claim)), None)
    if mine and unsaid:
        left, right = mine.left - mine.right, mine.right - mine.left
        mine = mine._replace(left=left - unsaid or left, right=right - unsaid or right)
    if mine is None or mine.denied or _HEDGE.search(said) or not _same_condition(claim, said):
        return None
    told = {told for other in _comparisons(said) if (told := _as_told(mine, other)) is not None}
    if len(told) != 1 or (False in told and _is_mixed(mine.kind, said)):
        return None
    return told.pop()


def _is_mixed(kind: str, said: str) -> bool:
    """Whether a sentence goes both ways, in one respect and in another."""
    found = (WAYS[term] for term in map(stem, words(said)) if term in WAYS)
    return bool(_BUT.search(said)) and {way for of, way in found if of == kind} == {1, -1}


def _same_condition(claim: str, said: str) -> bool:
    """Whether the condition of a sentence, if any, is the claim's."""
    found = _CONDITION.search(said)
    asked = _CONDITION.search(claim)
    if found is None or asked is None:
        return found is None and asked is None
    return frozenset(terms(asked[1])) <= frozenset(terms(found[1]))


def _as_told(mine: Compared, other: Compared) -> bool | None:
    """Whether two comparisons of one thing agree; None if they are not of one thing."""
    if mine.kind != other.kind or (mine.of and mine.of[:1] != other.of[:1]):
        return None
    left, right = mine.left - mine.right, mine.right - mine.left
    there = other.left | other.right | frozenset(other.of)
    fits = len(left & there) >= HALF * len(left) if mine.of else left <= there
    if not (left and right and fits and right <= there):
        return None
    straight = right <= other.right and bool(left & other.left - other.right)
    crossed = right <= other.left and bool(left & other.right - other.left)
    if straight == crossed:
        return None
    agrees = straight == (mine.way == other.way)
    if other.denied:
        return False if agrees else None
    return None if agrees and other.alike else agrees


def _comparisons(text: str) -> Iterator[Compared]:
    for clause in _CLAUSE.split(text):
        denied = not CUES.isdisjoint(words(clause))
        alike = bool(_ALIKE.search(clause))
        for than in _THAN.finditer(clause):
            before = words(clause[: than.start()])
            side = words(_side(clause[than.end() :]))
            after = _stems(side)
            near = range(len(before) - 1, max(-1, len(before) - _FAR), -1)
            plain = (i for i in near if stem(before[i]) in WAYS)
            at = next(plain, next((i for i in near if before[i].endswith("er")), None))
            if at is None:
                continue
            kind, way = WAYS.get(stem(before[at]), (before[at], 1))
            of = tuple(content_stems(before[at + 1 :]))
            left = _stems(before[:at])
            after |= _meant(before[:at], side)
            yield Compared(kind, way, of, left, after, denied, alike)
        said = words(clause)
        for place, word in enumerate(said):
            if stem(word) in BEATS and 0 < place < len(said) - 1:
                yield _beaten(clause, said, place, denied=denied, alike=alike)


def _beaten(clause: str, said: list[str], place: int, *, denied: bool, alike: bool) -> Compared:
    """Who beats whom; "is beaten by" the other way round."""
    tail = re.split(rf"\b{re.escape(said[place])}\b", clause, maxsplit=1, flags=re.IGNORECASE)[-1]
    passive = said[place + 1] == "by"
    head = re.sub(r"^\W*by\b", "", tail, flags=re.IGNORECASE) if passive else tail
    left, right = _stems(said[:place]), _stems(words(_side(head)))
    if passive:
        left, right = right, left
    return Compared(_BETTER, 1, (), left, right, denied, alike)


def _side(text: str) -> str:
    """The side that a comparison begins, up to what is said of both."""
    return _EXTRA.split(_THOSE.sub("", text), maxsplit=1)[0]


def _meant(left: list[str], right: list[str]) -> frozenset[str]:
    """The thing that "ones" on the right stands for: "old owls than young ones"."""
    things = [term for term in content_stems(left) if term not in WAYS.keys() | _LIGHT]
    return frozenset(things[-1:]) if "ones" in right else frozenset()


def _stems(said: list[str]) -> frozenset[str]:
    return frozenset(content_stems(said)) - _LIGHT
