"""In: a turn that asks for what is odd in the records; out: works with the lines that show it.

A header with a date that cannot be right, one that puts the month first, none at all; links that
lead elsewhere than to arXiv, or nowhere. All are told from what the parser noted.
"""

import re
from collections.abc import Collection, Iterator

from app.answering.archive import headers
from app.answering.archive.facts import subject_words
from app.answering.archive.listed import Recorded
from app.answering.archive.listing import MOST, counted
from app.answering.archive.people import people
from app.answering.compose import Composer
from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.reader import Reader
from app.answering.turn import Turn
from ingest.records import Source, Work

NONE_SUCH = "No review here has such a record."
_WRONG = (
    r"(?:wrong|impossible|implausible|incorrect|mistaken|misprint\w*|misdated|typos?|mistakes?|slips?"
    r"|errors?|odd|strange|suspicious|(?:can['’]?t|cannot|can not|could not|couldn['’]?t)"
    r"\s+(?:possibly\s+)?be\s+(?:right|true|correct)|is(?:n['’]t| not) (?:right|correct))"
)
_DATE = r"(?:header|date|dated|day|year)s?"
_NOTED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(
            rf"\b{_DATE}\b.{{0,60}}\b{_WRONG}(?!\w)|\b{_WRONG}\b.{{0,20}}\b{_DATE}\b"
            rf"|\b{_DATE}\b.{{0,40}}\b(?:although|though|but|while|yet|unlike)\b.{{0,30}}\bneighbou?rs\b"
            r"|\bmisdated\b",
            re.IGNORECASE,
        ),
        ("date-typo", "date-impossible"),
    ),
    (re.compile(r"\bmonth (?:\w+ )?first\b|\bamerican\b.{0,20}\bdate|\bdate.{0,40}\bamerican\b",
                re.IGNORECASE), ("date-month-first",)),
    (
        re.compile(
            r"\b(?:no|without|lacks?|lacking|missing)\s+(?:an?\s+|any\s+|their\s+|its\s+)?"
            r"(?:headers?|dates?)\b|\bundated\b",
            re.IGNORECASE,
        ),
        ("missing-header",),
    ),
)  # fmt: skip
_WORDS = re.compile(
    rf"\b{_WRONG}(?!\w)|\b{_DATE}\b|\bmonth (?:\w+ )?first\b|\bamerican (?:way|order|style|form)\b"
    r"|\b(?:no|without|lacks?|lacking|missing|undated|misdated|although|unlike)\b",
    re.IGNORECASE,
)
_REVIEW = re.compile(r"\breviews?\b|\bheaders?\b", re.IGNORECASE)
_LINKS = re.compile(r"\b(?:links?|linked|linking|urls?)\b", re.IGNORECASE)
_MANY = re.compile(
    r"^\W*(?:which|what|list|show|name|how many|are there|do any|any)\b.*\b(?:reviews|papers|works"
    r"|articles|ones)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:other than|not|n['’]t|non|besides|apart from|except|instead of|outside|rather than"
    r"|elsewhere than)\W+(?:\w+\W+){0,3}arxiv\b",
    re.IGNORECASE,
)
_ARXIV = re.compile(r"arxiv", re.IGNORECASE)
_HOSTS = {"doi": "doi.org", "openreview": "openreview.net", "github": "github.com"}
_HOST = re.compile(rf"\b((?:[\w-]+\.)+(?:org|com|net|io|ai|edu)|{'|'.join(_HOSTS)})\b", re.I)
_NO_LINK = re.compile(
    r"\b(?:no|without|lacks?|missing|(?:do|does) not (?:have|give)|don['’]t (?:have|give))\s+"
    r"(?:an?\s+|any\s+|the\s+)?(?:working\s+|usable\s+)?(?:links?|urls?)\b",
    re.IGNORECASE,
)
_OF_LINKS = re.compile(
    rf"{_HOST.pattern}|\b(?:links?|linked|linking|urls?|no|without|lacks?|lacking|missing|besides"
    r"|apart|aside|except|instead|outside|elsewhere|something|somewhere|points?|pointing|leads?"
    r"|leading|goes|sites?|websites?|pdfs?|working|usable|place)\b",
    re.IGNORECASE,
)


