"""In: a library; out: a shelf: which texts it holds, small enough to keep with what was asked."""

import hashlib
from functools import cached_property

from ingest.library import Library
from ingest.records import Record, Source


class Shelf(Record):
    """The texts of a library at one time: a hash of each source's blocks, by source id.

    A review of a file that grew moves to another id; its hash knows it again.
    """

    texts: dict[str, str]

    @cached_property
    def digest(self) -> str:
        """What tells this shelf from every other: 32 hex digits."""
        rows = "\n".join(f"{name} {text}" for name, text in sorted(self.texts.items()))
        return hashlib.sha256(rows.encode()).hexdigest()[:32]

    @cached_property
    def _held(self) -> frozenset[str]:
        return frozenset(self.texts.values())

    def holds(self, source: Source) -> bool:
        """Whether this very text stands on the shelf, under whatever id."""
        return text_hash(source) in self._held


def shelf_of(library: Library) -> Shelf:
    """The shelf of a library as it is now."""
    return Shelf(texts={name: text_hash(source) for name, source in library.sources.items()})


def text_hash(source: Source) -> str:
    """Sixteen hex digits over what a source says."""
    text = "\n".join(block.text for block in source.blocks)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
