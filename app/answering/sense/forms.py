"""In: a claim; out: how a text is put in the claim's own forms of words.

"Overrepresented" and "over-represented" are one word, and "accidental" tells of an accident: what
is written otherwise is not said otherwise.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from app.answering.terms import STOPWORDS, stem, words

SHORTEST = 5
"""A stem of fewer letters begins too many words."""
LONGER = 3
"""A stem that begins another, longer by so many letters at most, is of the same word."""
_PARTS = 2
_WORD = re.compile(r"[A-Za-z]+")
_MAKES = re.compile(r"(?:iz|er|or)$")
"""What makes something so, or who does it, is another thing: normal and normalize."""


class Forms:
    """The words of a claim, as a text may write them in one word, in two, or as another part of
    speech."""

    def __init__(self, claim: str) -> None:
        said = words(claim)
        plain = dict.fromkeys(w for w in said if w not in STOPWORDS and w.isalpha())
        self._words = {stem(w): w for w in plain if len(stem(w)) >= SHORTEST}
        self._in_two = {stem(a + b): f"{a}-{b}" for a, b in pairwise(said) if (a + b).isalpha()}
        halves = "|".join(dict.fromkeys(half for term in self._words for half in _halves(term)))
        self._halved = re.compile(rf"\b(?:{halves})", re.IGNORECASE) if halves else None

    def of(self, text: str) -> str:
        """A text with its words in the claim's form."""
        if self._halved:
            text = self._halved.sub(lambda found: re.sub(r"[\s-]", "", found[0]), text)
        return _WORD.sub(lambda found: self._as_claimed(found[0]), text)

    def _as_claimed(self, word: str) -> str:
        term = stem(word.lower())
        if term in self._words or not self._words:
            return word
        if term in self._in_two and len(term) > SHORTEST:
            return self._in_two[term]
        return next((self._words[own] for own in self._words if _of_one(own, term)), word)


def _halves(term: str) -> Iterator[str]:
    """A word in two, at each place where either part may be a word."""
    for at in range(_PARTS, len(term) - _PARTS):
        yield rf"{term[:at]}[\s-]{term[at:]}(?=\w{{0,3}}\b)"


def _of_one(one: str, other: str) -> bool:
    """Whether two stems are of one word: accid and accident."""
    short, long = sorted((one, other), key=len)
    gap = len(long) - len(short)
    near = len(short) >= SHORTEST and 0 < gap <= LONGER and long.startswith(short)
    return near and not _MAKES.search(long)
