"""In: lines of speech; out: what is asked of every line once: its content words and its cues."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from ingest.records import Record
from ingest.transcript import cues
from ingest.transcript.words import COMMON, words_of

_TECHNICAL_SHARE = 0.15


class Speech(Record):
    """Content words and cues, one of each for every line.

    `terms` are the words and what two neighbours make when joined, as speech-to-text cuts words.
    """

    words: tuple[tuple[str, ...], ...]
    terms: tuple[frozenset[str], ...]
    reported: tuple[float, ...]
    points_at: tuple[frozenset[str], ...]
    introduces: tuple[bool, ...]
    turns: tuple[bool, ...]
    returns: tuple[bool, ...]
    nouns: tuple[tuple[str, ...], ...]
    technical: tuple[float, ...]
    breaks: tuple[bool, ...]
    compares: tuple[bool, ...]


def listen(lines: Sequence[str]) -> Speech:
    """Read the cues of every line."""
    words = tuple(
        tuple(word for word in words_of(line) if word not in COMMON and len(word) > 2)
        for line in lines
    )
    share = [
        sum(word in cues.TECHNICAL for word in found) - _TECHNICAL_SHARE * len(found)
        for found in words
    ]
    introduces = tuple(cues.introduces(line) for line in lines)
    turns = tuple(new or cues.turns_back(line) for line, new in zip(lines, introduces, strict=True))
    return Speech(
        words=words,
        terms=tuple(_terms(line) for line in lines),
        reported=tuple(float(cues.is_read_aloud(x)) + cues.reports(x) for x in lines),
        points_at=tuple(cues.points_at(line) for line in lines),
        introduces=introduces,
        turns=turns,
        returns=tuple(cues.turns_back(line) for line in lines),
        nouns=tuple(tuple(cues.work_nouns(line)) for line in lines),
        technical=tuple(smooth(share, 4, turns)),
        breaks=tuple(
            turn or cues.is_pause(x) or cues.signs_off(x)
            for x, turn in zip(lines, turns, strict=True)
        ),
        compares=tuple(cues.compares(line) for line in lines),
    )


def _terms(line: str) -> frozenset[str]:
    words = words_of(line)
    return frozenset(words) | {one + other for one, other in pairwise(words)}


def smooth(values: Sequence[float], reach: int, turns: Sequence[bool]) -> list[float]:
    """The mean over `reach` lines on either side, but not over a line that turns the talk."""
    sums = [0.0, *accumulate(values)]
    size = len(values)
    first, stretches = 0, []
    for i in range(1, size + 1):
        if i == size or turns[i]:
            stretches.append((first, i))
            first = i
    spans = [
        (max(begin, i - reach), min(end, i + reach + 1))
        for begin, end in stretches
        for i in range(begin, end)
    ]
    return [(sums[b] - sums[a]) / (b - a) for a, b in spans]
