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
    """A turn and those before it; `works` are those that the turn points to, if any, `asked` is
    what it asks of "it" or "them" ("" where it sets them apart), `named` their titles in a row.
    """

    text: str
    history: tuple[str, ...]
    works: tuple[str, ...] = ()
    asked: str = ""
    named: str = ""


def spelled(text: str, history: Sequence[str], reader: Reader, works_of: WorksOf) -> Spelled:
    """Put the titles of works for what points to them in a list of the turns before."""
    told = []
    for number, turn in enumerate(history):
        found, works = _found(turn, history[:number], reader, works_of)
        told.append(found.of(*_titles(works, reader)) if found and works else turn)
    found, works = _found(text, history, reader, works_of)
    if found is None or not works:
        return Spelled(text, tuple(told))
    titles = _titles(works, reader)
    return Spelled(found.of(*titles), tuple(told), works, found.of_all(), " and ".join(titles))


def _found(
    text: str, history: Sequence[str], reader: Reader, works_of: WorksOf
) -> tuple[Picked | None, tuple[str, ...]]:
    """The places that a turn points to, and the works there; none where it points to no work."""
    found = picked(text, history, lambda turn: lists_works(turn, reader.library))
    if found is None:
        return None, ()
    works = works_of(found.turn)
    there = all(-len(works) <= place < len(works) for place in found.places)
    return found, tuple(works[place] for place in found.places) if there else ()


def _titles(works: Sequence[str], reader: Reader) -> list[str]:
    return [f"“{reader.title_of(work)}”" for work in works]
