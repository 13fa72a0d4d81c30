"""In: a library; out: its sentences as evidence, each with place, voice, terms and vector."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.acronyms import acronyms
from app.fitness import SAID_BY, fitness, leans
from app.names import initials_of
from app.sentences import line_span, sentences
from app.terms import Vocabulary, plain, terms
from index.embed import Embedder
from ingest.library import Library
from ingest.records import Block, BlockKind, Source, SourceType, Voice

Vector = NDArray[np.float32]
SPOKEN = 0.85
"""Speech reads worse than what was written, and is quoted where it says more."""
MOST_ITEMS = 8
"""A list of more items than this is not quoted whole."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of a source. `text` is verbatim, `reading` repaired; `order` is its place.

    `items` are the orders of the list items or formulas it introduces; `context` are the terms
    of its section, run-in heading and list introduction; `at` runs from 0 to 1 over the source.
    """

    source_id: str
    paper_id: str
    file: str
    source_type: SourceType
    voice: Voice
    kind: BlockKind
    section: str | None
    text: str
    reading: str
    first_line: int
    last_line: int
    order: int
    block: int
    at: float
    fit: float
    leans: bool
    items: tuple[int, ...]
    terms: frozenset[str]
    context: frozenset[str]

    @property
    def key(self) -> tuple[str, int]:
        """What tells this sentence from all others of the library."""
        return self.source_id, self.order


class WorkWords(NamedTuple):
    """The words of a work: terms of its names, all its terms, and all it says in plain words."""

    names: frozenset[str]
    terms: frozenset[str]
    text: str


class Sentences:
    """The sentences of a library, cut source by source on demand, with their vectors."""

    def __init__(
        self,
        library: Library,
        lines_of: Callable[[str], Sequence[str]],
        embedder: Embedder,
    ) -> None:
        self._library = library
        self._lines_of = lines_of
        self._embedder = embedder
        self._cut: dict[str, tuple[Evidence, ...]] = {}
        self._vectors: dict[str, Vector] = {}
        self._words: dict[str, WorkWords] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The terms of the library, counted by work; titles and nicknames included."""
        return Vocabulary(self._work_terms(work.paper_id) for work in self._library.works)

    def of(self, source_id: str) -> tuple[Evidence, ...]:
        """All sentences of a source, in reading order."""
        if source_id not in self._cut:
            source = self._library.sources[source_id]
            paper_id = self._library.work_of[source_id]
            self._cut[source_id] = tuple(_cut(source, paper_id, self._lines_of(source.file)))
        return self._cut[source_id]

    def of_work(self, paper_id: str) -> list[Evidence]:
        """All sentences of all sources of a work."""
        return [
            e for source in self._library.works_by_id[paper_id].sources for e in self.of(source)
        ]

    def name_terms(self, paper_id: str) -> frozenset[str]:
        """The terms of a work's title, label and nicknames, and the title's initials."""
        return frozenset(term for name in self._names(paper_id) for term in terms(name))

    def words_of(self, paper_id: str) -> WorkWords:
        """All words on a work: its names and its sentences, kept once made."""
        if paper_id not in self._words:
            said = self.of_work(paper_id)
            names = self.name_terms(paper_id)
            text = plain(" ".join([*self._names(paper_id), *(e.reading for e in said)]))
            self._words[paper_id] = WorkWords(names, names.union(*(e.terms for e in said)), text)
        return self._words[paper_id]

    def before(self, evidence: Evidence) -> Evidence | None:
        """The sentence just before in the same block, or the end of the block before it."""
        if evidence.order == 0:
            return None
        previous = self.of(evidence.source_id)[evidence.order - 1]
        return previous if previous.block >= evidence.block - 1 and previous.fit else None

    def items_of(self, evidence: Evidence) -> list[Evidence]:
        """The list items or formulas that a sentence introduces."""
        cut = self.of(evidence.source_id)
        return [cut[order] for order in evidence.items]

    def vectors(self, texts: Sequence[str], most_new: int) -> dict[str, Vector]:
        """Unit vectors of the texts, at most `most_new` computed now, in the order given."""
        new = [t for t in dict.fromkeys(texts) if t not in self._vectors][:most_new]
        if new:
            self._vectors.update(zip(new, self._embedder.encode(new), strict=True))
        return {text: self._vectors[text] for text in texts if text in self._vectors}

    def asked(self, question: str) -> Vector:
        """The unit vector of a question."""
        return self._embedder.encode_query(question)

    def _names(self, paper_id: str) -> tuple[str, ...]:
        work = self._library.works_by_id[paper_id]
        return (work.name, *initials_of(work.name), *work.aliases)

    def _work_terms(self, paper_id: str) -> Iterator[str]:
        work = self._library.works_by_id[paper_id]
        for name in (work.name, *work.aliases):
            yield from terms(name)
        for source_id in work.sources:
            source = self._library.sources[source_id]
            for said in (source.title, source.title_printed, *source.reviewers):
                yield from terms(said or "")
            for block in source.blocks:
                # every card has the same headings, so their words tell nothing
                if block.kind != "heading" or source.type != "card":
                    yield from terms(block.reading)


