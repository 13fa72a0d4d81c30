"""In: two things, what sets them apart, what works say of each; out: the answer that compares them.

It opens with the difference. Where a work has sentences on each thing alone they follow in a
table, a row a thing and a column a work; else they follow as they are.
"""

from collections.abc import Iterable, Sequence

from app.answering.comparing.contrast import (
    FEWEST,
    Cells,
    Row,
    Sides,
    begins_with,
    is_whole,
    speaks_of,
    told,
)
from app.answering.comparing.difference import Difference
from app.answering.comparing.opposing import ELSEWHERE
from app.answering.compose import Composer, Written
from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.picker import say_same
from app.answering.question import Question
from app.answering.rank import Ranked, rank
from app.answering.reader import Reader

MORE, PER_CELL, PER_CELL_BESIDE = 1, 2, 1
"""So many more sentences on both, and on each thing in the first work's cells and another's."""
LONG = 3
"""An opening of so many sentences has little to add to it."""
MOST_WORKS = 2
OF_EACH = "What is said of it"
NEAREST = 2
"""So many works are looked at for each thing that no text compares."""


def set_apart(
    sides: Sides, found: Sequence[Difference], ranked: Ranked, reader: Reader
) -> tuple[list[Group], Written]:
    """The groups and the text of the answer; the best of the differences opens it."""
    first = found[0]
    opening = [e for unit in first.units for e in unit]
    taken = list(opening)
    others = (d.units for d in found[1:] if d.paper_id == first.paper_id)
    of_both = (units[0][0] for units in others if len(units) == len(units[0]) == 1)
    further = _new(of_both, taken, ranked, MORE if len(opening) < LONG else 0)
    works = list(dict.fromkeys(d.paper_id for d in found))
    most = PER_CELL if len(opening) < LONG else PER_CELL_BESIDE
    cells = {
        w: _cells(sides, told(sides, ranked, w), taken, ranked, most if n == 0 else PER_CELL_BESIDE)
        for n, w in enumerate(works)
    }
    lead = Group(first.paper_id, [*first.units, *((e,) for e in further)])
    whole = [w for w in works if all(cells[w])][:MOST_WORKS]
    if first.paper_id in whole:
        return _tabled(sides, lead, {w: cells[w] for w in whole}, reader)
    lead.units += [(e,) for cell in cells[first.paper_id] for e in cell]
    composer = Composer(reader.title_of, [lead])
    return [lead], composer.written(composer.paragraphs([lead]))


def each_alone(
    sides: Sides, question: Question, reader: Reader
) -> tuple[Ranked, list[Group], Written] | None:
    """Where no text compares them, what the works that come nearest to each thing say of it; None
    where they say too little of one.
    """
    groups, rows, taken = [], [], list[Evidence]()
    for side, name in zip(sides.terms, sides.names, strict=True):
        hits = reader.searcher.search(name, NEAREST).hits
        ranked = rank(question, hits, reader.sentences)
        said = [s.evidence for s in ranked.sentences if speaks_of(side, s.evidence)]
        said = [e for e in said if is_whole(e)]
        said.sort(key=lambda e: not begins_with(side, e))
        cell = tuple(_new(said, taken, ranked, PER_CELL)) if len(said) >= FEWEST else ()
        if not cell:
            return None
        groups += [Group(e.paper_id, [(e,)]) for e in cell]
        rows.append((_capital(name), [cell]))
    composer = Composer(reader.title_of, groups)
    return ranked, groups, composer.written(composer.table([OF_EACH], rows))


def _tabled(
    sides: Sides, lead: Group, cells: dict[str, Cells], reader: Reader
) -> tuple[list[Group], Written]:
    """The difference, then a row for each thing."""
    groups = [lead, *(Group(w, [*own]) for w, own in cells.items())]
    composer = Composer(reader.title_of, groups)
    opening = composer.paragraphs([lead])
    columns = [reader.title_of(w) for w in cells] if len(cells) > 1 else [OF_EACH]
    rows: list[Row] = [
        (_capital(name), [own[side] for own in cells.values()])
        for side, name in enumerate(sides.names)
    ]
    return groups, composer.written(f"{opening}\n\n{composer.table(columns, rows)}")


def _capital(name: str) -> str:
    """A name as a heading; a first word with a capital of its own stays as it is."""
    return name[:1].upper() + name[1:] if name.split(maxsplit=1)[0].islower() else name


def _cells(sides: Sides, said: Cells, taken: list[Evidence], ranked: Ranked, most: int) -> Cells:
    """What is new on the first and on the second thing alone; what begins with it goes first."""
    if sum(map(len, said)) < FEWEST:
        return (), ()
    cells = []
    for side, usual, cell in zip(sides.terms, sides.usual, said, strict=False):
        own = [e for e in cell if not usual or ELSEWHERE.search(e.reading)]
        own.sort(key=lambda e: not begins_with(side, e))
        cells.append(tuple(_new(own, taken, ranked, most)))
    return tuple(cells)


def _new(
    said: Iterable[Evidence], taken: list[Evidence], ranked: Ranked, most: int
) -> list[Evidence]:
    """The first few that say what is not said by then; they count as said."""
    kept: list[Evidence] = []
    for evidence in said:
        known = any(say_same(evidence, other, ranked.vectors) for other in taken)
        if len(kept) < most and not known and not evidence.leans:
            kept.append(evidence)
            taken.append(evidence)
    return kept
