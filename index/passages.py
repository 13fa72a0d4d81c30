"""In: a library; out: its passages, the units that are embedded, ranked and shown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.settings import BuildSettings
from ingest.card_sections import is_asked_as
from ingest.library import Library
from ingest.records import Block, Record, Source, Work

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[$]*[A-Z0-9])")


class Passage(Record):
    """Lines `start_line` to `end_line` of a source; `text` is exactly what is embedded."""

    passage_id: str
    paper_id: str
    source_id: str
    start_line: int
    end_line: int
    text: str


class _Piece(NamedTuple):
    """A block, or some sentences of a very long one."""

    text: str
    first: int
    last: int

    @property
    def words(self) -> int:
        return len(self.text.split())


def make_passages(library: Library, settings: BuildSettings) -> tuple[Passage, ...]:
    """Cut every source that belongs to a work into passages, in the library's order."""
    return tuple(
        passage
        for source_id, source in library.sources.items()
        if source_id in library.work_of
        for passage in _of_source(source, library.works_by_id[library.work_of[source_id]], settings)
    )


def works_of(passages: Sequence[Passage], works: Sequence[Work]) -> NDArray[np.int64]:
    """The number of each passage's work among the works, (len(passages),)."""
    numbers = {work.paper_id: number for number, work in enumerate(works)}
    return np.array([numbers[passage.paper_id] for passage in passages], dtype=np.int64)


def tells_of_cards(passages: Iterable[Passage]) -> bool:
    """Whether the works are told as our cards tell them: what was fitted on cards, the adapter
    and the directions of tokens, is used where there are some.
    """
    return any(passage.source_id.startswith("card:") for passage in passages)


def _of_source(source: Source, work: Work, settings: BuildSettings) -> Iterator[Passage]:
    number = 0
    for section, blocks in groupby(source.blocks, key=lambda block: block.section):
        for pieces in _packed(_pieces(section, blocks, settings), section, settings):
            number += 1
            context = [work.title or work.label, section]
            yield Passage(
                passage_id=f"{source.source_id}#{number}",
                paper_id=work.paper_id,
                source_id=source.source_id,
                start_line=min(piece.first for piece in pieces),
                end_line=max(piece.last for piece in pieces),
                text="\n".join([*filter(None, context), *(piece.text for piece in pieces)]),
            )


def _pieces(
    section: str | None, blocks: Iterable[Block], settings: BuildSettings
) -> Iterator[_Piece]:
    """The blocks of a section but for the heading that only says the section's name."""
    for block in blocks:
        if block.kind == "heading" and _bare(block.reading) == _bare(section or ""):
            continue
        if len(block.reading.split()) <= settings.paragraph_words:
            yield _Piece(block.reading, min(block.lines), max(block.lines))
        else:
            yield from _divided(block, settings.passage_words)


def _bare(heading: str) -> str:
    return heading.strip("#*: \n").lower()


def _packed(
    pieces: Iterable[_Piece], section: str | None, settings: BuildSettings
) -> Iterator[list[_Piece]]:
    """Neighbouring pieces in one passage until it is full; each question of a card alone."""
    apart = is_asked_as(section) and settings.asked_as == "apart"
    room = 0 if apart else settings.passage_words
    passage: list[_Piece] = []
    for piece in pieces:
        if passage and sum(p.words for p in passage) + piece.words > room:
            yield passage
            passage = []
        passage.append(piece)
    if passage:
        yield passage


def _divided(block: Block, room: int) -> Iterator[_Piece]:
    """A very long block in pieces of up to `room` words, cut between sentences."""
    text = block.reading
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    start = end = 0
    for sentence_end in ends:
        if end > start and len(text[start:sentence_end].split()) > room:
            yield _piece(block, start, end)
            start = end
        end = sentence_end
    yield _piece(block, start, end)


def _piece(block: Block, start: int, end: int) -> _Piece:
    """Part of a block with the lines it stands on; all lines where a repair moved them."""
    text = block.reading
    first, last = min(block.lines), max(block.lines)
    if text.count("\n") + 1 == len(block.lines):
        first = block.lines[text.count("\n", 0, start)]
        last = block.lines[text.count("\n", 0, len(text[:end].rstrip()))]
    return _Piece(text[start:end].strip(), first, last)
