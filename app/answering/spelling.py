"""In: a refused question, how often a library uses each word; out: the question as it may be meant.

A word that no text has gives way to one that differs by a letter, or by two letters that changed
places. Short words and words with capitals or digits stay: too many names are a letter apart.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from string import ascii_lowercase

from app.answering.terms import ASK_WORDS, STOPWORDS

SHORTEST = 5
"""Letters of a word that may be mended."""
_WORD = re.compile(r"(?<![\w-])[a-z]+(?![\w-])")


def respelled(
    question: str, used: Mapping[str, int], knows: Callable[[str], bool] = lambda _: False
) -> str | None:
    """The question with the words that no text has as the texts spell them; None if none is.

    A word that the model `knows` is spelled well, however strange it is to the texts.
    """
    mended = _WORD.sub(lambda w: w[0] if knows(w[0]) else _meant(w[0], used), question)
    return mended if mended != question else None


def _meant(word: str, used: Mapping[str, int]) -> str:
    """The most used word that is one slip away from a strange one, else the word itself."""
    asking = STOPWORDS | ASK_WORDS
    if word in used or word in asking:
        return word
    near = set(_swapped(word)) if len(word) < SHORTEST else {*_swapped(word), *_edited(word)}
    if found := near & asking:
        return min(found)
    known = [(used[other], other) for other in near if other in used]
    return max(known)[1] if known and len(word) >= SHORTEST else word


def _swapped(word: str) -> Iterator[str]:
    for place, (one, other) in enumerate(pairwise(word)):
        yield word[:place] + other + one + word[place + 2 :]


def _edited(word: str) -> Iterator[str]:
    """All that is made by a letter more, less or other; the first letter stays."""
    for place in range(1, len(word) + 1):
        head, tail = word[:place], word[place:]
        if tail:
            yield head + tail[1:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
