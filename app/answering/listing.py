"""In: a question for works by their records (day, reviewer, kind, how often); out: those works.

"Reviews in March 2025 about diffusion": the filters say which works may be named, the subject
that is left which of them are, and the line that states a record is quoted with each.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Literal, NamedTuple

from app.answering.evidence import Evidence
from app.answering.facts import header_line, naming_line
from app.answering.kinds import WORKS
from app.answering.terms import ASK_WORDS, STOPWORDS, stem, words
from index.filters import OF_OTHERS, Filters
from index.query import understand
from ingest.library import Library
from ingest.records import Source, Work

_REVIEWED = (
    r"(?:review|reviewed|wr[io]te|written|cover(?:ed)?|publish(?:ed)?|post(?:ed)?|appear(?:ed)?)"
)
_SHAPE = re.compile(
    r"^\W*(?:in (?=which|what)|(?:in|on|from|since|before|after|until|during)\b[^,]{0,30},\s*)?"
    r"(?:and |so |ok |but )*"
    rf"(?:(?:which|what|list|name|show|find|give)\b.{{0,60}}\b(?:papers?|reviews?|surveys?|{WORKS})\b"
    rf"|what\b.{{0,60}}\b{_REVIEWED}\b|how many\b"
    rf"|(?:(?:all|the|any|every)\s+)?(?:[\w.]+\s+){{0,3}}(?:{WORKS}|everything|anything)\b"
    rf"|(?:did|has|have|was|were|is|are)\b.{{0,40}}\b(?:anything|any|something|some)\b)",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"\b(?:why|how(?! many)|says?|said|claims?|conclude|argue|recommend)\b", re.I)
_EXTREME = re.compile(
    r"\b(?:(earliest|oldest|first)|(latest|newest|most recent|last))\s+(?:\w+\s+)?"
    r"(?:reviews?|papers?|works?|texts?|surveys?)\b"
    r"(?:.{0,30}\b(?:archive|library|collection|catalogue|all)\b)?"
    r"(?=\W*$|\W+(?:and|here|of|ever|written|reviewed|in|by)\b)",
    re.IGNORECASE,
)
_RECORD = """
    archive library collection catalogue catalog daily together date dated day month year number
    count earliest oldest first latest newest recent last written wrote write reviewed review cover
    covered published publish posted post appear appeared discussed discuss paper papers work works
    article articles text texts everything list name order header joint jointly ever twice times
    once again reviewer reviewers thread threads live talk come came mention mentioned involve
    total altogether new so far hand part take took guest guests one"""
_RECORD_WORDS = frozenset(stem(word) for word in _RECORD.split())
"""Words that belong to a record; what else a listing has is its subject."""
MOST = 40
"""A longer list is cut, and says so."""


class Wanted(NamedTuple):
    """What a listing keeps, and the subject ("" for any) that its works must speak of.

    `end` is 0 for the earliest alone, -1 for the latest alone, None for all; `counted` asks for
    their number.
    """

    filters: Filters
    subject: str
    end: Literal[0, -1] | None
    counted: bool


class Row(NamedTuple):
    """A listed work with the line or lines that state its record."""

    day: str
    paper_id: str
    lines: tuple[Evidence, ...]


def read_listing(question: str, library: Library) -> Wanted | None:
    """What a question for works by their records asks for; None if it is no such question."""
    extreme = _EXTREME.search(question)
    if not (extreme or _SHAPE.search(question)) or _CONTENT.search(question):
        return None
    filters, rest = understand(question, library.works)
    people = {name for work in library.works for name in work.reviewers}
    said = set(words(question))
    named = tuple(n for n in sorted(people) if words(n) and words(n)[0] in said)
    filters = filters.model_copy(update={"reviewers": named})
    subject = " ".join(_subject(rest if filters else question, people))
    end: Literal[0, -1] | None = None if extreme is None else 0 if extreme[1] else -1
    counted = bool(re.search(r"\bhow many\b", question, re.IGNORECASE))
    everything = not subject and bool(counted or re.search(r"\ball\b", question, re.IGNORECASE))
    if not (filters or extreme or everything):
        return None
    return Wanted(filters, subject, end, counted)


def rows(wanted: Wanted, library: Library, lines_of: Callable[[str], Sequence[str]]) -> list[Row]:
    """The works whose records are as wanted, by day, each with the lines that state it."""
    found = []
    for work in library.works:
        if wanted.filters.passes(work, lambda: library):
            stated = _stated(work, wanted.filters, library, lines_of)
            if stated:
                day = min(source.date or "9999" for source, _ in stated)
                found.append(Row(day, work.paper_id, tuple(line for _, line in stated)))
    found.sort(key=lambda row: (row.day, row.paper_id))
    dated = [row for row in found if row.day < "9999"]
    return found if wanted.end is None else dated[wanted.end :][:1] if dated else []


def _subject(rest: str, people: Iterable[str]) -> list[str]:
    """The words of a question that ask for something no record holds."""
    names = {stem(word) for name in people for word in words(name)}
    other = names | _RECORD_WORDS
    said = re.findall(r"[^\s,;:?!()\"“”]+", rest)
    return [w for w in said if _asks(words(w), other)]


def _asks(said: Sequence[str], other: Collection[str]) -> bool:
    return any(w not in STOPWORDS | ASK_WORDS and stem(w) not in other for w in said)


def _stated(
    work: Work, filters: Filters, library: Library, lines_of: Callable[[str], Sequence[str]]
) -> list[tuple[Source, Evidence]]:
    """The texts on a work that meet the filters, each with its header line.

    One is enough, but where a work must have been reviewed several times.
    """
    told = [library.sources[source_id] for source_id in work.sources]
    met = [source for source in told if _meets(source, filters)]
    stated = _lines(met, work, lines_of, header_line) or _lines(met, work, lines_of, naming_line)
    several = filters.times > 1 or filters.told_in
    originals = [pair for pair in stated if pair[0].type in OF_OTHERS]
    return (originals or stated)[: None if several else 1]


def _lines(
    sources: Sequence[Source],
    work: Work,
    lines_of: Callable[[str], Sequence[str]],
    line_of: Callable[..., Evidence | None],
) -> list[tuple[Source, Evidence]]:
    found = ((source, line_of(source, work.paper_id, lines_of)) for source in sources)
    return [(source, line) for source, line in found if line]


def _meets(source: Source, filters: Filters) -> bool:
    """Whether a text itself is of the days, people and type that are wanted."""
    since, until = str(filters.since or ""), str(filters.until or "9999")
    limited = bool(filters.since or filters.until)
    mentions = source.card.mentions if source.card else ()
    days = [source.date, *(mention.date for mention in mentions)]
    by = {*source.reviewers, *(mention.reviewer for mention in mentions)}
    return (
        (not limited or any(since <= day <= until for day in days if day))
        and set(filters.reviewers) <= by
        and (not filters.together or len(source.reviewers) > 1)
        and (filters.told_in is None or source.type == filters.told_in)
    )
