"""In: a question about the record of a work (who, when, link); out: header lines that tell.

Such a question is answered from the records, and the line that states the record is the quote.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.sentences import without_half_marks
from app.answering.terms import terms
from ingest.library import Library
from ingest.records import Source

What = Literal["who", "when", "link"]
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

_WHOLE = re.compile(r".*", re.DOTALL)
_RECORD = re.compile(r"\bdate: .*?(?=\}?\s*$)")
"""Date and reviewer in a line of a card's `sources`, without the YAML around them."""


def asked(question: str) -> What | None:
    """Which record a question asks for, or None if it asks about content."""
    for what, pattern in (("who", _WHO), ("when", _WHEN), ("link", _LINK)):
        if pattern.search(question):
            return what  # type: ignore[return-value]
    return None


def stated(
    what: What, paper_id: str, library: Library, lines_of: Callable[[str], Sequence[str]]
) -> list[Group]:
    """The lines that state who reviewed a work, when, or where it is; none if no text says so."""
    units: list[tuple[Evidence, ...]] = []
    for source in _sources(library, library.works_by_id[paper_id].sources):
        if what == "link":
            found = _link_line(source, paper_id, lines_of(source.file))
        else:
            has = bool(source.reviewers) if what == "who" else bool(source.date)
            mentions = source.card.mentions if source.card else ()
            has = has or any((m.reviewer if what == "who" else m.date) for m in mentions)
            found = header_line(source, paper_id, lines_of) if has else None
        if found:
            units.append((found,))
    originals = [unit for unit in units if unit[0].source_type != "card"]
    return [Group(paper_id, originals or units[:1])] if units else []


def _sources(library: Library, source_ids: Iterable[str]) -> list[Source]:
    return [library.sources[source_id] for source_id in source_ids]


def header_line(
    source: Source, paper_id: str, lines_of: Callable[[str], Sequence[str]]
) -> Evidence | None:
    """The line in which a text's date or reviewer is printed; in a card, a line of `sources`."""
    lines = lines_of(source.file)
    head = [
        n
        for first, last in source.spans
        for n in range(first, min(last, len(lines)) + 1)
        if lines[n - 1].strip()
    ]
    if source.card:
        return next(
            (
                _line(source, paper_id, lines, n, _RECORD)
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


def naming_line(
    source: Source, paper_id: str, lines_of: Callable[[str], Sequence[str]]
) -> Evidence | None:
    """The line of a text that names its work best, where no line states its record."""
    lines = lines_of(source.file)
    numbers = (n for first, last in source.spans for n in range(first, min(last, len(lines)) + 1))
    named = frozenset(terms(source.title or ""))
    best = max(
        (n for n in numbers if re.search(r"\w", lines[n - 1])),
        key=lambda n: len(named.intersection(terms(lines[n - 1]))),
        default=None,
    )
    return _line(source, paper_id, lines, best) if best else None


def _link_line(source: Source, paper_id: str, lines: Sequence[str]) -> Evidence | None:
    wanted = [*source.links, *([source.arxiv_id] if source.arxiv_id else [])]
    for first, last in source.spans:
        for n in range(first, min(last, len(lines)) + 1):
            if any(link in lines[n - 1] for link in wanted):
                return _line(source, paper_id, lines, n)
    return None


def _line(
    source: Source,
    paper_id: str,
    lines: Sequence[str],
    number: int,
    part: re.Pattern[str] = _WHOLE,
) -> Evidence:
    """A line as evidence, or the part of it that matches."""
    found = part.search(lines[number - 1])
    text = without_half_marks(found[0] if found else lines[number - 1])
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
