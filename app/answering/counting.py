"""In: a text; out: what it counts, and whether two texts count one thing otherwise.

Numbers of names, versions and formulas count nothing; fractions and round numbers in words do.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.answering.quantities import Quantity, quantities
from app.answering.terms import STOPWORDS, stem, words

ROUGHLY = 0.1
"""Numbers that differ by no larger a share are the same, told roughly."""
_AFTER = 3
"""So many words after a number say what is counted."""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FRACTIONS = {"half": 50.0, "quarter": 25.0, "third": 100 / 3}
_FRACTION = re.compile(
    r"(?<!\bfirst )(?<!\bsecond )(?<!\bother )(?<!\blast )(?<!\blatter )"
    r"\b(half)(?=\s+(?:of|the|as|its|their|all)\b)"
    r"|\b(?:a|one)[\s-](quarter|third)(?=\s+(?:of|as)\b)",
    re.IGNORECASE,
)
"""A share; no third stage, first quarter, second half or half precision."""
_WRITTEN = {word: str(10 * n) for n, word in enumerate(_TENS.split(), 2)} | {
    f"{half}{one} {size}": f"{value} {size}" if size != "hundred" else f"{100 * value:g}"
    for size in ("hundred", "thousand", "million", "billion", "trillion")
    for one in ("a", "one")
    for half, value in (("half ", 0.5), ("", 1))
}
_ROUND = re.compile(rf"\b(?:{'|'.join(_WRITTEN)})\b", re.IGNORECASE)
"""Round numbers that are written out."""
_MONEY = re.compile(r"\\?\$\s?(?=\d)")
_USD = "USD "
_OF_A_NAME = re.compile(r"(?:[A-Za-z]-?|\b[A-Z]\w*\s|[=<>≈(^_{/]\s?)$")
"""Before a number that belongs to a name or a formula: GPT-4, Theorem 2, r = 3."""
_BOUND = re.compile(
    r"\b(?:((?:more|greater|larger) than|over|above|at least)"
    r"|(?:less|fewer|smaller) than|under|below|at most)\W*$",
    re.IGNORECASE,
)


class Count(NamedTuple):
    """A number with its unit, and the stems of the words after it; `bound` is 1 where it is at
    least so many, -1 where at most."""

    value: float
    unit: str | None
    of: frozenset[str]
    bound: int = 0


def counts(text: str) -> Iterator[Count]:
    """The numbers of a text that count something, fractions in words among them."""
    text = _ROUND.sub(lambda found: _WRITTEN[found[0].lower()], text.replace("**", ""))
    text = _MONEY.sub(_USD, text)
    for quantity in quantities(text):
        if isinstance(quantity.base, float) and not _of_a_name(text, quantity):
            money = text[: quantity.at].endswith(_USD)
            of = _things(text[quantity.at + len(quantity.shown) :])
            unit = "USD" if money else quantity.unit
            yield Count(quantity.base, unit, of, _bound(text[: quantity.at]))
    for match in _FRACTION.finditer(text):
        size = _FRACTIONS[(match[1] or match[2]).lower()]
        yield Count(size, "%", _things(text[match.end() :]), _bound(text[: match.start()]))


def _bound(before: str) -> int:
    """Which way a number may go beyond itself, by what stands before it."""
    found = _BOUND.search(before)
    return 0 if found is None else 1 if found[1] else -1


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


def same_count(one: Count, other: Count) -> bool:
    """Whether two numbers are the same, told roughly, as far as their units are given."""
    near = abs(one.value - other.value) <= ROUGHLY * max(abs(one.value), abs(other.value))
    return near and (one.unit == other.unit or not (one.unit and other.unit))


def counted_otherwise(one: Count, other: Count) -> bool:
    """Whether two numbers count one thing and differ; what goes beyond a bound of `one` may."""
    beyond = one.bound * (other.value - one.value) > 0
    if one.unit != other.unit or same_count(one, other) or beyond:
        return False
    return one.unit in ("USD", "%", "points") or bool(one.of & other.of)
