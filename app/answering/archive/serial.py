"""In: a turn that asks for a series of reviews on a subject; out: those that say they are one.

A reviewer who stays with a subject says so ("the last review in my series on ..."), or points back
to earlier reviews by their days.
"""

import re
from collections.abc import Iterator

from app.answering.archive import headers
from app.answering.archive.facts import subject_words
from app.answering.archive.listed import Recorded
from app.answering.archive.people import people
from app.answering.archive.reviewed import days_reviewed
from app.answering.compose import Composer
from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.reader import Reader
from app.answering.turn import Turn

_TEXTS = r"(?:papers?|reviews?|articles?|posts?|ones?|parts?)"
_SUBJECT = r"(?P<{}>(?!(?:time|daily|whole|review)\s+series)(?:[\w-]+\s+){{1,5}}?)"
_ASKS = re.compile(
    rf"^(?=.*\b{_TEXTS}\b).*?(?:\b(?:the|that|this|his|her|their|your|\w+['’]s|an?)\s+"
    rf"{_SUBJECT.format('of')}series\b"
    rf"|\bseries\s+(?:of\s+{_TEXTS}\s+)?(?:on|about)\s+(?P<on>.+))",
    re.IGNORECASE,
)
_LAST = re.compile(r"\b(?:last|final|conclud\w+|end(?:ed|s)?|clos(?:ed|es|ing))\b", re.IGNORECASE)
_OWN = r"(?:my|our|this)"
_BELONGS = re.compile(
    rf"\b(?:last|next|second|third|fourth|final)\s+(?:review|paper|part)\b.{{0,40}}\bseries\b"
    rf"|\b{_OWN}\s+(?:\w+\s+)?series\s+(?:of|on)\b"
    rf"|\bcontinu(?:e|es|ing|ation\s+of)\s+(?:[^.]{{0,30}}\s)?{_OWN}\s+(?:\w+\s+)?"
    r"(?:series|exploration|tour|journey|reviews?)\b"
    rf"|\b{_OWN}\s+(?:\w+\s+)?reviews?\s+(?:from|of)\s+\d{{1,2}}\.\d|\bI\s+reviewed\s+on\s+\d{{1,2}}\.\d"
    r"|\banother\s+(?:paper|review)\s+on\s+(?:the|this)\s+(?:same\s+)?(?:topic|subject)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{2})(?![\d%])")
NEAR = 8
"""So many works that are found for the subject of a series may belong to it."""
MOST = 2


def serial(turn: Turn, reader: Reader) -> Recorded | None:
    """The reviews of the series that a turn asks for; None where none says that it is of one."""
    groups = [] if turn.before else series_on(turn.text, reader)
    composer = Composer(reader.title_of, groups)
    return Recorded(composer.written(composer.bullets(groups))) if groups else None


def series_on(question: str, reader: Reader) -> list[Group]:
    """The reviews of the series that is asked for, by their days; none where none says it is one.

    Where the last is asked for, that is the one that says so, if one does.
    """
    found = _ASKS.search(question)
    subject = subject_words(found["of"] or found["on"], people(reader.library)) if found else []
    if not subject:
        return []
    hits = reader.searcher.search(" ".join(subject), NEAR).hits
    near = [hit.paper_id for hit in hits[:NEAR]]
    told = {paper_id: units for paper_id in near if (units := _belonging(paper_id, reader))}
    ends = {p: last for p, said in told.items() if (last := list(filter(_ends, said)))}
    if _LAST.search(question) and ends:
        told = ends
    else:
        back = {day for paper_id in told for day in _days_back(paper_id, told[paper_id], reader)}
        told |= {paper_id: [] for day in back for paper_id in _of_day(day, near, reader)} | told
    days = days_reviewed(reader.library)
    ordered = sorted(told, key=lambda paper_id: days.get(paper_id, ()))
    return [_group(paper_id, told[paper_id], reader) for paper_id in ordered]


def _belonging(paper_id: str, reader: Reader) -> list[Evidence]:
    """The sentences of a work's reviews that say that they belong to a series."""
    said = reader.sentences.of_work(paper_id)
    own = (e for e in said if e.source_type == "review" and _BELONGS.search(e.text))
    return list(own)[:MOST]


def _days_back(paper_id: str, said: list[Evidence], reader: Reader) -> Iterator[str]:
    """The days of earlier reviews that sentences of a work point to, in the year of its own."""
    for year in {day[:4] for day in days_reviewed(reader.library).get(paper_id, ())}:
        for day, month in (pair for e in said for pair in _DAY.findall(e.text)):
            yield f"{year}-{month}-{int(day):02}"


def _of_day(day: str, near: list[str], reader: Reader) -> list[str]:
    """The one work of a day, or of several those that are near the subject."""
    works = [paper_id for paper_id, days in days_reviewed(reader.library).items() if day in days]
    return works if len(works) == 1 else [paper_id for paper_id in works if paper_id in near]


def _ends(said: Evidence) -> bool:
    return bool(_LAST.search(said.text))


def _group(paper_id: str, said: list[Evidence], reader: Reader) -> Group:
    stated = headers.stated("when", paper_id, reader.library, reader.lines_of)
    lines = [unit for group in stated for unit in group.units[:1]]
    return Group(paper_id, [*((e,) for e in said), *lines])
