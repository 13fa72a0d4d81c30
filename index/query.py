"""In: a question about records; out: the filters it states, and what is left to look for."""

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from index.filters import Filters
from ingest.records import Kind, SourceType, Work

_KINDS: dict[str, Kind] = {"survey": "survey", "benchmark": "benchmark", "position": "position"}
_OF_KIND = re.compile(
    r"^\W*(?:(?:list|show|find|give|name|which|what|all|any|are|were|have|there|you|me|the|of)\s+)*"
    r"((?:survey|benchmark|position paper)s)\b(?!\s+(?:do|does|did|is|are|say|used?|measure)\b)"
    r"|\b(?:papers|works|reviews|ones)\s+(?:that\s+)?(?:are|were)\s+"
    r"((?:survey|benchmark|position paper)s)\b",
    re.IGNORECASE,
)
_REVIEWED = re.compile(
    r"\b(?:reviews?|reviewed|reviewing|wrote|written|co-?written|posted|published|discussed"
    r"|covered|archive|dated)\b",
    re.IGNORECASE,
)
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {
    name.lower(): n for n, name in enumerate(calendar.month_abbr) if name
}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_DAY = re.compile(
    rf"\b(?P<y>\d{{4}})-(?P<m>\d\d)(?:-(?P<d>\d\d))?\b"
    rf"|\b(?P<d2>\d{{1,2}})[./](?P<m2>\d{{1,2}})[./](?P<y2>\d{{4}}|\d\d)\b"
    rf"|\b(?:(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<m3>{_MONTH})\.?,?\s+(?P<y3>\d{{4}})\b"
    rf"|\b(?P<m4>{_MONTH})\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}})\b"
    rf"|\b(?P<m5>\d{{1,2}})[./](?P<y5>(?:19|20)\d\d)\b"
    rf"|\b(?P<y6>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(r"\b(since|after|from|before|until|till|by|between|in|on|of)\s*$", re.I)
_TWICE = re.compile(
    r"\b(?:reviewed|discussed|covered|treated)\s+(?:(twice|again|more than once|two times)"
    r"|(three|3) times)\b|\bmore than one review\b",
    re.IGNORECASE,
)
_TOLD_IN: tuple[tuple[SourceType, re.Pattern[str]], ...] = (
    ("thread", re.compile(r"\b(?:in|from|on)\s+(?:a|the|which|any)?\s*(?:x\s+)?threads?\b", re.I)),
    ("transcript", re.compile(r"\b(?:in|on|from|during)\s+(?:a|the)\s+(?:live\s*)?stream\b", re.I)),
)
_ASKING = re.compile(
    r"\b(?:which|what|who|when|list|show|find|give|name|all|any|the|me|of|are|were|was|is|did|do"
    r"|have|has|been|you|there|papers?|works?|reviews?|reviewed|review|articles?|writes?|wrote|written"
    r"|co-?written|posted|published|discussed|covered|dated|and|in|on|by|with|from|together|that"
    r"|archive|ones?|kind|about|for|a|an|it|its)\b|[^\w\s]",
    re.IGNORECASE,
)


def understand(text: str, works: Sequence[Work]) -> tuple[Filters, str]:
    """Read a question about records as filters and the words left to rank by ("" for none).

    A name, kind or day only limits where the question asks for works or reviews by it; when two
    readings are possible there is no filter, since words alone find such works as well.
    """
    spans: list[tuple[int, int]] = []
    kinds = _kinds(text, spans)
    cue = bool(kinds or _REVIEWED.search(text))
    since, until = _dates(text, spans) if cue else (None, None)
    filters = Filters(
        kinds=kinds,
        reviewers=_people(text, works, spans) if cue else (),
        since=since,
        until=until,
        times=_times(text, spans),
        told_in=_told_in(text, spans) if cue else None,
    )
    if not filters:
        return filters, text
    rest = _without(text, spans)
    return filters, rest if _ASKING.sub(" ", rest).strip() else ""


def _kinds(text: str, spans: list[tuple[int, int]]) -> tuple[Kind, ...]:
    found = _OF_KIND.search(text)
    if not found:
        return ()
    group = 1 if found[1] else 2
    spans.append(found.span(group))
    return (_KINDS[found[group].split()[0].lower().rstrip("s")],)


def _people(text: str, works: Iterable[Work], spans: list[tuple[int, int]]) -> tuple[str, ...]:
    """The reviewers that are named, but for one who wrote most of what there is."""
    counts = Counter(name for work in works for name in work.reviewers)
    named = []
    for name, count in sorted(counts.items()):
        found = re.search(rf"(?<![\w-]){re.escape(name)}(?:['’]s)?(?![\w-])", text, re.I)
        if found is None or _denied(text[: found.start()]):
            continue
        spans.append(found.span())
        if 2 * count <= sum(bool(work.reviewers) for work in works):
            named.append(name)
    return tuple(named)


def _denied(before: str) -> bool:
    return (
        re.search(r"\b(?:not|without|except|but)\s+(?:by\s+|with\s+|for\s+)?$", before) is not None
    )


def _dates(text: str, spans: list[tuple[int, int]]) -> tuple[date | None, date | None]:
    """The first and last day that is meant; none where days are named that do not make a range."""
    found = [(match, days) for match in _DAY.finditer(text) if (days := _days(match))]
    words = [_BEFORE_DATE.search(text[: match.start()]) for match, _ in found]
    before = [word[1].lower() if word else "" for word in words]
    for match, word in zip((m for m, _ in found), words, strict=True):
        spans.append((word.start() if word else match.start(), match.end()))
    if len(found) == 1:
        first, last = found[0][1]
        if before[0] in {"since", "after"}:
            return first if before[0] == "since" else last, None
        if before[0] in {"before", "until", "till"}:
            return None, last if before[0] != "before" else first
        return first, last
    if len(found) == 2 and before[0] in {"between", "from"}:
        return found[0][1][0], found[1][1][1]
    return None, None


def _days(match: re.Match[str]) -> tuple[date, date] | None:
    """The first and last day of a day, month or year as written; None for no such day."""
    said = {key[0]: value for key, value in match.groupdict().items() if value}
    year = int(said["y"]) + (2000 if len(said["y"]) == 2 else 0)
    month = said.get("m", "")
    numbers = _MONTHS.get(month.lower(), int(month) if month.isdigit() else 0)
    try:
        if not numbers:
            return date(year, 1, 1), date(year, 12, 31)
        if "d" in said:
            return (day := date(year, numbers, int(said["d"]))), day
        return date(year, numbers, 1), date(year, numbers, calendar.monthrange(year, numbers)[1])
    except ValueError:
        return None


def _times(text: str, spans: list[tuple[int, int]]) -> int:
    found = _TWICE.search(text)
    if not found:
        return 1
    spans.append(found.span())
    return 3 if found[2] else 2


def _told_in(text: str, spans: list[tuple[int, int]]) -> SourceType | None:
    for source_type, pattern in _TOLD_IN:
        if found := pattern.search(text):
            spans.append(found.span())
            return source_type
    return None


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept = list(text)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    return " ".join("".join(kept).split())
