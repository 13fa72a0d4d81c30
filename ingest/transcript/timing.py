"""In: the lines of a transcript; out: which of them are speech, and which only time it.

Subtitles (SRT, WebVTT) and many transcripts put the time on lines of their own, with a number or
a header before it.
"""

import re
from collections.abc import Sequence

_CODE = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIME = re.compile(rf"\s*[\[(]?{_CODE}[\])]?(?:\s*(?:-->|-|–)\s*[\[(]?{_CODE}[\])]?.{{0,80}})?\s*")
_COUNT = re.compile(r"\s*\d{1,6}\s*")
_HEADER = re.compile(r"\s*(?:WEBVTT\b.{0,80}|Kind:\s\w+|Language:\s[\w-]+)\s*")


def timing_lines(lines: Sequence[str]) -> frozenset[int]:
    """Numbers (1-based) of the lines that hold a time and nothing else, or the count before one."""
    found: set[int] = set()
    before = 0
    for n, line in enumerate(lines, 1):
        if _TIME.fullmatch(line):
            found.add(n)
            if before == n - 1 and "-->" in line and _COUNT.fullmatch(lines[before - 1]):
                found.add(before)
        elif n <= 4 and _HEADER.fullmatch(line):
            found.add(n)
        before = n
    return frozenset(found)
