"""In: a question for a place in the series of reviews; out: the listing of the one work there.

The start of the series ("when did it begin?") and a place in it ("the second paper reviewed here")
go by the dates that are printed; a number that a text gives its review itself comes before.
"""

import re

from app.answering.listing import Wanted, read_filters
from index.ordinals import in_digits
from ingest.library import Library

_START = re.compile(
    r"\bwhen\b(?=.*\b(?:start|beg[aiu]n|launch)\w*\b)"
    r".*\b(?:reviews?|reviewing|series|archive|collection|column)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:(second|2nd)|(third|3rd)|(\d+)th)\s+(?:\w+\s+){0,2}"
    r"(?:(?:papers?|works?|articles?)\b(?=.*\b(?:reviewed|covered|ever|here)\b)|reviews?\W*$"
    r"|reviews?\b(?=.*\b(?:ever|here)\b))",
    re.IGNORECASE,
)


def read_place(question: str, library: Library) -> Wanted | None:
    """The one work at a place among the dated reviews; None if none is asked for, or a subject."""
    said = in_digits(question)
    place = _PLACE.search(said)
    if not (place or _START.search(said)):
        return None
    rest = said[: place.start()] + said[place.end() :] if place else said
    filters, subject = read_filters(f"{rest} reviewed", library)
    if subject:
        return None
    nth = 1 if not place else 2 if place[1] else 3 if place[2] else int(place[3])
    return Wanted(filters, "", 0, counted=False, people=False, nth=nth)
