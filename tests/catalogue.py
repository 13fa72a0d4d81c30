"""In: the card files; out: their parts, and the measures by which the tests compare wordings."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from ingest.cards import parse_card
from ingest.read import decode, read_file
from ingest.records import Block, CardFields, Document, Source

RUN = 9  # words in a row that count as carried over from a source
COPY = 80.0
"""Least likeness (rapidfuzz token_set_ratio of the content words, 0-100) of near-copies.

Of half a million pairs of questions of different meaning in the catalogue none is above 78; one
put twice with other particles is at 86. Function words alone make short questions alike.
"""
FUNCTION_WORD = re.compile(
    r"\b(an?|and|are|as|at|be|but|by|can|could|did|do|does|for|from|had|has|have|how|i|if|in|into|is"
    r"|it|its|may|me|might|more|most|must|my|no|not|of|on|one|or|other|same|should|so|such|than|that"
    r"|the|their|them|there|these|they|this|those|to|was|we|were|what|when|where|which|while|who"
    r"|whose|why|will|with|without|would|you|your)\b"
)


@cache
def parsed(path: Path) -> Document:
    return parse_card(decode(path.name, read_file(path)), {})


def source_of(path: Path) -> Source:
    return parsed(path).sources[0]


def fields_of(path: Path) -> CardFields:
    fields = source_of(path).card
    assert fields is not None
    return fields


def section(path: Path, name: str) -> list[Block]:
    blocks = source_of(path).blocks
    return [block for block in blocks if block.section == name and block.kind != "heading"]


def items(path: Path, name: str) -> list[str]:
    return [block.text.removeprefix("- ") for block in section(path, name)]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def without_formulas(text: str) -> str:
    return re.sub(r"\$[^$\n]*\$", " ", text)


def runs(text: str) -> set[str]:
    found = words(text)
    return {" ".join(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def numerals(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def likeness(one: Sequence[str], other: Sequence[str]) -> np.ndarray:
    """token_set_ratio of the content words of each pair, shape (len(one), len(other))."""
    content = [[FUNCTION_WORD.sub("", " ".join(words(text))) for text in s] for s in (one, other)]
    return process.cdist(*content, scorer=fuzz.token_set_ratio)
