"""In: a text; out: its quantities, each a value with a unit: 1.5 s is 1500 ms and not 1.5 ms."""

import math
import re
from typing import Literal, NamedTuple

from ingest.number_words import TENS, number_words

Bound = Literal["at most", "at least"]

_UNITS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("%", "percent", "per cent"), ("%", 1.0)),
    **dict.fromkeys(
        ("percentage points", "percentage point", "points", "point", "pp", "pts"), ("points", 1.0)
    ),
    **dict.fromkeys(("ns", "nanosecond", "nanoseconds"), ("time", 1e-9)),
    **dict.fromkeys(("µs", "μs", "us", "microsecond", "microseconds"), ("time", 1e-6)),
    **dict.fromkeys(("ms", "millisecond", "milliseconds"), ("time", 1e-3)),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), ("time", 1.0)),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), ("time", 60.0)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), ("time", 3600.0)),
    **dict.fromkeys(("day", "days"), ("time", 86400.0)),
    **dict.fromkeys(("week", "weeks"), ("time", 604800.0)),
    **dict.fromkeys(("month", "months"), ("months", 1.0)),
    **dict.fromkeys(("year", "years"), ("months", 12.0)),
    **dict.fromkeys(("x", "×", "times", "fold"), ("×", 1.0)),
    **dict.fromkeys(("kb", "kilobytes"), ("bytes", 1e3)),
    **dict.fromkeys(("mb", "megabytes"), ("bytes", 1e6)),
    **dict.fromkeys(("gb", "gigabytes"), ("bytes", 1e9)),
    **dict.fromkeys(("tb", "terabytes"), ("bytes", 1e12)),
    **dict.fromkeys(("kib",), ("bytes", 2.0**10)),
    **dict.fromkeys(("mib",), ("bytes", 2.0**20)),
    **dict.fromkeys(("gib",), ("bytes", 2.0**30)),
    **dict.fromkeys(("bit", "bits"), ("bits", 1.0)),
    **dict.fromkeys(("byte", "bytes"), ("bytes", 1.0)),
    **dict.fromkeys(("db",), ("dB", 1.0)),
    **dict.fromkeys(("hz",), ("Hz", 1.0)),
    **dict.fromkeys(("khz",), ("Hz", 1e3)),
    **dict.fromkeys(("mhz",), ("Hz", 1e6)),
    **dict.fromkeys(("ghz",), ("Hz", 1e9)),
}
_SCALES = {
    "hundred": 1e2,
    "k": 1e3,
    "K": 1e3,
    "thousand": 1e3,
    "M": 1e6,
    "million": 1e6,
    "B": 1e9,
    "billion": 1e9,
    "T": 1e12,
    "trillion": 1e12,
}
_ONES = number_words(1, 9)
_WRITTEN = number_words(2, 19) | TENS
_SIZES = {name: size for name, size in _SCALES.items() if len(name) > 1}
_PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_HALF = (
    r"(?<!\bfirst )(?<!\bsecond )(?<!\bother )(?<!\blast )(?<!\blatter )"
    r"\bhalf(?=\s+(?:of|the|as|its|their|all)\b)"
)
_PART = (
    r"\b(?:(?P<several>two|three)|an?|one)[\s-](?P<part>third|quarter|fifth|tenth)s?"
    r"(?=\s+(?:of|as)\b)"
)
"""Shares; no third stage, first quarter, second half or half precision."""
_TIMES = {
    "twice": 2.0,
    "double": 2.0,
    "doubles": 2.0,
    "doubled": 2.0,
    "doubling": 2.0,
    "twofold": 2.0,
    "triple": 3.0,
    "triples": 3.0,
    "tripled": 3.0,
    "tripling": 3.0,
    "threefold": 3.0,
    "tenfold": 10.0,
}
_AT_MOST = r"up to|at most|no more than|not more than|less than|fewer than|under|below|within"
_AT_LEAST = r"at least|no fewer than|no less than|not less than|more than|over|above|beyond"
_BOUND = re.compile(
    rf"(?:\b(?:(?P<most>{_AT_MOST})|(?P<least>{_AT_LEAST}))|(?P<below>[≤<])|(?P<above>[≥>]))\s*"
    r"(?:(?:about|around|roughly)\s+)?$",
    re.IGNORECASE,
)
_REACH = 30
_NUMBER = re.compile(
    rf"(?<![\w.])[-−]?(?P<digits>\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?)"
    rf"|{_PART}|(?P<share>{_HALF})|\b(?P<halved>half )?(?:an?|one) (?P<round>{'|'.join(_SIZES)})\b"
    rf"|\b(?P<tens>{'|'.join(TENS)})[\s-](?P<ones>{'|'.join(_ONES)})\b"
    rf"|\b(?P<word>{'|'.join(_WRITTEN)})\b|\b(?P<times>{'|'.join(_TIMES)})\b",
    re.IGNORECASE,
)
_SCALE = re.compile(rf"(?:k|\s?[KMBT])(?![A-Za-z])|\s+(?:{'|'.join(_SIZES)})\b")
_UNIT = re.compile(
    r"[\s-]?(?P<two>per cent|percentage points?)\b|[\s-]?(?P<one>%|×|[A-Za-zµμ]+)(?!\w)"
)


