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
from index.filters import OF_OTHERS
from ingest.records import Source, Work

NONE_SUCH = "No review here has such a record."
_WRONG = (
    r"(?:wrong(?:ly)?|falsely|incorrectly|impossible|implausible|incorrect|mistaken|misprint\w*|misdated|typos?|mistakes?|slips?"
    r"|errors?|odd|strange|suspicious|(?:can['’]?t|cannot|can not|could not|couldn['’]?t)"
    r"\s+(?:possibly\s+)?be\s+(?:right|true|correct)|is(?:n['’]t| not) (?:right|correct))"
)
_DATE = r"(?:header|date|dated|day|year)s?"
_ID = r"(?:arxiv\s+)?(?:ids?|identifiers?|numbers?)"
_BROKEN = (
    r"(?:broken|malformed|invalid|truncated|incomplete|cut(?:\s+off)?|too short|wrong|odd|faulty"
    r"|corrupt\w*)"
)
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
    (
        re.compile(rf"\b{_ID}\b.{{0,40}}\b{_BROKEN}\b|\b{_BROKEN}\b.{{0,20}}\b{_ID}\b", re.I),
        ("malformed-id",),
    ),
    (
        re.compile(
            r"\blinks?\b.{0,40}\b(?:wrong|another|different|other|mismatch\w*|not its own)\b"
            r"|\b(?:wrong|another|different|mismatch\w*)\b.{0,30}\blinks?\b", re.I,
        ),
        ("link-of-another-work",),
    ),
    (
        re.compile(r"\blinks?\b.{0,30}\b(?:dead|lost|empty|placeholders?|nowhere|broken)\b"
                   r"|\b(?:dead|lost|empty|placeholder|broken)\s+links?\b", re.I),
        ("placeholder-link",),
    ),
    (
        re.compile(r"\b(?:no|without|lacks?|lacking|missing)\s+(?:an?\s+|any\s+|its\s+)?titles?\b"
                   r"|\buntitled\b|\bunnamed\b", re.I),
        ("no-title",),
    ),
)  # fmt: skip
_WORDS = re.compile(
    rf"\b{_WRONG}(?!\w)|\b{_ID}\b|\b{_BROKEN}\b|\b{_DATE}\b"
    r"|\b(?:links?|another|different|mismatch\w*|dead|lost|empty|placeholders?|nowhere|untitled"
    r"|unnamed|titles?|looks?|obvious\w*|clear\w*|points?|leads?|goes|go|belongs?|own)\b"
    r"|\bmonth (?:\w+ )?first\b|\bamerican (?:way|order|style|form)\b"
    r"|\b(?:no|without|lacks?|lacking|missing|undated|misdated|although|unlike)\b",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"\b(?:reviews?|headers?|papers|links?|ids?|identifiers|dates?|archive)\b", re.IGNORECASE
)
_LINKS = re.compile(r"\b(?:links?|linked|linking|urls?)\b", re.IGNORECASE)
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
    r"|leading|goes|sites?|websites?|pdfs?|working|usable|place|anywhere|journals?|nature|conferences?|rather|only)\b",
    re.IGNORECASE,
)

_CODE = re.compile(
    r"\b(?:code|implementations?|repositor(?:y|ies)|repos?)\b(?=.*\b(?:available|release[sd]?|publi\w+"
    r"|open\w*|gets?|downloads?|link\w*|points?|give\w*|share[sd]?|shipp?\w*|comes?|provide[sd]?|github"
    r"|there|here|papers|works|reviews)\b|\W*$)"
    r"|\b(?:with|have|has|released?|shared?|published?|provided?|link\w*|available|open)\b.{0,30}\bcode\b",
    re.IGNORECASE,
)
_OF_CODE = re.compile(
    r"\b(?:(?:source\s*-?)?code|implementations?|repositor(?:y|ies)|repos?|available|release[sd]?|public\w*"
    r"|open\w*|gets?|downloads?|link\w*|points?|give\w*|share[sd]?|shipp?\w*|comes?|provide[sd]?|github"
    r"|sources?|own|own|along|runnable|online|free\w*)\b",
    re.IGNORECASE,
)
_HAS_CODE = re.compile(
    r"\b(?:their|its|the|our)\s+code(?:\s+and\s+\w+)?\s+(?:is|are|was|were|has been)\s+"
    r"(?:\w+ly\s+)?(?:available|released|public|open|on github)\b"
    r"|\[[^\]]*\bcode\b[^\]]*\]\(|\bcode\W{1,4}https?:"
    r"|\b(?:code|repository)\b.{0,40}\bgithub\.(?:com|io)\b",
    re.IGNORECASE,
)
"""Says where the code of a work is."""


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
    if _CODE.search(question) and _bare(question, _OF_CODE, reader):
        return _with_code(reader)
    linked = _LINKS.search(question) or _HOST.search(question)
    if linked and _bare(question, _OF_LINKS, reader):
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


def _with_code(reader: Reader) -> list[Group]:
    """The works of which a text says where their code is, each with the sentence that does."""
    groups = []
    for work in reader.library.works:
        said = reader.sentences.of_work(work.paper_id)
        own = [e for e in said if e.source_type in OF_OTHERS and _HAS_CODE.search(e.text)]
        if own:
            groups.append(Group(work.paper_id, [(own[0],)]))
    return groups
