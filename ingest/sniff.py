"""In: the raw text of a file; out: what it is, by its look: card, reviews, thread, transcript."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ingest.archive.signed import is_signed
from ingest.dates import find_dates
from ingest.links import find_links
from ingest.metadata import EXTRACTED
from ingest.records import RawText, SourceType
from ingest.threads.marks import number_of
from ingest.threads.stamps import read_stamp
from ingest.threads.undouble import is_doubled
from ingest.transcript.timing import timing_lines

_WORD = re.compile(r"[^\W\d_]+")
_FRONT_MATTER = 60
_HEADER_LENGTH = 200
_HEADER_WORDS = 6
_REVIEWING = frozenset({"review", "reviews", "reviewed", "daily", "digest", "dailypaper"})
_SPOKEN = re.compile(
    r"\b(?:right|okay|ok|like|you know|kind of|basically|guys|gonna|i'm|we're|let's|that's|it's"
    r"|so|yeah|uh|um|alright|all right)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.?!:;]\W*$")
_MARKUP = re.compile(r"^\s*(?:#{1,6}\s|[-*+]\s|\||>|```|\d{1,2}[.)]\s)")
_FEWEST_LINES = 8
_PAPER = re.compile(
    r"\b(?:arxiv|openreview|doi)\.org\b|\b(?:papers?|authors|preprints?|survey|review\w*)\b",
    re.IGNORECASE,
)


def sniff(raw: RawText) -> SourceType:
    """The type of the sources in a file; `document` where nothing speaks for another."""
    lines = [line for line in raw.lines if line.strip()]
    if raw.encoding in EXTRACTED:
        # References to pages "accessed" on many days, and stamps of a site, are no newsletter.
        return "review" if _names_reviews(_phrases(lines)) else "document"
    if _is_card(raw.lines):
        return "card"
    if _is_archive(lines):
        return "review"
    if _is_thread(lines):
        return "thread"
    if is_signed(lines):
        return "review"
    return "transcript" if _is_transcript(lines) else "document"


def _is_card(lines: Sequence[str]) -> bool:
    """YAML front matter, closed, that states an id and a title."""
    if not lines or lines[0].strip() != "---":
        return False
    head = lines[1:_FRONT_MATTER]
    closed = next((i for i, line in enumerate(head) if line.strip() == "---"), None)
    fields = {line.split(":")[0] for line in head[:closed] if ":" in line}
    return closed is not None and {"id", "title"} <= fields


def _is_archive(lines: Sequence[str]) -> bool:
    """A short phrase before a date that recurs with another date, or says that this is a review."""
    dates = _phrases(lines)
    named = any(len(found) > 1 for found in dates.values()) or _names_reviews(dates)
    return named or _dated_papers(lines)


def _dated_papers(lines: Sequence[str]) -> bool:
    """Three lines of one shape that begin with different dates, papers spoken of under most.

    The papers tell it from a list of changes or a diary, whose lines begin with dates as well.
    """
    heads: dict[str, list[int]] = defaultdict(list)
    days: dict[str, set[str]] = defaultdict(set)
    for i, line in enumerate(lines):
        if len(line) > _HEADER_LENGTH or not any(map(str.isdigit, line)) or read_stamp(line):
            continue
        for date in find_dates(line)[:1]:
            shape = re.sub(r"\d+", "0", line[: date.start].strip())
            if not _WORD.search(shape) and not shape.startswith("|"):
                heads[shape].append(i)
                days[shape].add(date.printed)
    return any(len(days[shape]) >= 3 and _of_papers(lines, heads[shape]) for shape in heads)


def _of_papers(lines: Sequence[str], starts: Sequence[int]) -> bool:
    ends = [*starts[1:], len(lines)]
    told = ["\n".join(lines[a:b]) for a, b in zip(starts, ends, strict=True)]
    return sum(_PAPER.search(text) is not None for text in told) > len(told) / 2


def _names_reviews(phrases: Iterable[tuple[str, ...]]) -> bool:
    return any(_REVIEWING & set(phrase) for phrase in phrases)


def _phrases(lines: Sequence[str]) -> dict[tuple[str, ...], set[str]]:
    """Each short phrase that stands before a date at a line's beginning, with its dates."""
    dates: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for line in lines:
        if len(line) > _HEADER_LENGTH or not any(map(str.isdigit, line)) or read_stamp(line):
            continue
        for date in find_dates(line)[:1]:
            phrase = tuple(word.lower() for word in _WORD.findall(line[: date.start]))
            if 1 <= len(phrase) <= _HEADER_WORDS:
                dates[phrase].add(date.printed)
    return dates


def _is_thread(lines: Sequence[str]) -> bool:
    """Dated footers, places in a thread ("3/11"), or blocks written twice."""
    if any(read_stamp(line) for line in lines):
        return True
    totals = Counter(place[1] for line in lines if (place := number_of(line)))
    if any(count >= 2 for count in totals.values()):
        return True
    return is_doubled(range(1, len(lines) + 1), lines)


def _is_transcript(lines: Sequence[str]) -> bool:
    """Lines that are timed, or talk, or words without stops; no markup, no links to speak of."""
    timed = len(timing_lines(lines))
    if timed >= _FEWEST_LINES and timed >= 0.2 * len(lines):
        return True
    if len(lines) < _FEWEST_LINES:
        return False
    size = len(lines)
    written = sum(1 for line in lines if _MARKUP.match(line) or find_links(line))
    spoken = sum(1 for line in lines if _SPOKEN.search(line))
    unstopped = sum(1 for line in lines if line.strip()[:1].islower() and not _STOP.search(line))
    return written <= 0.02 * size and (spoken >= 0.3 * size or unstopped >= 0.6 * size)