class Quantity(NamedTuple):
    """A number as it is shown, its `value` with its scale, its unit, and whether it is a bound.

    `base` is the value in the first unit of its kind: seconds, bytes, months. `at` is its place.
    """

    shown: str
    value: float | str
    base: float | str
    unit: str | None
    bound: Bound | None
    at: int


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number of a text in order: in digits, or written out below a hundred or round; shares
    such as "half of" and "a third of" are percentages."""
    return tuple(_read(text, match) for match in _NUMBER.finditer(text))


def lacking(statement: str, quote: str) -> str | None:
    """Which quantity of the statement the quote does not have, in words; None if it has all."""
    there = quantities(quote)
    for wanted in quantities(statement):
        same = [q for q in there if _same(wanted, q)]
        if not same:
            near = next((q.shown for q in there if q.value == wanted.value), None)
            said = f"says {near}, not" if near else "does not have"
            return f"the quote {said} {wanted.shown}"
        if wanted.bound and all(q.bound not in (None, wanted.bound) for q in same):
            return f"the quote says {same[0].bound} {same[0].shown}, not {wanted.bound}"
    return None


def _same(wanted: Quantity, there: Quantity) -> bool:
    if wanted.unit is None:
        return there.value == wanted.value
    if isinstance(wanted.base, str) or isinstance(there.base, str):
        return wanted == there
    return there.unit == wanted.unit and math.isclose(wanted.base, there.base, rel_tol=1e-9)


def _read(text: str, match: re.Match[str]) -> Quantity:
    before = _BOUND.search(text[max(0, match.start() - _REACH) : match.start()])
    bound: Bound | None = None
    if before:
        bound = "at most" if before["most"] or before["below"] else "at least"
    if match["times"]:
        value = _TIMES[match["times"].lower()]
        return Quantity(match[0], value, value, "×", bound, match.start())
    if match["share"] or match["part"]:
        several = _WRITTEN.get((match["several"] or "").lower(), 1)
        value = several * _PARTS[(match["share"] or match["part"]).lower()]
        return Quantity(match[0], value, value, "%", bound, match.start())
    number = _plain(match["digits"]) if match["digits"] else _in_words(match)
    if isinstance(number, str):
        return Quantity(match[0], number, number, None, bound, match.start())
    value, end = number, match.end()
    while scale := _SCALE.match(text, end):
        value, end = value * _SCALES[scale[0].strip()], scale.end()
    unit, factor, end = _unit(text, end)
    if unit == "time" and value >= 1000 and text[end - 2 : end - 1].isdigit():
        unit, factor = None, 1.0  # the 1980s
    return Quantity(text[match.start() : end], value, value * factor, unit, bound, match.start())


def _in_words(match: re.Match[str]) -> float:
    """The value of a number that is written out: a million, half a million, twenty-five, ten."""
    if match["round"]:
        return _SIZES[match["round"].lower()] / (2 if match["halved"] else 1)
    if match["tens"]:
        return float(TENS[match["tens"].lower()] + _ONES[match["ones"].lower()])
    return float(_WRITTEN[match["word"].lower()])


def _unit(text: str, at: int) -> tuple[str | None, float, int]:
    found = _UNIT.match(text, at)
    if found is None:
        return None, 1.0, at
    word = (found["two"] or found["one"]).lower()
    unit, factor = _UNITS.get(word, (None, 1.0))
    return unit, factor, found.end() if unit else at


def _plain(digits: str) -> float | str:
    """The value of a numeral; one with two points (a version, a date) stays as it is written."""
    plain = re.sub(r",(?=\d{3}(?!\d))", "", digits).replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return plain
