"""In: text; out: the terms it is found by: English stems, numbers, symbols, compound words.

`2,048` and `2048` are one term, `0.41` stays whole, `σ²` and `\\sigma^2` are both sigma2, `W_{ll}`
is wll, and `low-rank` is low, rank and lowrank, so that either spelling finds the other.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import Stemmer

_PART = r"(?:\d+(?:\.\d+)+[^\W\d_]*|[^\W_]+)"
_COMPOUND = re.compile(rf"{_PART}(?:[-_^]\{{?{_PART}\}}?)*")
_PARTS = re.compile(_PART)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BARE_POINT = re.compile(r"(?<![\w.])\.(?=\d)")
_LETTER = "GREEK SMALL LETTER "
GREEK = {
    code: name.removeprefix(_LETTER).lower()
    for code in range(0x370, 0x400)
    if re.fullmatch(f"{_LETTER}[A-Z]+", name := unicodedata.name(chr(code), ""))
}
"""Greek letters by their code, with their names: \u03bc is mu."""
_HYPHENS = str.maketrans("‐‑‒", "---")
_REMEMBERED = 1024
"""One question is asked of several indexes, and its words one by one."""
_SHORT = 3
_LONGEST = 40
"""A run of letters longer than any word or formula: a hash, or base64."""


class Analyzer:
    """Splits text into terms, without stop words; safe to share by threads."""

    def __init__(self, stopwords: Sequence[str]) -> None:
        self.stopwords = tuple(sorted(stopwords))
        self._stop = frozenset(stopwords)
        self._stemmer = Stemmer.Stemmer("english")
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._asked)

    def stems(self, text: str) -> list[str]:
        """The terms of a text, in order, repeated as they occur."""
        stems: list[str] = self._stemmer.stemWords(list(self._kept(text)))
        return stems

    def asked(self, text: str) -> tuple[str, ...]:
        """The terms of a question, in order, repeated as they occur.

        A compound counts as one more term only if its parts say little: GPT-4, T-FREE, W_{ll}.
        Of low-rank the parts are enough; both and the whole would count it twice.
        """
        return self._remembered(text)

    def _asked(self, text: str) -> tuple[str, ...]:
        compounds = _COMPOUND.findall(plain(text))
        words = [word for compound in compounds for word in self._words(compound, asked=True)]
        return tuple(self._stemmer.stemWords(words))

    def _kept(self, text: str) -> Iterator[str]:
        for compound in _COMPOUND.findall(plain(text)):
            yield from self._words(compound, asked=False)

    def _words(self, compound: str, *, asked: bool) -> Iterator[str]:
        parts = _PARTS.findall(compound)
        yield from (part for part in parts if self._keeps(part))
        says_little = any(len(part) < _SHORT or part in self._stop for part in parts)
        if len(parts) > 1 and (says_little or not asked):
            joined = "".join(parts)
            if len(joined) <= _LONGEST:
                yield joined

    def _keeps(self, part: str) -> bool:
        """Whether a part says something alone: of single characters only digits do."""
        return (len(part) > 1 or part.isdigit()) and part not in self._stop


@lru_cache(maxsize=8)
def analyzer_without(stopwords: tuple[str, ...]) -> Analyzer:
    """The one analyzer for some stop words, which all indexes that have these share."""
    return Analyzer(stopwords)


def plain(text: str) -> str:
    """A text in lower case, Greek letters by name, one kind of hyphen, numbers without commas."""
    text = unicodedata.normalize("NFKC", text).lower().translate(_HYPHENS)
    text = text if text.isascii() else text.translate(GREEK)
    return _BARE_POINT.sub("0.", _THOUSANDS.sub("", text))
