"""In: a work and its sources; out: the lines of them that state its record.

The line in which a text's date or reviewer is printed, its link, or that names its work; and the
sentence that numbers a review within its series.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from app.answering.archive.facts import What
from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.sentences import without_half_marks
from app.answering.terms import terms
from index.ordinals import MONTHS, in_digits
from ingest.library import Library
from ingest.records import Source

HEAD_LINES = 8
"""The header of a text stands within this many of its first non-blank lines."""

LONGEST_HEADING = 250
"""A line of more characters is running text."""

_SERIES = re.compile(
    r"\b(?:reviews?|papers?|articles?|posts?)\W+(?:no\.?|number|nr\.?|#)\W*(\d+)\b"
    r"|\b(\d+)(?:st|nd|rd|th)\s+(?:\w+\s+){0,2}(?:review|paper|article|post)\b"
    r"|\bnumber\s+(\d+)\b",
    re.IGNORECASE,
)
"""A review's number in its series: "review no. 12", "the 12th daily review"."""
_ASKED_NUMBER = re.compile(
    rf"\breview\b.{{0,30}}\b(\d+)(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?(?:{MONTHS}))"
    r"|\b(?:mark|celebrat|reach|complet)\w*\s+(?:the\s+)?(\d+)\s+(?:\w+\s+)?reviews\b",
    re.IGNORECASE,
)
"""The same as only a question puts it."""
_PLACEHOLDER = re.compile(r"\(#?\)$")
"""Ends a link in Markdown that has lost its address."""
_WHOLE = re.compile(r".*", re.DOTALL)
_RECORD = re.compile(r"\bdate: .*?(?=\}?\s*$)")
"""Date and reviewer in a line of a card's `sources`, without the YAML around them."""


def stated(
    what: What, paper_id: str, library: Library, lines_of: Callable[[str], Sequence[str]]
) -> list[Group]:
    """The lines that state who reviewed a work, when, or where it is; none if no text says so."""
    units: list[tuple[Evidence, ...]] = []
    for source in (library.sources[name] for name in library.works_by_id[paper_id].sources):
        if what == "link":
            found = _link_line(source, paper_id, lines_of)
        else:
            has = source.people if what in ("who", "by") else source.days
            found = header_line(source, paper_id, lines_of) if has else None
        if found:
            units.append((found,))
    originals = [unit for unit in units if unit[0].source_type != "card"]
    return [Group(paper_id, originals or units[:1])] if units else []


def series_number(text: str) -> int | None:
    """The number that a text gives a review in its series, in digits or as an ordinal in words."""
    found = _SERIES.search(in_digits(text))
    return int(next(filter(None, found.groups()))) if found else None


def asked_number(question: str) -> int | None:
    """The number of the review that a question asks for: "the 400th one", "marks 200 reviews"."""
    if (number := series_number(question)) is not None:
        return number
    found = _ASKED_NUMBER.search(in_digits(question))
    return int(next(filter(None, found.groups()))) if found else None


def numbering(said: Iterable[Evidence], number: int | None = None) -> Evidence | None:
    """The sentence that gives a review its number in its series, or just this number.

    One of the review itself rather than one of a card.
    """
    found = [(e, n) for e in said if (n := series_number(e.text)) and number in (None, n)]
    return min((e for e, _ in found), key=lambda e: e.source_type == "card", default=None)


def noted(paper_id: str, library: Library, said: Iterable[Evidence]) -> Evidence | None:
    """What a card says of the date that a text on its work has in its header, if anything."""
    texts = (library.sources[name] for name in library.works_by_id[paper_id].sources)
    printed = [text.date_printed for text in texts if text.date_printed]
    notes = (e for e in said if e.source_type == "card" and e.kind != "heading")
    return next((e for e in notes if any(day in e.text for day in printed)), None)


