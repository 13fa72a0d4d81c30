"""In: a question about the record (who, when, link, which in March); out: header lines that tell.

Such a question is answered from the records, and the line that states the record is the quote.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.sentences import without_half_marks
from app.answering.terms import stem, terms, words
from ingest.dates import find_dates
from ingest.library import Library
from ingest.records import Source

What = Literal["who", "when", "link", "listing"]
HEAD_LINES = 8
"""The header of a text stands within this many of its first non-blank lines."""

_REVIEWED = r"(?:review\w*|wr(?:ote|itten)|cover\w*|publish\w*|post\w*|appear\w*|discuss\w*)"
_WHO = re.compile(
    rf"^\W*(?:and |but |so )*who\b.{{0,30}}\b{_REVIEWED}|\bwho (?:is|was|are|were) the reviewers?\b"
    r"|\bwhich reviewers?\b|\bname of the reviewers?\b|\bwhose review\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    rf"(?:^\W*(?:and |but |so )*when"
    rf"|\b(?:what|which) (?:date|day|month)|\bdate of)\b.{{0,200}}\b{_REVIEWED}",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\barxiv (?:id|number|link|identifier|address)\b|\blink (?:to|of|for)\b|\burl\b"
    r"|\bwhere can i (?:find|read|get)\b",
    re.IGNORECASE,
)
_LISTING = re.compile(
    rf"^\W*(?:which|what|list|name|show|how many|papers|reviews|works)\b.{{0,60}}\b{_REVIEWED}"
    rf"|^\W*(?:papers|reviews|works|everything)\b.{{0,30}}\b(?:of|from|in|on|by)\b",
    re.IGNORECASE,
)
_EXTREME = re.compile(
    r"\b(?:(earliest|oldest|first)|(latest|newest|most recent|last))\s+(?:\w+\s+)?"
    r"(?:reviews?|papers?|works?|texts?)\b(?:.{0,30}\b(?:archive|library|collection|catalogue|all)\b)?"
    r"(?=\W*$|\W+(?:and|here|of all|ever|written|reviewed|in)\b)",
    re.IGNORECASE,
)
_RECORD = """
    archive library collection catalogue catalog daily together date dated day month year number
    count earliest oldest first latest newest recent last written wrote write reviewed review cover
    covered published publish posted post appear appeared discussed discuss paper papers work works
    article articles text texts everything list name order header joint jointly ever"""
_RECORD_WORDS = frozenset(stem(word) for word in _RECORD.split())
"""Words that belong to a record; a listing that asks for anything else is about content."""
_MONTHS = "january february march april may june july august september october november december"
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS.split())})\b,?(?: of)?\s*(\d{{4}})?", re.IGNORECASE)
_YEAR = re.compile(r"\bin (\d{4})\b")


class Listing(NamedTuple):
    """What a listing keeps: the beginning of an ISO date, reviewers who all took part.

    `end` is 0 for the earliest alone, -1 for the latest alone, None for all.
    """

    period: str | None
    reviewers: tuple[str, ...]
    end: Literal[0, -1] | None = None


def asked(question: str) -> What | None:
    """Which record a question asks for, or None if it asks about content."""
    for what, pattern in (("who", _WHO), ("when", _WHEN), ("link", _LINK)):
        if pattern.search(question):
            return what  # type: ignore[return-value]
    return "listing" if _LISTING.search(question) or _EXTREME.search(question) else None


def asks_how_many(question: str) -> bool:
    """Whether the works of a listing are to be counted."""
    return bool(re.search(r"\bhow many\b", question, re.IGNORECASE))


def listing(question: str, library: Library) -> Listing | None:
    """The period, reviewers or end that a listing question names.

    None if it names none of these, or also something that no record holds.
    """
    period = _period(question)
    names = {name for work in library.works for name in work.reviewers}
    said = set(words(question))
    reviewers = tuple(n for n in sorted(names) if words(n) and words(n)[0] in said)
    extreme = _EXTREME.search(question)
    end: Literal[0, -1] | None = None if extreme is None else 0 if extreme[1] else -1
    if _beside_records(question, names):
        return None
    return Listing(period, reviewers, end) if period or reviewers or extreme else None


def _beside_records(question: str, names: Iterable[str]) -> list[str]:
    """The words of a listing question that ask for something no record holds."""
    known = {stem(word) for name in names for word in words(name)} | _RECORD_WORDS
    months = {stem(month) for month in _MONTHS.split()}
    asked_for = (term for term in terms(question) if not term[0].isdigit())
    return [term for term in asked_for if term not in known | months]


def listed(
    wanted: Listing, library: Library, lines_of: Callable[[str], Sequence[str]]
) -> list[Group]:
    """The works of a listing in order of date, each with the line that states its record."""
    rows: list[tuple[str, str, Evidence]] = []
    for work in library.works:
        for source in _sources(library, work.sources):
            day = source.date or ""
            by = set(wanted.reviewers) <= set(source.reviewers)
            if day and by and day.startswith(wanted.period or ""):
                line = _header_line(source, work.paper_id, lines_of(source.file))
                if line:
                    rows.append((day, work.paper_id, line))
                    break
    rows.sort(key=lambda row: (row[0], row[1]))
    kept = rows if wanted.end is None or not rows else [rows[wanted.end]]
    return [Group(paper_id, [(line,)]) for _, paper_id, line in kept]


def stated(
    what: What, paper_id: str, library: Library, lines_of: Callable[[str], Sequence[str]]
) -> list[Group]:
    """The lines that state who reviewed a work, when, or where it is; none if no text says so."""
    units: list[tuple[Evidence, ...]] = []
    for source in _sources(library, library.works_by_id[paper_id].sources):
        lines = lines_of(source.file)
        if what == "link":
            found = _link_line(source, paper_id, lines)
        else:
            has = bool(source.reviewers) if what == "who" else bool(source.date)
            mentions = source.card.mentions if source.card else ()
            has = has or any((m.reviewer if what == "who" else m.date) for m in mentions)
            found = _header_line(source, paper_id, lines) if has else None
        if found:
            units.append((found,))
    originals = [unit for unit in units if unit[0].source_type != "card"]
    return [Group(paper_id, originals or units[:1])] if units else []


def _sources(library: Library, source_ids: Iterable[str]) -> list[Source]:
    return [library.sources[source_id] for source_id in source_ids]


def _period(question: str) -> str | None:
    """The beginning of the ISO dates meant: a day, a month of a year, or a year."""
    if days := find_dates(question):
        return days[0].readings[0]
    if month := _MONTH.search(question):
        number = _MONTHS.split().index(month[1].lower()) + 1
        return f"{month[2]}-{number:02d}" if month[2] else None
    year = _YEAR.search(question)
    return year[1] if year else None


def _header_line(source: Source, paper_id: str, lines: Sequence[str]) -> Evidence | None:
    """The line in which a text's date or reviewer is printed; in a card, a line of `sources`."""
    head = [
        n
        for first, last in source.spans
        for n in range(first, min(last, len(lines)) + 1)
        if lines[n - 1].strip()
    ]
    if source.card:
        return next(
            (
                _line(source, paper_id, lines, n)
                for n in head
                for m in source.card.mentions
                if (m.date or m.reviewer or "\0") in lines[n - 1] and m.document in lines[n - 1]
            ),
            None,
        )
    marks = [source.date_printed, (source.header or "").split("\n")[0][:40] or None]
    for mark in (m.strip() for m in marks if m):
        for n in head if source.type == "thread" else head[:HEAD_LINES]:
            if mark in lines[n - 1]:
                return _line(source, paper_id, lines, n)
    return None


def _link_line(source: Source, paper_id: str, lines: Sequence[str]) -> Evidence | None:
    wanted = [*source.links, *([source.arxiv_id] if source.arxiv_id else [])]
    for first, last in source.spans:
        for n in range(first, min(last, len(lines)) + 1):
            if any(link in lines[n - 1] for link in wanted):
                return _line(source, paper_id, lines, n)
    return None


def _line(source: Source, paper_id: str, lines: Sequence[str], number: int) -> Evidence:
    text = without_half_marks(lines[number - 1])
    return Evidence(
        source_id=source.source_id,
        paper_id=paper_id,
        file=source.file,
        source_type=source.type,
        voice="card" if source.card else "reviewer",
        kind="heading",
        section=None,
        text=text,
        reading=text,
        first_line=number,
        last_line=number,
        order=-number,
        block=-1,
        at=0.0,
        fit=1.0,
        leans=False,
        items=(),
        terms=frozenset(),
        context=frozenset(),
    )
