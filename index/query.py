"""In: a question about records; out: the filters it states, and the subject it asks them for."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from index.days import Days, find_days, find_weekdays
from index.filters import Filters
from index.named_days import in_dates
from index.ordinals import in_digits
from index.periods import Span
from ingest.records import Kind, SourceType, Work

_KINDS: dict[str, Kind] = {"survey": "survey", "benchmark": "benchmark", "position": "position"}
_OF_KIND = re.compile(
    r"^\W*(?:(?:list|show|find|give|name|which|what|how|many|all|any|are|were|have|there|you|me|the"
    r"|of)\s+)*((?:survey|benchmark|position paper)s)\b"
    r"(?!\s+(?:do|does|did|is|are(?!\s+(?:there|here|in))|say|used?|measure)\b)"
    r"|\b(?:papers|works|reviews|ones)\s+(?:that\s+)?(?:are|were)\s+"
    r"((?:survey|benchmark|position paper)s)\b",
    re.IGNORECASE,
)
_REVIEWED = re.compile(
    r"\b(?:reviews?|reviewed|reviewing|writes?|wrote|co-?(?:written|author(?:ed)?|wrote"
    r"|reviewers?|reviewed)|posted"
    r"|discussed|covers?|covered|archive|dated)\b",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"\b(?:papers|works|articles|surveys|benchmarks|ones|(?:any|every|some)thing|c[oa]me out)\b",
    re.IGNORECASE,
)
_TWICE = re.compile(
    r"\b(?:reviewed|discussed|covered|treated)\s+(?:(twice|again|more than once|two times)"
    r"|(three|3) times)\b|\bmore than one review\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:co-?(?:written|wrote|authored|review(?:ed|ers?))|joint(?= reviews?\b)|jointly"
    r"|(?<!without )(?<!without a )(?<!without any )guest(?:s| reviewers?)?)\b"
    r"|\b(?:together |jointly )?(?:with|by|and) (?:(?:some|any)(?:body|one)(?: else)?"
    r"|(?:an|one )other (?:person|reviewer|author)|other (?:people|persons|reviewers)"
    r"|an? (?:co-?(?:author|reviewer)|guest|colleague|friend|second (?:person|reviewer)))\b"
    r"|\btogether with (?:others?|another)\b|\b(?:written|reviewed?|wrote|done) together\b(?! with)"
    r"|\b(?:by|with|have|has|had) (?:two|several|(?:more than|at least) (?:one|two))"
    r" (?:people|persons|reviewers|authors|names|hands)\b"
    r"|\b(?:have|has|had)\s+an?\s+(?:co-?(?:author|reviewer)|guest"
    r"|second (?:person|reviewer|author|name))\b"
    r"|\bmore than one (?:reviewer|person|author)\b",
    re.IGNORECASE,
)
_BUT = (
    r"\b(?:besides?|apart from|other than|aside from|except(?:ing)?(?: for)?|excluding"
    r"|not counting|in addition to|leaving out)"
)
_PUBLISHED = re.compile(
    r"\b(?:what|everything|anything|all|list)\b(?:\s+(?:\w+\s+){0,3}?)"
    r"(?:published|posted|appeared|came out|went up|written)\b"
    r"|\bdid\s+(?:\w+\s+){1,3}?(?:publish|post|put out)\b",
    re.IGNORECASE,
)
"""Asks for all that came out; of a year it may mean the papers."""
_FIRST_OF = re.compile(
    r"\b(?:first|last|latest|newest|earliest|final)\s+(?:paper|article|work|one)\s+(?:of|in|from)\b",
    re.IGNORECASE,
)
_NOT_BY = (
    r"\b(?:not|never|\w+n['’]t)\s+(?:(?:co-?)?(?:reviewed|written|authored|done|made)\s+)?by"
    r"|\bwithout"
)
_ANYONE_BUT = (
    rf"(?:(?:\bby\s+)?\b(?:any|every|some)(?:one|body)\s+(?:else\s+)?(?:{_BUT}|but)|{_BUT})"
)
_TOLD_IN: tuple[tuple[SourceType, re.Pattern[str]], ...] = (
    ("thread", re.compile(r"\b(?:in|from|on)\s+(?:a|the|which|any)?\s*(?:x\s+)?threads?\b", re.I)),
    ("transcript", re.compile(r"\b(?:in|on|from|during)\s+(?:a|the)\s+(?:live\s*)?stream\b", re.I)),
)
_STREAM_SAYS = re.compile(
    r"\bthe (?:live\s*)?stream(?:er)?\b(?= (?:said|says?|thinks?|thought|mention\w*|discuss\w*)\b)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:which|what|who|when|how|many|count|list|show|find|give|name|everything|anything|something|all|any|the|me|my"
    r"|of|are|were|was|is|did|do|does|have|has|had|been|be|get|got|you|we|they|i|there|here|papers?"
    r"|works?|reviews?|reviewed|reviewing|articles?|studies|study|writes?|wrote|written"
    r"|posted|published|co-?author(?:ed)?|discuss(?:ed)?|cover(?:ed|s)?|dated|say|said|and|in|on|by|with|from|together|that"
    r"|archive|ones?|kind|about|for|a|an|it|its|to|both|please|concerning|regarding|dealing)",
    re.IGNORECASE,
)


class Understood(NamedTuple):
    """The filters a question states, the subject to rank by ("" for none), the people it names.

    Of these all are named, those too by whom nothing is limited.
    """

    filters: Filters
    subject: str
    people: tuple[str, ...]


def understand(text: str, works: Sequence[Work]) -> Understood:
    """Read a question about records as filters and a subject.

    "reviews in March 2025 about diffusion" is the filter March 2025 and the subject "diffusion".
    A name, kind or day only limits where the question asks for works or reviews by it; when two
    readings are possible there is no filter and the text is the subject, since words alone find
    such works as well.
    """
    dated = tuple(day for work in works for day in work.dates)
    text, typed = in_dates(in_digits(text), days=dated), text
    spans: list[Span] = []
    kinds = _kinds(text, spans)
    reviewed = bool(kinds or _REVIEWED.search(text))
    named = people_in(text, works)
    works_asked = reviewed or _WORKS.search(text) is not None
    days = _days(text, dated, spans, reviewed=reviewed)
    filters = Filters(
        kinds=kinds,
        reviewers=_people(named, works, spans) if reviewed else (),
        since=days.since if days else None,
        until=days.until if days else None,
        weekdays=find_weekdays(text, spans) if works_asked else (),
        times=_times(text, spans),
        together=works_asked and _found(_TOGETHER, text, spans),
        told_in=_told_in(text, spans, works_asked=works_asked),
    )
    return Understood(filters, _subject(text, spans) if filters else typed, tuple(named))


def _kinds(text: str, spans: list[Span]) -> tuple[Kind, ...]:
    found = _OF_KIND.search(text)
    if not found:
        return ()
    group = 1 if found[1] else 2
    spans.append(found.span(group))
    return (_KINDS[found[group].split()[0].lower().rstrip("s")],)


def _days(text: str, dated: Sequence[str], spans: list[Span], *, reviewed: bool) -> Days | None:
    """The days a question limits reviews to; "papers of 2024" may mean the year they appeared.

    `dated` are the days (ISO) on which works were reviewed.
    """
    days, places = find_days(text, dated)
    reviewed = reviewed or _FIRST_OF.search(text) is not None
    all_out = _WORKS.search(text) or _PUBLISHED.search(text)
    if days is None or not (reviewed or (days.exact and all_out)):
        return None
    spans += places
    return days


def people_in(text: str, works: Iterable[Work]) -> dict[str, Span]:
    """The reviewers that a text names, in full or by a first name that no other has, and where.

    A first name may be a word (will, mark): in small letters it must stand where a name would.
    """
    names = sorted({name for work in works for name in work.reviewers if name.strip()})
    first_names = Counter(name.split()[0] for name in names)
    found, lowered = {}, text.lower()
    for name in names:
        first = name.split()[0]
        if first.lower() not in lowered:
            continue
        said = _as_name(re.escape(name), text, re.IGNORECASE)
        if said is None and first_names[first] == 1:
            small = re.escape(first.lower())
            placed = rf"(?<=\bby ){small}|(?<=\bdid ){small}|(?<=\bwith ){small}"
            placed += rf"|{small}(?= (?:review|wrote|write|cover))|{small}(?=['’]s)"
            said = _as_name(rf"(?<!^){re.escape(first)}", text) or _as_name(placed, text)
        if said and not _denied(text[: said.start()]):
            found[name] = said.span()
    return found


def people_but(text: str, works: Iterable[Work]) -> tuple[tuple[str, ...], str]:
    """The reviewers that a text leaves out ("besides Ada", "not by Ada"), and the text without."""
    names = sorted({name for work in works for name in work.reviewers if name.strip()})
    left_out = []
    for name in names:
        called = rf"{re.escape(name)}|{re.escape(name.split()[0])}"
        left = rf"(?:{_ANYONE_BUT}|{_NOT_BY})\s+(?:those\s+by\s+)?(?:{called})(?![\w-])(?!\s+alone)"
        left += r"(?:['’]s)?\W*"
        found = re.search(left, text, re.IGNORECASE)
        if found:
            left_out.append(name)
            text = f"{text[: found.start()]} {text[found.end() :]}".strip()
    return tuple(left_out), text


def _as_name(called: str, text: str, flags: int = 0) -> re.Match[str] | None:
    return re.search(rf"(?<![\w-])(?:{called})(?:['’]s)?(?![\w-])", text, flags)


def _people(named: Mapping[str, Span], works: Sequence[Work], spans: list[Span]) -> tuple[str, ...]:
    """The reviewers that are named, but for one who wrote most of what there is."""
    spans += named.values()
    counts = Counter(name for work in works for name in work.reviewers)
    most = sum(bool(work.reviewers) for work in works) / 2
    return tuple(name for name in named if counts[name] <= most)


def _denied(before: str) -> bool:
    return (
        re.search(rf"(?:\b(?:not|without|but)|{_BUT})\s+(?:by\s+|with\s+|for\s+)?$", before, re.I)
        is not None
    )


def _times(text: str, spans: list[Span]) -> int:
    found = _TWICE.search(text)
    if not found:
        return 1
    spans.append(found.span())
    return 3 if found[2] else 2


def _told_in(text: str, spans: list[Span], *, works_asked: bool) -> SourceType | None:
    if _found(_STREAM_SAYS, text, spans):
        return "transcript"
    patterns = _TOLD_IN if works_asked else ()
    return next((told for told, pattern in patterns if _found(pattern, text, spans)), None)


def _found(pattern: re.Pattern[str], text: str, spans: list[Span]) -> bool:
    found = pattern.search(text)
    if found:
        spans.append(found.span())
    return found is not None


def _subject(text: str, spans: list[Span]) -> str:
    """What is left of a question without its filters and the words around it that only ask."""
    kept = list(text)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    words = "".join(kept).split()
    while words and _only_asks(words[0]):
        del words[0]
    while words and _only_asks(words[-1]):
        del words[-1]
    return " ".join(words).strip(" ,;:?!.")


def _only_asks(word: str) -> bool:
    bare = word.strip("\"'“”‘’()[],.;:?!-–—")
    return not bare or _ASKING.fullmatch(bare) is not None
