"""In: a question; out: the end of the archive that it asks for, or both, and how many there."""

import calendar
import re
from typing import Literal

from index.periods import NUMBERS

End = Literal[0, -1, "both"]
"""The earliest alone, the latest alone, or the one and the other."""

_NUMERALS = tuple(word for word, n in NUMBERS.items() if 2 <= n <= 10)
_NUMBER = rf"([1-9]\d?|{'|'.join(_NUMERALS)})"
_NAMED = "|".join([*filter(None, calendar.month_name), *calendar.day_name])
_PERIOD = rf"(?:(?:days?|weeks?|months?|quarters?|half|years?|(?-i:{_NAMED}))\b)"
_END = (
    r"(?<![\w-])(?:(earliest|oldest|first)|(latest|newest|most recent(?:ly)?|last))\b"
    rf"(?!\s+(?:(?:\d+|{'|'.join(_NUMERALS)}|few)\s+)?{_PERIOD})"
)
_TEXTS = r"(?:reviews?|reviewed|cover(?:ed)?|papers?|works?|texts?|surveys?|benchmarks?|one)"
_EXTREME = re.compile(
    rf"{_END}.{{0,40}}\b{_TEXTS}\b"
    rf"|\b{_TEXTS}\b.{{0,40}}{_END}",
    re.IGNORECASE,
)
"""Asks for one end of the archive, where nothing else but a record is asked for."""
_MANY = re.compile(rf"\b{_NUMBER}\s+{_END}|{_END}\s+{_NUMBER}\b", re.IGNORECASE)
_ON = r"(?:about|on|of|concerning|regarding|dealing with|to deal with|that deals? with|related to)"
_EXTREME_OF = re.compile(
    rf"{_END}\s+(?:(?:reviews?|papers?\s+(?:\w+\s+)?reviewed)\s+(?:{_ON}|after)"
    rf"|(?:papers?|articles?|surveys?|works?)\s+{_ON})\b"
    rf"|\bwhen\s+(?:did|was|were|has|have)\b.{{0,60}}{_END}(?=.*{_TEXTS})"
    rf"|\bwhen\s+(?:did|was|were|has|have)\b.{{0,60}}\b{_TEXTS}\b.{{0,60}}{_END}\W*$",
    re.IGNORECASE,
)
"""Asks for one end of what is said on a subject."""
_FIRST = r"(?:first|earliest|oldest)"
_LAST = r"(?:last|latest|newest|most recent)"
_BOTH = re.compile(
    rf"\b{_FIRST}\b.{{0,60}}\b(?:and|&|or)\b.{{0,20}}\b{_LAST}\b(?!\s+{_PERIOD})"
    rf"|\b{_LAST}\b.{{0,30}}\b(?:and|&|or)\b.{{0,20}}\b{_FIRST}\b(?!\s+{_PERIOD})",
    re.IGNORECASE,
)


def end_of(question: str, *, subject: bool) -> End | None:
    """The end that is asked for: of the archive, or of what is said on a subject."""
    found = (_EXTREME_OF if subject else _EXTREME).search(question)
    if found is None:
        return None
    if _BOTH.search(question):
        return "both"
    return 0 if any(found.groups()[::2]) else -1


def how_many(question: str) -> tuple[int, str]:
    """How many are asked for at an end ("the three latest", else one), and the question without."""
    found = _MANY.search(question)
    if found is None:
        return 1, question
    said, (start, end) = (found[1], found.span(1)) if found[1] else (found[6], found.span(6))
    many = int(said) if said.isdigit() else NUMBERS[said.lower()]
    return many, question[:start] + question[end:]
