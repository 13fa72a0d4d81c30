"""In: a question, the sentences on its work; out: the one that contradicts what it takes as given.

"Why was it tuned on a million examples?" takes a number for granted, "why does it forget less?" a
direction, "which labels does it need?" that it needs labels. Only what is plainly said otherwise
counts: a wrong "the source says otherwise" is worse than none.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from app.answering.agreement import CUES, SIDES
from app.answering.denial import affirmed, denies
from app.answering.evidence import Evidence
from app.answering.quantities import Quantity, quantities
from app.answering.terms import STOPWORDS, Vocabulary, stem, words

SHARE_OF_NUMBER, SHARE = 0.34, 0.5
"""A sentence is on what is taken for granted if it has so large a share of its terms, by rarity:
where it counts the same things a smaller one will do."""
ROUGHLY = 0.1
"""Numbers that differ by no larger a share are the same, told roughly."""
_READABLE = 0.5
_AFTER = 3
"""So many words after a number say what is counted."""
_BESIDE = 2
"""So many words on either side of a direction say of what it is."""
_ASKS = re.compile(r"\b(?:why|how|what|which|who|whose|when|where)\b", re.IGNORECASE)
_SUPPOSES = re.compile(
    r"\b(?:how (?:many|much|large|big|long|far|fast|often|small|high|low|deep)|if|whether|should"
    r"|would|could|might|true)\b",
    re.IGNORECASE,
)
"""What asks for a number, or supposes one, takes none for granted."""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FRACTIONS = {"half": 50.0, "quarter": 25.0, "third": 100 / 3}
_FRACTION = re.compile(r"\b(half|quarter|third)\b", re.IGNORECASE)
_WRITTEN = {word: str(10 * n) for n, word in enumerate(_TENS.split(), 2)} | {
    f"{half}{one} {size}": f"{value} {size}".removesuffix(" hundred")
    for size in ("hundred", "thousand", "million", "billion", "trillion")
    for one in ("a", "one")
    for half, value in (("half ", "0.5"), ("", "100" if size == "hundred" else "1"))
}
_ROUND = re.compile(rf"\b(?:{'|'.join(_WRITTEN)})\b", re.IGNORECASE)
"""Round numbers that are written out."""
_MONEY = re.compile(r"\\?\$\s?(?=\d)")
_USD = "USD "
_OF_A_NAME = re.compile(r"(?:[A-Za-z]-?|\b[A-Z]\w*\s|[=<>≈(^_{/]\s?)$")
"""Before a number that belongs to a name or a formula: GPT-4, Theorem 2, r = 3."""
_CLAUSE = re.compile(r"[.;:!?,]|\b(?:but|while|whereas|although|though|and)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
_LITTLE = frozenset(("little", "barely"))
_DIRECTIONS = frozenset().union(*(side for pair in SIDES for side in pair))


def contradicted(
    question: str, own: Collection[str], said: Sequence[Evidence], vocabulary: Vocabulary
) -> Evidence | None:
    """The sentence of a work that says otherwise than a question on it takes for granted, if any.

    `own` are the question's terms but for those of the work's names, `said` all sentences of the
    work, the likest first.
    """
    if not _ASKS.search(question):
        return None
    telling = frozenset(t for t in own if not t[0].isdigit() and t not in _DIRECTIONS)
    about = [e for e in said if e.fit > _READABLE and not e.hangs]

    def on(evidence: Evidence, wanted: Collection[str], share: float) -> bool:
        return vocabulary.share(wanted, evidence.terms | evidence.context) >= share

    numbered = [e for e in about if on(e, telling, SHARE_OF_NUMBER)]
    close = [e for e in numbered if on(e, telling, SHARE)]
    return (
        _counted_otherwise(question, numbered, said)
        or _turned(question, close)
        or _denied(question, telling, close)
    )


def _denied(question: str, own: frozenset[str], close: Sequence[Evidence]) -> Evidence | None:
    taken = affirmed(question)
    return next((e for e in close if denies(e.reading, taken, own)), None)


class _Count(NamedTuple):
    """A number with its unit, and the stems of the words after it."""

    value: float
    unit: str | None
    of: frozenset[str]


def _counted_otherwise(
    question: str, about: Sequence[Evidence], said: Sequence[Evidence]
) -> Evidence | None:
    """A sentence that counts the same things otherwise, where none has the question's number."""
    wanted = [] if _SUPPOSES.search(question) else list(_counts(question))
    if not wanted:
        return None
    there = [other for e in said for other in _counts(e.reading)]
    strange = [one for one in wanted if not any(_same(one, other) for other in there)]
    return next(
        (
            e
            for one in strange
            for e in about
            if any(_otherwise(one, o) for o in _counts(e.reading))
        ),
        None,
    )


