"""In: a question for a place in the series of reviews; out: the listing of the work there.

The start of the series ("when did it begin?") and a place in it ("the second paper reviewed here")
go by the dates that are printed; a number that a text gives its review itself comes before.
"""

import re
from typing import NamedTuple

from app.answering.archive import facts, headers
from app.answering.archive.also import MOST_MORE
from app.answering.archive.listed import Recorded
from app.answering.archive.listing import Wanted
from app.answering.archive.reviewed import of_reviews, reviews_by_day, shown
from app.answering.archive.wording import asks_records
from app.answering.compose import Composer
from app.answering.draft import make_draft
from app.answering.group import Group
from app.answering.reader import Reader
from app.answering.turn import Turn
from index.filters import Filters
from index.ordinals import in_digits
from index.periods import NUMBERS
from ingest.library import Library

EARLIEST = "*The earliest of the reviews here that bear a date:*"
BY_DATE = "*By the dates that they bear, number {} of the reviews here{}:*"

_START = re.compile(
    r"\bwhen\b(?=.*\b(?:start|beg[aiu]n|launch)\w*\b)"
    r".*\b(?:reviews?|reviewing|series|archive|collection|column)\b",
    re.IGNORECASE,
)
_NTH = {"second": 2, "2nd": 2, "third": 3, "3rd": 3}
_ORDINAL = r"\b(second|2nd|third|3rd|[1-9]\d*th)\b"
_PLACE = re.compile(
    rf"{_ORDINAL}(?:\s+(?:most\s+)?(last|latest|newest|recent))?\s+(?:\w+\s+){{0,2}}"
    r"(?:papers?|works?|articles?|reviews?|one)\b"
    rf"|\breviewed\s+{_ORDINAL}(?:\s+(last))?"
    rf"|\b(?:reviews?|papers?)\s+(?:number|no\.?|nr\.?|#)\s*(\d{{1,3}}|{'|'.join(NUMBERS)})\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\bwhy\b|\bhow come\b", re.IGNORECASE)
_REVIEW = re.compile(r"\breview", re.IGNORECASE)


class Place(NamedTuple):
    """What stands at a place, and the line that says by what it was found."""

    wanted: Wanted
    head: str


def read_place(question: str, library: Library) -> Place | None:
    """The one work at a place among the dated reviews; None if none is asked for, or a subject."""
    said = in_digits(question)
    place = _PLACE.search(said)
    if not (place or _START.search(said)):
        return None
    rest = said[: place.start()] + said[place.end() :] if place else said
    filters, bare = asks_records(rest, library)
    if not bare:
        return None
    nth, last = (place[1] or place[3], place[2] or place[4]) if place else ("", "")
    number = (_NTH.get(nth.lower()) or int(nth[:-2])) if nth else 1
    if place and place[5]:
        number = int(place[5]) if place[5].isdigit() else NUMBERS[place[5].lower()]
    if not number:
        return None
    limits = f" ({shown_as})" if (shown_as := shown(filters)) else ""
    if place and number > 1 and _REVIEW.search(place[0]):
        return _nth_review(-number if last else number, filters, limits, library)
    wanted = Wanted(
        of_reviews(filters, library), "", 0, counted=False, people=False,
        nth=-number if last else number,
    )  # fmt: skip
    by_date = BY_DATE.format(f"{number} from the end" if last else number, limits)
    return Place(wanted, EARLIEST if number == 1 else by_date)


def _nth_review(number: int, limits: Filters, said: str, library: Library) -> Place | None:
    """The work of a review at a place among all, of which one work may have several."""
    reviews = [paper_id for _, paper_id in reviews_by_day(library, limits)]
    if abs(number) > len(reviews):
        return None
    work = reviews[number - 1 if number > 0 else number]
    others = tuple(other for other in dict.fromkeys(reviews) if other != work)
    wanted = Wanted(of_reviews(limits, library), "", 0, counted=False, people=False, without=others)
    at = f"{-number} from the end" if number < 0 else number
    return Place(wanted, BY_DATE.format(at, said))


def numbered(turn: Turn, reader: Reader) -> Recorded | None:
    """The review of a number in its series: the sentence that numbers it, its header, its gist."""
    number = headers.asked_number(turn.text)
    if number is None or _WHY.search(turn.text):
        return None
    for work in reader.library.works:
        if said := headers.numbering(reader.sentences.of_work(work.paper_id), number):
            stated = headers.stated("when", work.paper_id, reader.library, reader.lines_of)
            group = Group(work.paper_id, [(said,), *(u for g in stated for u in g.units)])
            if facts.asks_gist(turn.text):
                query = f"what is it about ({work.name})"
                draft = make_draft(Turn(query, query, query, focus=(work.paper_id,)), reader)
                group.units += [u for g in draft.groups[:1] for u in g.units[:MOST_MORE]]
            composer = Composer(reader.title_of, [group])
            return Recorded(composer.written(composer.paragraphs([group])))
    return None
