"""In: a source and its untouched lines; out: its sentences as evidence, in reading order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.answering.announced import announced
from app.answering.fitness import SAID_BY, fitness, hangs, leans
from app.answering.lists import Piece, introduced
from app.answering.sentences import line_span, sentences
from app.answering.terms import stem, terms
from index.acronyms import find_acronyms
from ingest.records import Block, BlockKind, Source, SourceType, Voice

SPOKEN = 0.85
"""Speech reads worse than what was written, and is quoted where it says more."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of a source. `text` is verbatim, `reading` repaired; `order` is its place.

    `items` are the orders of the list items or formulas it introduces; `context` are the terms
    of its section, run-in heading and list introduction; `at` runs from 0 to 1 over the source.
    One that `leans` is a poor opening; one that `hangs` cannot do without the sentence before.
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
    hangs: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """What tells this sentence from all others of the library."""
        return self.source_id, self.order

    @property
    def is_note(self) -> bool:
        """Whether a card remarks on its sources here, which tells nothing of the work itself."""
        return self.text.startswith("Note:")


def cut(source: Source, paper_id: str, lines: Sequence[str]) -> Iterator[Evidence]:
    """The evidence of a source: each sentence whose lines follow one another in the file.

    Its terms include those that its acronyms stand for, where the source says so.
    """
    stands_for = _acronyms(source)
    last_line = max((line for block in source.blocks for line in block.lines), default=1)
    first_line = min((line for block in source.blocks for line in block.lines), default=1)
    pieces = list(_pieces(source, lines))
    lead: frozenset[str] = frozenset()
    before = -1
    for order, (number, block, text, reading, label, span) in enumerate(pieces):
        if block.kind not in ("item", "formula", "table"):
            lead = frozenset()
        context = lead | frozenset(terms(f"{block.section or ''} {label or ''}"))
        colon = text.rstrip("*_").endswith(":")
        items = introduced(pieces, order) if colon else announced(pieces, order)
        fit = fitness(text, block.kind, block.section or label)
        fit *= SPOKEN if source.type == "transcript" else 1.0
        if colon and not items:
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
            # what a card says first in an item is of its work, and of nothing before
            hangs=hangs(reading) and not (source.type == "card" and number != before),
        )
        before = number
        if items:
            lead = frozenset(terms(reading))


def _acronyms(source: Source) -> dict[str, frozenset[str]]:
    """The term of each short name that a source introduces, and the terms it stands for."""
    found = find_acronyms(["\n".join(block.reading for block in source.blocks)], ())
    return {stem(short): frozenset(terms(long)) for short, long in found.items()}


def _spelled_out(found: Sequence[str], stands_for: Mapping[str, frozenset[str]]) -> frozenset[str]:
    spelled = (stands_for[term] for term in found if term in stands_for)
    return frozenset(found).union(*spelled)


def _pieces(source: Source, lines: Sequence[str]) -> Iterator[Piece]:
    for number, block in enumerate(source.blocks):
        slices = sentences(block)
        readings = _readings(block, len(slices))
        for place, piece in enumerate(slices):
            text = block.text[piece.start : piece.end]
            span = line_span(block, piece)
            if span and _unbroken(block, span, lines):
                reading = SAID_BY.sub("", readings[place] or text)
                yield Piece(number, block, text, reading, piece.label, span)


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
