"""In: the sources of one work; out: numbers on which two of them differ, said of the same thing.

Careful rather than complete: two sentences must count the same thing (the same word after the
number), share most of their other words, and neither number may stand in the other source at all.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from ingest.number_words import number_words
from ingest.records import Record, Source

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[\"“(\[*_]*[A-Z0-9])|\n(?=[-*•])")
_NUMBER = re.compile(
    r"(?<![\w.,/^_{-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s{0,2}[-–]?\s{0,2}"
    r"(%|percent\b|per cent\b|×|x\b|[A-Za-z]{2,20})",
)
_WORD = re.compile(r"[A-Za-z]{4,}")
_SAME = {"percent": "%", "per cent": "%", "×": "times", "x": "times", "fold": "times"}
# What follows these numbers is no quantity: a place in the text or a word of grammar.
_NO_UNITS = frozenset(
    re.findall(
        r"\w+",
        "and or to of in on at as is are was were for from by with the an it its that which than "
        "if then but so because per via can may have has had not out over under both be been also "
        "only st nd rd th figure table section equation chapter page step pm am",
    )
)
_PLAIN = frozenset(
    re.findall(
        r"\w+",
        "that this with from they their there which while when where what than then have been into "
        "only more most over under also some such each other about between does very were paper "
        "authors model models result results show shows method using used uses",
    )
)
_DIGITS = {word: str(n) for word, n in number_words(2, 12).items()}
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_DIGITS)})\b", re.IGNORECASE)
_ALIKE = 0.5
_SHARED = 4
_MOST = 20


class Differing(Record):
    """Two sources give different numbers for what seems one quantity; lines are 1-based."""

    unit: str
    values: tuple[str, str]
    source_ids: tuple[str, str]
    lines: tuple[int, int]


class _Mention(NamedTuple):
    value: str
    unit: str
    words: frozenset[str]
    line: int


def differing(sources: Sequence[Source]) -> tuple[Differing, ...]:
    """Every such pair of numbers in two sources of one work, at most 20, in order of sources."""
    said = [(source, tuple(_mentions(source)), _numbers(source)) for source in sources]
    found: dict[tuple[str, str, str], Differing] = {}
    for (one, mine, my_numbers), (other, theirs, their_numbers) in combinations(said, 2):
        for a in mine:
            for b in theirs:
                if a.value in their_numbers or b.value in my_numbers or not _same_thing(a, b):
                    continue
                pair = Differing(
                    unit=a.unit,
                    values=(a.value, b.value),
                    source_ids=(one.source_id, other.source_id),
                    lines=(a.line, b.line),
                )
                found.setdefault((a.unit, a.value, b.value), pair)
    return tuple(found.values())[:_MOST]


def _same_thing(a: _Mention, b: _Mention) -> bool:
    if a.unit != b.unit or a.value == b.value:
        return False
    shared = a.words & b.words
    return len(shared) >= _SHARED and len(shared) >= _ALIKE * min(len(a.words), len(b.words))


def _mentions(source: Source) -> Iterator[_Mention]:
    for block in source.blocks:
        if block.kind not in ("paragraph", "item") or block.voice == "chat":
            continue
        text, at = block.reading, 0
        for sentence in _SENTENCE.split(text):
            start = text.find(sentence, at)
            line = block.lines[min(text.count("\n", 0, start), len(block.lines) - 1)]
            at = start + len(sentence)
            words = frozenset(_stem(word) for word in _WORD.findall(sentence.lower())) - _PLAIN
            for value, unit in _NUMBER.findall(_in_digits(sentence)):
                if (name := _unit(unit)) is not None:
                    yield _Mention(_plain(value), name, words - {name}, line)


def _numbers(source: Source) -> frozenset[str]:
    """Every number of a source, whatever it counts."""
    text = _in_digits("\n".join(block.reading for block in source.blocks))
    return frozenset(_plain(n) for n in re.findall(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?", text))


def _in_digits(text: str) -> str:
    """The same with small numbers that are written out as digits ("one" may be no number)."""
    return _NUMBER_WORD.sub(lambda match: _DIGITS[match[0].lower()], text)


def _plain(number: str) -> str:
    plain = number.replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _unit(word: str) -> str | None:
    lower = word.lower()
    lower = _SAME.get(lower, lower)
    return None if lower in _NO_UNITS else _stem(lower)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
