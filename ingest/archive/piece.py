"""In: nothing; out: the records of a layout: a review's lines, and all lines of an archive.

There is one for each review of a file, held until the last is read: so they are slotted, and a line
number takes four bytes.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.archive.fields import Fields
from ingest.archive.headers import Header

Cause = Literal["header", "after-link", "subject", "no-header"]


@dataclass(frozen=True, slots=True)
class Piece:
    """The non-blank lines of one review; `lead` are those before its header, `cause` its border."""

    lines: Sequence[int]
    header: Header | None = None
    fields: Fields | None = None
    lead: tuple[int, ...] = ()
    cause: Cause = "header"

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", array("I", self.lines))

    @property
    def head(self) -> tuple[int, ...]:
        """Lines of the header itself."""
        if self.fields is not None:
            return tuple(range(self.fields.first, self.fields.last + 1))
        return (self.header.line,) if self.header else ()

    @property
    def body(self) -> tuple[int, ...]:
        """Lines after the header (all lines, where there is none)."""
        apart_from = {*self.head, *self.lead}
        return tuple(n for n in self.lines if n not in apart_from)


@dataclass(frozen=True, slots=True)
class Layout:
    """Every non-blank line of an archive: in one piece, or in one class of furniture."""

    pieces: tuple[Piece, ...]
    furniture: dict[str, Sequence[int]]