def _cut(source: Source, paper_id: str, lines: Sequence[str]) -> Iterator[Evidence]:
    """The evidence of a source: each sentence whose lines follow one another in the file.

    Its terms include those that its acronyms stand for, where the source says so.
    """
    stands_for = acronyms("\n".join(block.reading for block in source.blocks))
    last_line = max((line for block in source.blocks for line in block.lines), default=1)
    first_line = min((line for block in source.blocks for line in block.lines), default=1)
    pieces = list(_pieces(source, lines))
    lead: frozenset[str] = frozenset()
    for order, (number, block, text, reading, label, span) in enumerate(pieces):
        if block.kind not in ("item", "formula", "table"):
            lead = frozenset()
        context = lead | frozenset(terms(f"{block.section or ''} {label or ''}"))
        items = _introduced(pieces, order) if text.rstrip("*_").endswith(":") else ()
        fit = fitness(text, block.kind, block.section or label)
        fit *= SPOKEN if source.type == "transcript" else 1.0
        if text.rstrip("*_").endswith(":") and not items:
            fit = 0.0
        yield Evidence(
            source_id=source.source_id,
            paper_id=paper_id,
            file=source.file,
            source_type=source.type,
            voice=block.voice,
            kind=block.kind,
            section=label or block.section,
            text=text,
            reading=reading,
            first_line=span[0],
            last_line=span[1],
            order=order,
            block=number,
            at=(span[0] - first_line) / max(1, last_line - first_line),
            fit=fit,
            leans=leans(reading),
            items=items,
            terms=_spelled_out(terms(reading), stands_for),
            context=context,
        )
        if items:
            lead = frozenset(terms(reading))


def _spelled_out(found: Sequence[str], stands_for: Mapping[str, frozenset[str]]) -> frozenset[str]:
    spelled = (stands_for[term] for term in found if term in stands_for)
    return frozenset(found).union(*spelled)


_Piece = tuple[int, Block, str, str, str | None, tuple[int, int]]


def _pieces(source: Source, lines: Sequence[str]) -> Iterator[_Piece]:
    for number, block in enumerate(source.blocks):
        slices = sentences(block)
        readings = _readings(block, len(slices))
        for place, piece in enumerate(slices):
            text = block.text[piece.start : piece.end]
            span = line_span(block, piece)
            if span and _unbroken(block, span, lines):
                reading = SAID_BY.sub("", readings[place] or text)
                yield number, block, text, reading, piece.label, span


def _readings(block: Block, count: int) -> Sequence[str | None]:
    """The repaired reading of each sentence, where a block has one that is cut alike."""
    if block.clean is None:
        return [None] * count
    clean = block.model_copy(update={"text": block.clean, "clean": None})
    cut = [clean.text[piece.start : piece.end] for piece in sentences(clean)]
    return cut if len(cut) == count else [None] * count


def _unbroken(block: Block, span: tuple[int, int], lines: Sequence[str]) -> bool:
    """Whether only blank lines stand between the block's own lines of a span."""
    own = set(block.lines)
    return all(n in own or not lines[n - 1].strip() for n in range(span[0], span[1] + 1))


def _introduced(pieces: Sequence[_Piece], order: int) -> tuple[int, ...]:
    """The list items or formulas that follow a sentence ending in a colon, if not too many."""
    block = pieces[order][0]
    found: list[int] = []
    for later in range(order + 1, len(pieces)):
        number, kind = pieces[later][0], pieces[later][1].kind
        if number == block or kind not in ("item", "formula", "table"):
            break
        found.append(later)
    return tuple(found) if len(found) <= MOST_ITEMS else ()
