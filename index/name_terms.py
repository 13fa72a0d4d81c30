"""In: works; out: whether a text calls any of them by name, as terms in any order.

Ranking asks no more; which work a question names, `app/answering/names.py` tells.
"""

from collections.abc import Iterable, Iterator

from index.lexical import LexicalIndex
from ingest.records import Work

_RARE = 5
"""A name of one word is a name only if so few works have the word: GSPO, not LoRA or Memory."""


class NameTerms:
    """The names of works: aliases, and titles up to their colon, as terms of the index."""

    def __init__(self, works: Iterable[Work], lexical: LexicalIndex) -> None:
        self._lexical = lexical
        terms = (frozenset(lexical.weights(name)) for work in works for name in _names(work))
        self._names = {name for name in terms if len(name) > 1 or self._is_rare(name)}

    def any_in(self, text: str) -> bool:
        """Whether a text has all the words of a name, in any order."""
        said = self._lexical.weights(text).keys()
        return any(name <= said for name in self._names)

    def _is_rare(self, name: frozenset[int]) -> bool:
        starts = self._lexical.starts
        return len(name) == 1 and all(starts[n + 1] - starts[n] <= _RARE for n in name)


def _names(work: Work) -> Iterator[str]:
    yield from work.aliases
    if work.title:
        yield work.title.split(":")[0]