Unit = tuple[Evidence, ...]
_ASIDE = re.compile(
    r"\b(?:print(?:ed|s)?|neighbou?rs?|others?|among|bears?|carr(?:y|ies)|puts?|\d+)\b",
    re.IGNORECASE,
)
"""Words of such a question that ask for nothing."""


def odd(turn: Turn, reader: Reader) -> Recorded | None:
    """The works whose header or links are odd as a turn asks; None if it asks for nothing odd."""
    groups = None if turn.before else odd_records(turn.text, reader)
    if not groups:
        return None if groups is None else Recorded(None, NONE_SUCH, 0.0)
    composer = Composer(reader.title_of, shown := groups[:MOST])
    return Recorded(composer.written(f"{counted(len(groups))}:\n\n{composer.bullets(shown)}"))


def odd_records(question: str, reader: Reader) -> list[Group] | None:
    """The works whose records are odd as asked, by their days; None if nothing odd is asked for."""
    if reader.names.named_in(question):
        return None
    if _LINKS.search(question) and _MANY.search(question) and _bare(question, _OF_LINKS, reader):
        if _NO_LINK.search(question):
            return _without_links(reader)
        hosts = [_HOSTS.get(h.lower(), h.lower()) for h in _HOST.findall(question)]
        if _ELSEWHERE.search(question) or (hosts and "arxiv.org" not in hosts):
            return _linking(() if _ELSEWHERE.search(question) else tuple(hosts), reader)
    for pattern, codes in _NOTED if _REVIEW.search(question) else ():
        if pattern.search(question) and _bare(question, _WORDS, reader):
            return _noted(codes, reader)
    return None


def _bare(question: str, asking: re.Pattern[str], reader: Reader) -> bool:
    """Whether a question asks for nothing beside what such words ask for."""
    rest = _ASIDE.sub(" ", asking.sub(" ", question))
    return not subject_words(rest, people(reader.library))


def _reviews(reader: Reader) -> Iterator[tuple[Work, Source]]:
    """Every review with its work, in the order of their days; those without one come last."""
    sources = reader.library.sources
    told = ((work, sources[name]) for work in reader.library.works for name in work.sources)
    reviews = [(work, source) for work, source in told if source.type == "review"]
    yield from sorted(reviews, key=lambda pair: (pair[1].date or "9999", pair[1].source_id))


def _noted(codes: Collection[str], reader: Reader) -> list[Group]:
    """The reviews of which such a thing is noted, each with its header and what a card says."""
    groups = []
    for work, source in _reviews(reader):
        if any(note.code in codes for note in source.notes):
            line_of = headers.header_line if source.header else headers.naming_line
            line = line_of(source, work.paper_id, reader.lines_of)
            said = reader.sentences.of_work(work.paper_id)
            more = headers.noted(work.paper_id, reader.library, said) if source.header else None
            groups.append(Group(work.paper_id, [(e,) for e in (line, more) if e]))
    return [group for group in groups if group.units]


def _linking(hosts: Collection[str], reader: Reader) -> list[Group]:
    """The reviews with a link to one of the hosts, or, where none are given, not to arXiv."""
    groups = []
    for work, source in _reviews(reader):
        links = [
            link
            for link in headers.real_links(source)
            if (any(host in link.lower() for host in hosts) if hosts else not _ARXIV.search(link))
        ]
        lines = (headers.line_with(link, source, work.paper_id, reader.lines_of) for link in links)
        units: list[Unit] = [(line,) for line in dict.fromkeys(lines) if line]
        if units:
            groups.append(Group(work.paper_id, units))
    return groups


def _without_links(reader: Reader) -> list[Group]:
    """The reviews that give no link with an address, each with its header or what names it."""
    groups: list[Group] = []
    for work, source in _reviews(reader):
        if not headers.real_links(source):
            line_of = headers.header_line if source.header else headers.naming_line
            line = line_of(source, work.paper_id, reader.lines_of)
            if line:
                groups.append(Group(work.paper_id, [(line,)]))
    return groups