def header_line(
    source: Source, paper_id: str, lines_of: Callable[[str], Sequence[str]]
) -> Evidence | None:
    """The line in which a text's date or reviewer is printed; in a card, a line of `sources`.

    Where the title is printed under it, the lines from the one to the other.
    """
    lines = lines_of(source.file)
    head = [n for n in _numbers(source, lines) if lines[n - 1].strip()]
    if source.card:
        return next(
            (
                _line(source, paper_id, lines, n, _RECORD)
                for n in head
                for m in source.mentions
                if (m.date or m.reviewer or "\0") in lines[n - 1] and m.document in lines[n - 1]
            ),
            None,
        )
    marks = [source.date_printed, (source.header or "").split("\n")[0][:40] or None]
    for mark in (m.strip() for m in marks if m):
        for n in head if source.type == "thread" else head[:HEAD_LINES]:
            if mark in lines[n - 1]:
                return _line(source, paper_id, lines, n, last=_title_under(n, source, head, lines))
    return None


def _title_under(line: int, source: Source, head: Sequence[int], lines: Sequence[str]) -> int:
    """The line of a header at or under `line` that first holds the title; else `line` itself.

    A title within running text is none, nor is one that stands under running text.
    """
    title = frozenset(terms(source.title or "\0"))
    under = [n for n in head[:HEAD_LINES] if n >= line]
    printed = takewhile(lambda n: len(lines[n - 1]) <= LONGEST_HEADING, under)
    return next((n for n in printed if title and title.issubset(terms(lines[n - 1]))), line)


def naming_line(
    source: Source, paper_id: str, lines_of: Callable[[str], Sequence[str]]
) -> Evidence | None:
    """The line of a text that names its work best, where no line states its record."""
    lines = lines_of(source.file)
    named = frozenset(terms(source.title or ""))
    best = max(
        (n for n in _numbers(source, lines) if re.search(r"\w", lines[n - 1])),
        key=lambda n: len(named.intersection(terms(lines[n - 1]))),
        default=None,
    )
    return _line(source, paper_id, lines, best) if best else None


def real_links(source: Source) -> list[str]:
    """The links of a text that have an address, that of its own arXiv id first."""
    own = source.arxiv_id or "\0"
    found = [link for link in source.links if not _PLACEHOLDER.search(link)]
    return sorted(found, key=lambda link: own not in link)


def line_with(
    text: str, source: Source, paper_id: str, lines_of: Callable[[str], Sequence[str]]
) -> Evidence | None:
    """The first line of a source that has a text in it."""
    lines = lines_of(source.file)
    found = next((n for n in _numbers(source, lines) if text in lines[n - 1]), None)
    return _line(source, paper_id, lines, found) if found else None


def _link_line(
    source: Source, paper_id: str, lines_of: Callable[[str], Sequence[str]]
) -> Evidence | None:
    """The line of a text's link; of one without an address only where there is no other."""
    bare = [link for link in source.links if _PLACEHOLDER.search(link)]
    wanted = [*real_links(source), *([source.arxiv_id] if source.arxiv_id else []), *bare]
    found = (line_with(link, source, paper_id, lines_of) for link in wanted)
    return next(filter(None, found), None)


def _numbers(source: Source, lines: Sequence[str]) -> Iterator[int]:
    """The numbers of a source's lines, in order."""
    for first, last in source.spans:
        yield from range(first, min(last, len(lines)) + 1)


def _line(
    source: Source,
    paper_id: str,
    lines: Sequence[str],
    number: int,
    part: re.Pattern[str] = _WHOLE,
    last: int | None = None,
) -> Evidence:
    """A line as evidence, or the part of it that matches, or the lines from it to `last`."""
    last = last or number
    printed = "\n".join(lines[number - 1 : last])
    found = part.search(printed)
    text = without_half_marks(found[0] if found else printed)
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
        last_line=last,
        order=-number,
        block=-1,
        at=0.0,
        fit=1.0,
        leans=False,
        items=(),
        terms=frozenset(),
        context=frozenset(),
    )
