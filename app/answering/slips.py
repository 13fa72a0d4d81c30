"""In: a refused question, how often a library uses each word; out: the question as it may be meant.

`index/spelling.py` mends every query before it is ranked, where not even the model knows a word.
Here a word of the texts, or of asking, is a letter away, or two letters changed places; short
words, and words with capitals or digits, stay: too many names are a letter apart.
"""

import re
from collections.abc import Callable, Mapping

from app.answering.terms import ASK_WORDS, STOPWORDS
from index.spelling import nearest

SHORTEST = 5
"""Letters of a word that may be mended; in a shorter one two letters may have changed places."""
_ASKING = dict.fromkeys(sorted(STOPWORDS | ASK_WORDS), 1)
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
    """The word of asking, else the most used word, that is one slip away; else the word itself."""
    if word in used or word in _ASKING:
        return word
    if len(word) < SHORTEST:
        swapped = {each: 1 for each in _ASKING if sorted(each) == sorted(word)}
        return nearest(word, swapped, slips=1) or word
    return nearest(word, _ASKING, slips=1) or nearest(word, used, slips=1) or word
