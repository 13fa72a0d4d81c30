"""In: the lines of an archive; out: the lines that open a review, with date, reviewers and rest.

Two rules find them. A header begins with a reviewer's name in the possessive, a few words that
name the column, and a date. Or its shape (what stands around the date) recurs in the file. What a
file has that has neither, `signed` finds.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.archive.shape import is_emoji, is_separator, plain
from ingest.dates import PrintedDate, find_dates

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])(?=\s|$)")
_NOT_NAMES = frozenset(
    re.findall(
        r"\w+",
        "today yesterday tomorrow week month year day in on at from see as since after before read "
        "our this the that it what here there who let his her their my your its everyone and of "
        "monday tuesday wednesday thursday friday saturday sunday editor author reader world",
    )
)
_COLUMN = re.compile(
    r"(?:daily|weekly|monthly|paper|review|article|post|digest|newsletter|reading|pick|note|"
    r"column|roundup|recap|journal|issue|letter|brief|summary|bulletin|picks|club|log|diary)",
    re.IGNORECASE,
)
NAME = r"[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_a-z][\w.'’-]*){0,2}"
_BYLINE = re.compile(
    r"(?:(?:^|[|·•—–,(*-]\s?|\b(?:[Rr]eviewed|[Ww]ritten|[Pp]icked|[Cc]hosen|[Nn]otes|[Tt]ext)\s)"
    r"(?:[Bb]y|[Ff]rom)|\b[Rr]eviewers?:)\s+\**"
    rf"({NAME}(?:(?:,\s|\s(?:and|&)\s){NAME}){{0,3}})",
)
_JOIN = re.compile(r"\s*(?:,|&|\band\b|\+)\s*")
JUNK = " \t-–—:|·•,.>/"


@dataclass(frozen=True, slots=True)
class Header:
    """A line (1-based) that opens a review; `front` and `rest` stand before and after its date."""

    line: int
    text: str
    date: PrintedDate
    reviewers: tuple[str, ...]
    front: str
    rest: str


def find_headers(lines: Sequence[str]) -> tuple[Header, ...]:
    """All headers in order: the possessive form wherever it occurs, else the shapes that recur."""
    dated = [(n, line, dates[0]) for n, line in enumerate(lines, 1) if (dates := dates_of(line))]
    owned = _possessive_headers(dated)
    learned = _recurring(dated)
    # A shape that a file of possessive headers shares with other lines must be as common.
    if owned and len(learned) <= 2 * len(owned):
        return tuple(owned)
    return tuple(sorted(learned or owned, key=lambda h: h.line))


def dates_of(line: str) -> tuple[PrintedDate, ...]:
    """The dates of a line that is short enough for a header."""
    if len(line) > 400 or len(line.split()) > 60:
        return ()
    return find_dates(line)


def _possessive_headers(dated: Sequence[tuple[int, str, PrintedDate]]) -> list[Header]:
    """Headers "NAME's COLUMN date"; a column is told by its words or by being named again."""
    found: list[tuple[Header, str]] = []
    for number, line, day in dated:
        front, decoration = _undecorated(line[: day.start])
        marks = list(_POSSESSIVE.finditer(front))
        names = split_names(_POSSESSIVE.sub("", front[: marks[-1].end()])) if marks else ()
        column = front[marks[-1].end() :].strip(JUNK + "([").lower() if marks else ""
        if not names or not 1 <= len(column.split()) <= 6:
            continue
        header = Header(
            line=number,
            text=line.strip(),
            date=day,
            reviewers=names,
            front=front,
            rest=rest_of(line[day.end :], decoration),
        )
        found.append((header, column))
    times = Counter(column for _, column in found)
    return [head for head, column in found if times[column] > 1 or _COLUMN.search(column)]


def _undecorated(front: str) -> tuple[str, tuple[str, ...]]:
    """Takes emoji, bold marks and emoji spelled out as words off a header's beginning.

    A word glued to an emoji ("🚀Rocket"), between colons (":rocket:") or bearing an emoji's
    official name beside an emoji counts as spelled out. Returns the text and those words.
    """
    words = front.strip().lstrip("#>*_ ").split()
    spelled: list[str] = []
    seen_emoji = False
    while words:
        word = words[0].strip("*_")
        has_emoji = any(is_emoji(char) for char in word)
        letters = "".join(char for char in word if char.isalpha())
        if has_emoji or re.fullmatch(r":\w+:", word):
            seen_emoji = True
        elif not (seen_emoji and len(words) > 1 and _emoji_name(letters)):
            break
        if letters:
            spelled.append(letters)
        words.pop(0)
    text = " ".join(words).strip()
    return text.strip("*_ "), tuple(spelled)


def _emoji_name(word: str) -> bool:
    try:
        return is_emoji(unicodedata.lookup(word.upper())) if word else False
    except KeyError:
        return False


def split_names(text: str) -> tuple[str, ...]:
    """Splits "Ana and Bo", "Ana, Bo & Cy" into names; () if a part is no name."""
    parts = [part for part in _JOIN.split(text.strip(JUNK)) if part]
    for part in parts:
        words = part.split()
        if len(words) > 3 or not all(word[0].isupper() for word in words):
            return ()
        if any(word.lower() in _NOT_NAMES for word in words):
            return ()
    return tuple(dict.fromkeys(parts)) if len(parts) <= 4 else ()


def rest_of(after: str, decoration: tuple[str, ...]) -> str:
    """What follows the date: the title on the header's line, or "" without word or digit."""
    text = after.strip(JUNK + ")]*_")
    while text and is_emoji(text[0]):
        text = text[1:].lstrip(JUNK + "*_")
        for word in decoration:
            if text.startswith(word):
                text = text[len(word) :].lstrip(JUNK + "*_")
    rest = after[after.find(text) :].strip() if text else ""
    return rest if re.search(r"\w", rest) else ""


