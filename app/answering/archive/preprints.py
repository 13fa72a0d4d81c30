"""In: a turn that asks for works by when they came out; out: those of these months, by arXiv id.

An arXiv id begins with the year and month in which the work was put there: no text need say it.
When a work was reviewed is another question, and its year alone may be meant for either.
"""

import re
from datetime import date

from app.answering.archive import headers
from app.answering.archive.ends import end_of, how_many
from app.answering.archive.listed import Recorded
from app.answering.archive.listing import MOST, counted
from app.answering.archive.wording import Wording, asks_records
from app.answering.compose import Composer
from app.answering.group import Group
from app.answering.reader import Reader
from app.answering.turn import Turn
from index.filters import Filters

BY_ID = "*By the months that their arXiv ids begin with{}{}:*\n\n"
NONE_SUCH = "No work here has such an arXiv id ({})."
_ARXIV = re.compile(r"\barxiv\b|\bpreprints?\b", re.IGNORECASE)
_OUT = re.compile(
    r"\b(?:published|appeared|submitted|uploaded|released|(?:c[oa]me|put) out)\b(?!.*\breview)"
    r"|\bpublication\b",
    re.IGNORECASE,
)
_WORKS = re.compile(r"\b(?:papers?|works?|articles?|preprints?|ones?)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"^\W*(?:(?:and|so|please)\W+)*(?:which|what|list|show|name|give|are there|is there|any|all"
    r"|how many|the|(?:\w+\s+){0,4}(?:papers?|works|articles|preprints?))\b",
    re.IGNORECASE,
)
_OF_ID = re.compile(
    r"\b(?:ids?|numbers?|identifiers?)\b.{0,20}\b(?:start|beg[iu]n|from|of|with|in)\w*\s+(?:with\s+)?"
    r"(?:(?P<year>20\d\d)(?:\s*\(?\d\dxx\b[.x]*\)?)?|(?P<id>\d{4}|(?P<short>\d\d)(?:xx)?))(?!\.?\w)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:arxiv|preprints?|submitted|uploaded|released|ids?|numbers?|identifiers?|start\w*|begin\w*"
    r"|published|appeared|publication|put|out)\b",
    re.IGNORECASE,
)
_ID = re.compile(r"\b(?:ids?|numbers?|identifiers?)\b", re.IGNORECASE)
_PREPRINT = re.compile(r"\bpreprint(?=s?\b)", re.IGNORECASE)
_DIGITS = 4


def by_arxiv(turn: Turn, reader: Reader) -> Recorded | None:
    """The works that came out when a turn asks; None if it does not ask for works by that."""
    asked = turn.wording
    if asked is None or asked.works or turn.before or turn.last:
        return None
    months = _months(asked, reader)
    if months is None:
        return None
    since, until, said = months
    limits = asked.filters.model_copy(
        update={"since": None, "until": None, "weekdays": (), "told_in": None}
    )
    library = reader.library
    dated = sorted(
        (work.arxiv_id, work.paper_id)
        for work in library.works
        if work.arxiv_id and since <= work.arxiv_id[:_DIGITS] <= until
        if limits.passes(work, lambda: library)
    )
    counts = re.match(r"\W*how many\b", asked.said, re.IGNORECASE)
    end = None if said else end_of(_PREPRINT.sub("paper", asked.said), subject=False)
    if end in (0, -1):
        many = how_many(asked.said)[0]
        dated = dated[:many] if end == 0 else dated[-many:]
    shown = [_group(paper_id, reader) for _, paper_id in dated[:MOST]]
    if not shown:
        return Recorded(None, NONE_SUCH.format(said), 0.0)
    composer = Composer(reader.title_of, shown)
    number = f", {counted(len(dated))}" if counts or len(dated) > MOST else ""
    head = BY_ID.format(f" ({said})" if said else "", number)
    return Recorded(composer.written(head + composer.bullets(shown)))


def _months(asked: Wording, reader: Reader) -> tuple[str, str, str] | None:
    """The first and last month wanted, as ids begin, and these in words; None if none is."""
    text = _PREPRINT.sub("arxiv paper", asked.said)
    if found := _OF_ID.search(text):
        rest = f"{text[: found.start()]} {text[found.end() :]}"
        bare = asks_records(_ASIDE.sub(" ", rest), reader.library)[1]
        year = found["short"] or (found["year"] or "")[2:]
        since, until = (f"{year}01", f"{year}12") if year else (found["id"], found["id"])
        return (since, until, found["year"] or found["id"]) if bare else None
    ends = end_of(text, subject=False) is not None
    of_arxiv = _ARXIV.search(text) and (_OUT.search(text) or _ID.search(text) or ends)
    if not (asked.bare and _ASKS.search(text) and _WORKS.search(text)):
        return None
    if not (of_arxiv or (_OUT.search(text) and _is_of_years(asked.filters))):
        return None
    if not (asked.filters.timed or ends):
        return None
    since, until = asked.filters.since or date.min, asked.filters.until or date.max
    said = asked.filters.model_copy(update={"told_in": None}).shown if asked.filters.timed else ""
    return _as_id(since), _as_id(until), said


def _is_of_years(filters: Filters) -> bool:
    """Whether whole years are wanted, which are those of the works themselves."""
    since, until = filters.since, filters.until
    starts = since is None or (since.month, since.day) == (1, 1)
    ends = until is None or (until.month, until.day) == (12, 31)
    return filters.timed and starts and ends


def _as_id(day: date) -> str:
    """The beginning of an arXiv id of a day; ids are of this century."""
    return f"{min(max(day.year - 2000, 0), 99):02}{day.month:02}"


def _group(paper_id: str, reader: Reader) -> Group:
    stated = headers.stated("link", paper_id, reader.library, reader.lines_of)
    stated = stated or headers.stated("when", paper_id, reader.library, reader.lines_of)
    return Group(paper_id, [unit for group in stated for unit in group.units[:1]])
