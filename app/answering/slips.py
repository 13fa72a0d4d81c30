"""In: a refused question, how often a library uses each word; out: the question as it may be meant.

`index/spelling.py` mends every query before it is ranked, where not even the model knows a word.
Here a word of the texts, or of asking, is a letter away, or two letters changed places; short
words, and words with capitals or digits, stay: too many names are a letter apart.
"""

import re
from collections.abc import Callable, Mapping

from rapidfuzz.distance import OSA

from app.answering.terms import ASK_WORDS, STOPWORDS
from index.spelling import nearest

SHORTEST = 5
"""Letters of a word that may be mended; in a shorter one two letters may have changed places."""
_ASKING = dict.fromkeys(sorted(STOPWORDS | ASK_WORDS), 1)
SURNAME, LETTERS_A_SLIP = 5, 4
"""Letters of a surname that may be misheard, and for how many of them one may be wrong."""
_PERSON = re.compile(rf"\b([A-Z][a-z]+) ([A-Z][a-z]{{{SURNAME - 1},}})\b")
_WORD = re.compile(r"(?<![\w-])[a-z]+(?![\w-])")


def respelled(
    question: str, used: Mapping[str, int], knows: Callable[[str], bool] = lambda _: False
) -> str | None:
    """The question with the words that no text has as the texts spell them; None if none is.

    A word that the model `knows` is spelled well, however strange it is to the texts.
    """
    mended = _WORD.sub(lambda w: w[0] if knows(w[0]) else _meant(w[0], used), question)
    return mended if mended != question else None


def misheard(question: str, said: str) -> str | None:
    """The question with surnames as the texts have them beside the same first name; None if none
    is a few letters away. `said` are all texts in lower case: speech recognition spells by ear.
    """
    heard = _PERSON.sub(lambda found: _heard(found, said), question)
    return heard if heard != question else None


def _heard(found: re.Match[str], said: str) -> str:
    first, last = found[1], found[2]
    if f"{first} {last}".lower() in said:
        return found[0]
    beside = re.findall(rf"\b{re.escape(first.lower())} ([^\W\d_]{{{SURNAME},}})", said)
    most = len(last) // LETTERS_A_SLIP
    near = (s for s in beside if OSA.distance(s, last.lower(), score_cutoff=most) <= most)
    meant = next(near, None)
    return f"{first} {meant.title()}" if meant else found[0]


def _meant(word: str, used: Mapping[str, int]) -> str:
    """The word of asking, else the most used word, that is one slip away; else the word itself."""
    if word in used or word in _ASKING:
        return word
    if len(word) < SHORTEST:
        swapped = {each: 1 for each in _ASKING if sorted(each) == sorted(word)}
        return nearest(word, swapped, slips=1) or word
    return nearest(word, _ASKING, slips=1) or nearest(word, used, slips=1) or word
