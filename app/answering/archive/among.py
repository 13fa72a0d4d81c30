"""In: a turn, a reader; out: what stands where it asks among the reviews.

The start of the series and a place in it, the neighbours of a work and what lies between two, and
what sums the reviews up.
"""

from app.answering.archive.listed import Recorded, tallied, works_listed
from app.answering.archive.meant import SURE, meant
from app.answering.archive.nth import Place, read_place
from app.answering.archive.pairs import asks_between
from app.answering.archive.place import at_end, beside_what, read_beside, read_between
from app.answering.archive.tally import asks_sum, read_tally
from app.answering.archive.wording import read_wording
from app.answering.reader import Reader
from app.answering.turn import Turn

NO_SUM = "Sums are told of all reviews here, or those of some days or people, not on a subject."


def at_start(turn: Turn, reader: Reader) -> Recorded | None:
    """The start of the series, which is no date of a work."""
    placed = _place(turn, reader)
    return works_listed(*placed, reader) if placed and placed.wanted.nth == 1 else None


def at_place(turn: Turn, reader: Reader) -> Recorded | None:
    """The review at a place in the series."""
    placed = _place(turn, reader)
    return works_listed(*placed, reader) if placed else None


def _place(turn: Turn, reader: Reader) -> Place | None:
    asked = turn.wording or read_wording(turn.text, reader.names, reader.library)
    if turn.before or turn.last or asked.works:
        return None
    return read_place(asked.said, reader.library)


def beside(turn: Turn, reader: Reader) -> Recorded | None:
    """What was reviewed before or after a work, or between two."""
    asked = turn.wording or read_wording(turn.text, reader.names, reader.library)
    if asks_between(asked):
        placed = read_between(asked.works, asked.filters, reader.library)
        return works_listed(*placed, reader) if placed else None
    other = beside_what(asked, reader.library)
    if other is None:
        return None
    works = asked.works[:1] if asked.bare else ()
    works = works or turn.focus or asked.works[-1:]
    if not works:
        found = meant(other, reader)
        works = found.works if found.sure >= SURE and not found.gone else ()
    placed = read_beside(asked.masked, works[0], reader.library) if works else None
    if placed is None and works and (last := at_end(asked.masked, works[0], reader.library)):
        return Recorded(None, last, 0.0)
    return works_listed(*placed, reader) if placed else None


def summed(turn: Turn, reader: Reader) -> Recorded | None:
    """What sums all reviews up, or tells of works how they lie to one another."""
    asked = turn.wording or read_wording(turn.text, reader.names, reader.library)
    # what sums all up is asked after any turn
    tallies = (read_tally(asked, works, reader.library) for works in (asked.works, turn.focus))
    tally = next(filter(None, tallies), None)
    if tally is None and asks_sum(asked.said) and not asked.works:
        return Recorded(None, NO_SUM, 0.0)
    return tallied(tally, reader) if tally else None
