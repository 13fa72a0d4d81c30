"""In: a text; out: what it counts, and whether two texts count one thing otherwise.

Numbers of names, versions and formulas count nothing; fractions and round numbers in words do.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.answering.sense.quantities import Quantity, quantities
from app.answering.terms import STOPWORDS, stem, words

ROUGHLY = 0.1
"""Numbers that differ by no larger a share are the same, told roughly."""
_AFTER, _FAR = 3, 7
"""So many words after a number say what is counted; so many may."""
_MONEY = re.compile(r"\\?\$\s?(?=\d)")
_USD = "USD "
_OF_A_NAME = re.compile(r"(?:[A-Za-z]-?|\b(?P<word>[A-Z]\w*)\s|[=<>≈(^_{/]\s?)$")
"""Before a number that belongs to a name or a formula: GPT-4, Theorem 2, r = 3."""
_BEGINS = STOPWORDS | {"nearly", "almost", "roughly", "around", "exactly"}


class Count(NamedTuple):
    """A number with its unit, and the stems of the words after it; `bound` is 1 where it is at
    least so many, -1 where at most, `far` are the stems of more words after it."""

    value: float
    unit: str | None
    of: frozenset[str]
    bound: int = 0
    far: frozenset[str] = frozenset()


def counts(text: str) -> Iterator[Count]:
    """The numbers of a text that count something, shares among them."""
    text = _MONEY.sub(_USD, text.replace("**", ""))
    for quantity in quantities(text):
        if isinstance(quantity.base, float) and not _of_a_name(text, quantity):
            before, after = text[: quantity.at], text[quantity.at + len(quantity.shown) :]
            unit = "USD" if before.endswith(_USD) else quantity.unit
            of, far = _things(after, _AFTER), _things(after, _FAR)
            yield Count(quantity.base, unit, of, _bound(before, quantity), far)


def _bound(before: str, quantity: Quantity) -> int:
    """Which way a number may go beyond itself; "up to" says what the most is."""
    if quantity.bound == "at least":
        return 1
    return -1 if quantity.bound and not before.endswith("up to ") else 0


def _things(after: str, many: int) -> frozenset[str]:
    """The stems of what is counted by a number before this text."""
    near = words(after)[:many]
    return frozenset(stem(w) for w in near if w not in STOPWORDS and not w[0].isdigit())


def _of_a_name(text: str, quantity: Quantity) -> bool:
    """Whether a number belongs to a name, a formula, a range, or a size with a letter: 7B."""
    before, after = text[: quantity.at], text[quantity.at + len(quantity.shown) :]
    found = _OF_A_NAME.search(before)
    word = found["word"] if found else None
    # "Only 5%", "In 12 of them": what begins a sentence need not be a name
    plain = word and (quantity.unit or word.lower() in _BEGINS or before.endswith(_USD))
    named = found and not plain
    ranged = after[:1] in ("-", "–") and after[1:2].isdigit()
    return bool(named) or ranged or quantity.shown[-1:] in "kKMBT"


def same_count(one: Count, other: Count) -> bool:
    """Whether two numbers are the same, told roughly, as far as their units are given."""
    near = abs(one.value - other.value) <= ROUGHLY * max(abs(one.value), abs(other.value))
    return near and (one.unit == other.unit or not (one.unit and other.unit))


def is_counted(one: Count, others: Iterable[Count]) -> bool:
    """Whether a number is among others, told roughly."""
    return any(same_count(one, other) for other in others)


def counts_otherwise(said: str, one: Count) -> bool:
    """Whether a text counts the same things otherwise."""
    return any(counted_otherwise(one, other) for other in counts(said))


def counted_otherwise(one: Count, other: Count) -> bool:
    """Whether two numbers count one thing and differ; what goes beyond a bound of `one` may."""
    beyond = one.bound * (other.value - one.value) > 0
    if one.unit != other.unit or same_count(one, other) or beyond:
        return False
    return one.unit in ("USD", "%", "points") or bool(one.of & other.of)


def counts_another(one: Count, text: str) -> bool:
    """Whether a text has a number, but of other things alone: "12 owls, and 30 kites"."""
    same = [other for other in counts(text) if same_count(one, other)]
    return bool(one.of and same) and not any(
        one.unit or not other.far or one.of & other.far for other in same
    )
