"""In: a question that compares three things or more, the works found; out: a table, a row a thing.

A work that speaks of all of them tells what each is; else each work found may tell of one.
"""

from collections.abc import Sequence

from app.answering.comparing.contrast import Row, begins_with, is_whole, labelled, speaks_of
from app.answering.compose import Chosen, Composer
from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.picker import say_same
from app.answering.question import Question
from app.answering.rank import Ranked, rank
from app.answering.reader import Reader
from app.answering.terms import subject_terms
from index.ranking import Hit

WORKS, PER_CELL = 3, 2
"""So many works found first may tell of the things, in so many sentences each."""
FEWEST = 2
"""Of more things so many must be told, by a work that speaks of what else is asked."""
OF_EACH = "What is said of it"


def side_by_side(
    things: Sequence[str],
    question: Question,
    hits: Sequence[Hit],
    reader: Reader,
    *,
    plain: bool = False,
) -> Chosen | None:
    """A row for each thing, from the work that speaks of what else is asked and most plainly of
    each; None where no work found has a sentence on each, or, if `plain` and
    nothing else is asked, not each cell begins with its thing."""
    ranked = rank(question, hits[:WORKS], reader.sentences)
    sides = [frozenset(subject_terms(thing)) for thing in things]
    told = {hit.paper_id: _cells(sides, ranked, hit.paper_id) for hit in hits[:WORKS]}
    asked = frozenset(question.terms).difference(*sides)
    fit = {w: asked <= reader.sentences.words_of(w).terms for w in told}
    whole = [w for w, cells in told.items() if all(cells)]
    if not whole and asked and len(things) > FEWEST:
        whole = [w for w, cells in told.items() if fit[w] and sum(map(bool, cells)) >= FEWEST]
    if not all(sides) or not whole:
        return None
    best = max(whole, key=lambda w: (fit[w], _plainness(sides, told[w])))
    if (
        plain
        and not (asked and fit[best])
        and _plainness(sides, told[best]) < sum(map(bool, told[best]))
    ):
        return None
    groups = [Group(best, [(e,) for cell in told[best] for e in cell])]
    composer = Composer(reader.title_of, groups)
    rows: list[Row] = [(_headed(t), [cell]) for t, cell in zip(things, told[best], strict=True)]
    return Chosen(ranked, groups, composer.written(composer.table([OF_EACH], rows)))


def _plainness(sides: Sequence[frozenset[str]], cells: Sequence[Sequence[Evidence]]) -> int:
    """How many things are what the first sentence of their cell begins with."""
    return sum(bool(c) and begins_with(side, c[0]) for side, c in zip(sides, cells, strict=True))


def _cells(
    sides: Sequence[frozenset[str]], ranked: Ranked, paper_id: str
) -> list[tuple[Evidence, ...]]:
    """What a work says of each thing: its best sentences that name no other or begin with it alone,
    those labelled with it first, then those that name it alone."""
    said = [s.evidence for s in ranked.sentences if s.evidence.paper_id == paper_id]
    mine = [_of_one(place, sides, said) for place in range(len(sides))]
    cells: list[list[Evidence]] = [[] for _ in sides]
    taken: list[Evidence] = []
    for _ in range(PER_CELL):
        for own, cell in zip(mine, cells, strict=True):
            new = (e for e in own if not any(say_same(e, t, ranked.vectors) for t in taken))
            if (e := next(new, None)) is not None:
                cell.append(e)
                taken.append(e)
    return [tuple(cell) for cell in cells]


def _of_one(
    place: int, sides: Sequence[frozenset[str]], said: Sequence[Evidence]
) -> list[Evidence]:
    """The sentences on one of several things, best first."""
    side = sides[place]
    others = [other for other in sides if other != side]
    own = []
    for e in said:
        first = begins_with(side, e)
        if is_whole(e) and speaks_of(side, e) and (first or not e.hangs):
            beside = any(speaks_of(other, e) for other in others)
            if not beside or _alone_begins(side, others, e):
                own.append(((labelled(sides, e) != place, beside, not first), e))
    return [e for _, e in sorted(own, key=lambda row: row[0])]


def _alone_begins(
    side: frozenset[str], others: Sequence[frozenset[str]], evidence: Evidence
) -> bool:
    first = begins_with(side, evidence)
    return first and not any(begins_with(other, evidence) for other in others)


def _headed(thing: str) -> str:
    return thing[:1].upper() + thing[1:] if thing.split(maxsplit=1)[0].islower() else thing
