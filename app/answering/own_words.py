"""In: a question, the names of a work; out: the question without them.

The name of a work stands in its most general sentences; the words beside it stand in the one that
answers.
"""

import re
from collections.abc import Iterable, Iterator

from app.answering.terms import STOPWORDS

PART, TELLING = 3, 2
"""So many words in a row of a name stand for it, if so many of them are no stop words."""
_WORD = re.compile(r"[^\W_]+")
_HOLLOW = re.compile(r"[\"“”*_]|\(\W*\)")


def without_names(text: str, names: Iterable[str]) -> str:
    """A question without a work's names and the longer parts of them; itself if nothing is left."""
    found = list(_WORD.finditer(text))
    said = [match.group().lower() for match in found]
    gone = {
        place
        for name in names
        for start, end in _shared(said, _WORD.findall(name.lower()))
        for place in range(start, end)
    }
    if STOPWORDS.issuperset(word for place, word in enumerate(said) if place not in gone):
        return text
    kept, end = [], 0
    for place in sorted(gone):
        kept.append(text[end : found[place].start()])
        end = found[place].end()
    return " ".join(_HOLLOW.sub(" ", "".join([*kept, text[end:]])).split())


def _shared(said: list[str], name: list[str]) -> Iterator[tuple[int, int]]:
    """Where a name, or enough words of it in a row, stands among the words of a question."""
    for start in range(len(said)):
        for begun in range(len(name)):
            length = 0
            for word, wanted in zip(said[start:], name[begun:], strict=False):
                if word != wanted:
                    break
                length += 1
            telling = sum(word not in STOPWORDS for word in name[begun : begun + length])
            if telling and (length == len(name) or (length >= PART and telling >= TELLING)):
                yield start, start + length
