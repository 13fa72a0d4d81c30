"""In: two things, what sets them apart, what works say of each; out: the answer that compares them.

It opens with the difference. Where a work has sentences on each thing alone they follow in a
table, a row a thing and a column a work; else they follow as they are.
"""

from collections.abc import Iterable, Sequence

from app.answering.compose import Composer, Written
from app.answering.contrast import FEWEST, Cells, Row, Sides, begins_with, told
from app.answering.difference import Difference
from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.opposing import ELSEWHERE
from app.answering.picker import say_same
from app.answering.rank import Ranked
from app.answering.reader import Reader

MORE, PER_CELL, PER_CELL_BESIDE = 1, 2, 1
"""So many more sentences on both, and on each thing in the first work's cells and another's."""
LONG = 3
"""An opening of so many sentences has little to add to it."""
MOST_WORKS = 2
OF_EACH = "What is said of it"


def set_apart(
    sides: Sides, found: Sequence[Difference], ranked: Ranked, reader: Reader
) -> tuple[list[Group], Written]:
    """The groups and the text of the answer; the best of the differences opens it."""
    first = found[0]
    opening = [e for unit in first.units for e in unit]
    taken = list(opening)
    of_both = [d for d in found[1:] if d.paper_id == first.paper_id and len(d.units) == 1]
    room = MORE if len(opening) < LONG else 0
    further = _new((e for d in of_both for e in d.units[0]), taken, ranked, room)
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
    """A name as a heading; one with a capital of its own stays as it is."""
    return name[:1].upper() + name[1:] if name.islower() else name


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
