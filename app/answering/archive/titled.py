"""In: a question for works by the form of their titles; out: those works.

Titles that are questions, that have a word, begin with one, are in capitals or have digits, and
the longest or shortest of all.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from app.answering.archive.headers import header_line, naming_line
from app.answering.archive.listed import Recorded
from app.answering.archive.listing import MOST, counted
from app.answering.archive.reviewed import days_reviewed
from app.answering.archive.wording import Wording, asks_records
from app.answering.compose import Composer
from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.reader import Reader
from app.answering.terms import stem, words
from app.answering.turn import Turn
from ingest.records import Work

Holds = Callable[[str], bool]
NONE_SUCH = "No work here has such a title."
SHOWN = "*By their titles, {}:*\n\n"
_TITLES = re.compile(r"\b(?:titles?|titled|entitled|headings?)\b", re.IGNORECASE)
_MANY = re.compile(
    r"\b(?:papers|works|articles|reviews|titles?|ones|which|any|how many|paper)\b", re.IGNORECASE
)
_FORMS: tuple[tuple[re.Pattern[str], Holds], ...] = (
    (re.compile(r"\b(?:questions?(?:\s+marks?)?|interrogative)\b", re.I), lambda t: "?" in t),
    (re.compile(r"\bexclamation(?:\s+marks?)?\b", re.I), lambda t: "!" in t),
    (re.compile(r"\b(?:in|all|only)\s+(?:in\s+)?(?:capitals?|caps|upper\s?-?case)(?:\s+letters?)?\b",
                re.I), str.isupper),
    (re.compile(r"\b(?:an?\s+)?(?:digits?|numerals?)\b", re.I),
     lambda t: any(c.isdigit() for c in t)),
)  # fmt: skip
_WORD = re.compile(
    r"\b(?:(?P<first>start\w*|beg[aiu]n\w*|open\w*)\s+with|contain\w*|includ\w*|mention\w*|hav(?:e|ing)"
    r"|has|with|us(?:e|es|ing))\s+(?:(?:the|a)\s+)?(?:(?P<kind>word|term|phrase|name|letter)s?\s+)?"
    r"[\"“'‘]?(?P<word>[\w-]+(?:\s+[\w-]+){0,3}?)[\"”'’]?"
    r"(?=\s+in\s+(?:the|its|their|his)\s+titles?\b|\W*$|\s+(?:at|as)\s+the\s+(?:start|beginning)\b)",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\b(?:(longest)|(shortest))\b", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:titles?|titled|entitled|form|itself|themselves|posed?|phrased)\b", re.I)


class _Titles(NamedTuple):
    works: list[Work]
    said: str


def by_title(turn: Turn, reader: Reader) -> Recorded | None:
    """The works whose titles are as a turn asks; None if it does not ask for them by that."""
    asked = turn.wording
    if asked is None or asked.works or turn.before or not _TITLES.search(asked.said):
        return None
    found = _found(asked, reader) if _MANY.search(asked.said) else None
    if found is None:
        return None
    if not found.works:
        return Recorded(None, NONE_SUCH, 0.0)
    days = days_reviewed(reader.library)
    found.works.sort(key=lambda work: (days.get(work.paper_id, ("9999",)), work.paper_id))
    groups = [
        Group(work.paper_id, [(line,)])
        for work in found.works[:MOST]
        if (line := _line(work, reader))
    ]
    composer = Composer(reader.title_of, groups)
    return Recorded(composer.written(SHOWN.format(found.said) + composer.bullets(groups)))


def _found(asked: Wording, reader: Reader) -> _Titles | None:
    library = reader.library
    works = [
        work for work in library.works if work.title and asked.filters.passes(work, lambda: library)
    ]
    for pattern, holds in _FORMS:
        if (form := pattern.search(asked.said)) and _bare(asked.said, form, reader):
            kept = [work for work in works if holds(work.title or "")]
            return _Titles(kept, counted(len(kept)))
    length = _LENGTH.search(asked.said)
    if length and works and _bare(asked.said, length, reader):
        size = (max if length[1] else min)(len(work.title or "") for work in works)
        kept = [work for work in works if len(work.title or "") == size]
        return _Titles(kept, f"the {length[0].lower()}")
    word = _WORD.search(asked.said)
    if word and _bare(asked.said, word, reader):
        kept = [work for work in works if _has(work.title or "", word)]
        return _Titles(kept, counted(len(kept)))
    return None


def _bare(text: str, found: re.Match[str], reader: Reader) -> bool:
    """Whether nothing is asked for beside the form that was found."""
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return asks_records(_ASIDE.sub(" ", rest), reader.library)[1]


def _has(title: str, found: re.Match[str]) -> bool:
    """Whether a title has the words in a row, in any form, or begins with them."""
    if (found["kind"] or "").lower() == "letter":
        return title.lower().startswith(found["word"].lower())
    said, own = [stem(w) for w in words(found["word"])], [stem(w) for w in words(title)]
    starts = (0,) if found["first"] else range(len(own))
    return bool(said) and any(own[at : at + len(said)] == said for at in starts)


def _line(work: Work, reader: Reader) -> Evidence | None:
    """The line of a text that states the title."""
    told = [reader.library.sources[name] for name in work.sources]
    told.sort(key=lambda source: source.type == "card")
    for source in told:
        line_of = header_line if source.header else naming_line
        if line := line_of(source, work.paper_id, reader.lines_of):
            return line
    return None