def _recurring(dated: Sequence[tuple[int, str, PrintedDate]]) -> list[Header]:
    """Lines whose template around the date recurs: three times, or twice with a column word."""
    shapes = {n: _templates(line, day) for n, line, day in dated}
    counts = Counter(shape for found in shapes.values() for shape in found)
    found = []
    for number, line, day in dated:
        enough = (s for s in shapes[number] if counts[s] >= (2 if _names_column(s) else 3))
        shape = next(enough, None)
        if shape is None:
            continue
        front, decoration = _undecorated(line[: day.start])
        fixed = shape[0] == "front"
        # Where the words before the date vary from line to line, they are the title.
        title = rest_of(line[day.end :], decoration) if fixed else _before(front)
        found.append(
            Header(
                line=number,
                text=line.strip(),
                date=day,
                reviewers=byline(line) or _owners(front),
                front=front,
                rest=_BYLINE.sub("", title).strip(JUNK + "()[]*_") if byline(title) else title,
            )
        )
    return found


def _names_column(shape: tuple[str, ...]) -> bool:
    return _COLUMN.search(" ".join(shape)) is not None


def _templates(line: str, day: PrintedDate) -> tuple[tuple[str, ...], ...]:
    """What lines of one kind have in common: the words before the date, or the mark beside it."""
    front = plain(line[: day.start])
    back = line[day.end :].strip(JUNK + ")]*_ ")
    row = line.strip()
    if is_separator(line) or _is_prose(back) or len(front.split()) > 25:
        return ()
    if row.startswith("|") and row.endswith("|"):
        return ()
    words = _BYLINE.sub("by @", front).lower().split()
    fixed = [re.sub(r"\d+", "#", word.strip("*_#|·•-–—:,()[]")) for word in words]
    fixed = [word for word in fixed if word]
    found: list[tuple[str, ...]] = []
    if len(fixed) <= 6 and not _is_prose(front):
        found.append(("front", *fixed))
    if not back and len(fixed) >= 1 and front.rstrip()[-1:] in "(|·•-–—,[":
        found.append(("back", front.rstrip()[-1]))
    return tuple(found)


def _is_prose(text: str) -> bool:
    """Whether text reads as running sentences: long, and mostly in lower-case words."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return len(words) > 12 and (small > 0.75 * len(words) or text.rstrip().endswith("."))


def _before(front: str) -> str:
    return front.rstrip(" (|·•-–—,[")


def _owners(front: str) -> tuple[str, ...]:
    marks = list(_POSSESSIVE.finditer(front))
    return split_names(_POSSESSIVE.sub("", front[: marks[-1].end()])) if marks else ()


def byline(line: str) -> tuple[str, ...]:
    """The names after "by", "Reviewer:" and the like in a short line, else ()."""
    if len(line.split()) > 40:
        return ()
    match = _BYLINE.search(line)
    return split_names(match[1]) if match else ()
