"""In: lines of speech; out: those that a second, overlapping decode says again right after."""

from collections.abc import Sequence

from rapidfuzz import fuzz

ALIKE = 85.0
"""Least likeness (rapidfuzz ratio, 0-100) of a line and its second decode."""
FARTHEST = 25
_LEAST_LINES = 3
_LEAST_WORDS = 4
_COMPARED = 300


def find_repeats(lines: Sequence[str]) -> frozenset[int]:
    """Numbers (1-based) of the lines that are said again; the later, better-heard copy stays.

    At least three different lines of four words must recur in order: a phrase said twice, or a
    filler that recurs, is speech and stays.
    """
    keys = [" ".join(line.casefold().split())[:_COMPARED] for line in lines]
    gone: set[int] = set()
    at = 0
    while at < len(keys):
        size = _repeated_from(keys, at)
        gone.update(range(at + 1, at + size + 1))
        at += size or 1
    return frozenset(n for n in gone if keys[n - 1])


def _repeated_from(keys: Sequence[str], at: int) -> int:
    """How many lines from `at` are decoded again right after them; 0 if none."""
    if not keys[at]:
        return 0
    for size in range(_LEAST_LINES, FARTHEST + 1):
        again = at + size
        if again >= len(keys):
            return 0
        if _alike(keys[at], keys[again]) and _covers(keys[at:again], keys[again : again + size]):
            return size
    return 0


def _covers(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether nearly every line of the first decode recurs in the second, in order."""
    spoken = [key for key in first if key]
    matched: list[str] = []
    start = 0
    for key in spoken:
        for place in range(max(0, start - 2), len(second)):
            if _alike(key, second[place]):
                matched.append(key)
                start = place + 1
                break
    telling = {key for key in matched if len(key.split()) >= _LEAST_WORDS}
    return len(telling) >= _LEAST_LINES and len(matched) >= 0.9 * len(spoken)


def _alike(one: str, other: str) -> bool:
    # A last line may end earlier or later in one decode, so a common beginning counts too.
    shortest = min(len(one), len(other))
    if one[:shortest] == other[:shortest] and shortest >= 6:
        return True
    return fuzz.ratio(one, other, score_cutoff=ALIKE) > 0
