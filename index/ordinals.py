"""In: a text; out: the same with the ordinals that are written out as numerals: "500th"."""

import re

from ingest.number_words import TENS, number_words

_FIRST_ON = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"""
_ONES = number_words(1, 9)
_NTH = {word: n for n, word in enumerate(_FIRST_ON.split(), 1)}
_ROUND = {f"{word[:-1]}ieth": n for word, n in TENS.items()}
_SMALL = ("first", "second", "third")
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
"""How the names of months begin."""
_WRITTEN = re.compile(
    rf"\b(?:(?P<h>(?:{'|'.join(_ONES)}|a)[\s-]+)?(?P<hundred>hundred(?:th\b|[\s-]+(?:and\s+)?)))?"
    rf"(?:(?P<t>{'|'.join(TENS)})[\s-]+)?(?P<n>{'|'.join([*_NTH, *_ROUND])})?\b(?!-\w)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\b(?:{'|'.join([*_NTH, *_ROUND])}|hundredth)\b", re.IGNORECASE)
"""How whatever is written out ends; looked for first, since few texts have one."""


def in_digits(text: str) -> str:
    """Ordinals from "fourth" on as numerals, the first three only before a month.

    "the five hundredth review" becomes "the 500th review", "thirty-first of May" "31th of May".
    An ordinal that begins another word (second-order) counts nothing.
    """
    return _WRITTEN.sub(_digits, text) if _ORDINAL.search(text) else text


def _digits(match: re.Match[str]) -> str:
    part = {key: (value or "").strip(" -").lower() for key, value in match.groupdict().items()}
    nth, hundred = part["n"], part["hundred"]
    if not nth and not hundred.endswith("th"):
        return match[0]
    after = match.string[match.end() :]
    small = nth in _SMALL and not hundred and not part["t"]
    if small and not re.match(rf"\s+(?:of\s+)?(?:{MONTHS})", after, re.IGNORECASE):
        return match[0]
    value = 100 * _ONES.get(part["h"], 1) if hundred else 0
    value += TENS.get(part["t"], 0) + _NTH.get(nth, _ROUND.get(nth, 0))
    return f"{value}th"
