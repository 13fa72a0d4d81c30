"""In: a turn and those before it; out: the same with the works that they point to in lists named.

"How does it differ from the first?" and "when was it reviewed?" after it are about the works that
stood in those places.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.answering.archive.listing import lists_works
from app.answering.archive.picked import Picked, picked
from app.answering.reader import Reader

WorksOf = Callable[[int], Sequence[str]]
"""The works that the answer to a turn before lists, by the turn's number."""


class Spelled(NamedTuple):
    """A turn and those before it; `work` is the one that the turn points to, if any, and `asked`
    what it asks of "it".
    """

    text: str
    history: tuple[str, ...]
    work: str | None = None
    asked: str = ""


def spelled(text: str, history: Sequence[str], reader: Reader, works_of: WorksOf) -> Spelled:
    """Put the titles of works for what points to them in a list of the turns before."""
    told = []
    for number, turn in enumerate(history):
        found, work = _found(turn, history[:number], reader, works_of)
        told.append(found.of(_title(work, reader)) if found and work else turn)
    found, work = _found(text, history, reader, works_of)
    if found is None or work is None:
        return Spelled(text, tuple(told))
    return Spelled(found.of(_title(work, reader)), tuple(told), work, found.of("it"))


def _found(
    text: str, history: Sequence[str], reader: Reader, works_of: WorksOf
) -> tuple[Picked | None, str | None]:
    """The place that a turn points to, and the work there; None where it points to none."""
    found = picked(text, history, lambda turn: lists_works(turn, reader.library))
    if found is None:
        return None, None
    works = works_of(found.turn)
    there = -len(works) <= found.place < len(works)
    return found, works[found.place] if there else None


def _title(work: str, reader: Reader) -> str:
    return f"“{reader.title_of(work)}”"