def _counts(text: str) -> Iterator[_Count]:
    """The numbers of a text that count something, fractions in words among them."""
    text = _ROUND.sub(lambda found: _WRITTEN[found[0].lower()], text.replace("**", ""))
    text = _MONEY.sub(_USD, text)
    for quantity in quantities(text):
        if isinstance(quantity.base, float) and not _of_a_name(text, quantity):
            money = text[: quantity.at].endswith(_USD)
            of = _things(text[quantity.at + len(quantity.shown) :])
            yield _Count(quantity.base, "USD" if money else quantity.unit, of)
    for match in _FRACTION.finditer(text):
        yield _Count(_FRACTIONS[match[1].lower()], "%", _things(text[match.end() :]))


def _things(after: str) -> frozenset[str]:
    """The stems of what is counted by a number before this text."""
    near = words(after)[:_AFTER]
    return frozenset(stem(w) for w in near if w not in STOPWORDS and not w[0].isdigit())


def _of_a_name(text: str, quantity: Quantity) -> bool:
    """Whether a number belongs to a name, a formula, a range, or a size with a letter: 7B."""
    before, after = text[: quantity.at], text[quantity.at + len(quantity.shown) :]
    named = bool(_OF_A_NAME.search(before)) and not before.endswith(_USD)
    ranged = after[:1] in ("-", "–") and after[1:2].isdigit()
    return named or ranged or quantity.shown[-1:] in "kKMBT"


def _same(one: _Count, other: _Count) -> bool:
    near = abs(one.value - other.value) <= ROUGHLY * max(abs(one.value), abs(other.value))
    return near and (one.unit == other.unit or not (one.unit and other.unit))


def _otherwise(one: _Count, other: _Count) -> bool:
    """Whether two numbers count one thing and differ."""
    if one.unit != other.unit or _same(one, other):
        return False
    return one.unit in ("USD", "%", "points") or bool(one.of & other.of)


class _Turn(NamedTuple):
    """A word of direction: its pair of opposites and side, the stems near it, and those that stand
    only to its left or right."""

    pair: int
    side: int
    left: frozenset[str]
    right: frozenset[str]
    near: frozenset[str]


def _turned(question: str, close: Sequence[Evidence]) -> Evidence | None:
    """A sentence on the same that goes the other way, where none goes the question's."""
    turns = list(_turns(question))
    if len(turns) != 1:
        return None
    found = None
    for evidence in close:
        if _CONDITION.search(evidence.reading):
            continue
        for other in _turns(evidence.reading):
            against = _against(turns[0], other)
            if against is False:
                return None
            found = found or (evidence if against else None)
    return found


def _against(one: _Turn, other: _Turn) -> bool | None:
    """Whether two directions of one thing are opposite; None if they are not of one thing.

    "A has more than B" and "B has less than A" are not.
    """
    if one.pair != other.pair or not one.near & other.near:
        return None
    crossed = bool(one.left & other.right) and bool(one.right & other.left)
    if (one.side == other.side) != crossed:
        return False
    return True if one.left & other.left or not one.right & other.left else None


def _turns(text: str) -> Iterator[_Turn]:
    for clause in _CLAUSE.split(text):
        said = words(clause)
        denied = not (CUES | _LITTLE).isdisjoint(said)
        for place, word in enumerate(said):
            around = said[max(0, place - _BESIDE) : place] + said[place + 1 : place + 1 + _BESIDE]
            near = frozenset(stem(w) for w in around if _is_plain(w, clause)) - _DIRECTIONS
            for number, pair in enumerate(SIDES):
                for side, stems in enumerate(pair):
                    if stem(word) in stems:
                        left, right = map(_stems, (said[:place], said[place + 1 :]))
                        sides = left - right, right - left
                        yield _Turn(number, side ^ denied, *sides, near)


def _stems(said: Sequence[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in said if word not in STOPWORDS)


def _is_plain(word: str, text: str) -> bool:
    """Whether a word tells something and is no name or number."""
    return len(word) > 1 and word not in STOPWORDS and word in text and not word[0].isdigit()
