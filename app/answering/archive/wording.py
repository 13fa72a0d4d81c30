"""In: a question, a library's names; out: its works as marks, in the words the records are read by.

People have many words for a review and for reviewing. They are told as one where a question asks
for nothing but records: names of works, days, people and words for records are all that it has.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from app.answering.archive.facts import subject_words
from app.answering.archive.limits import read_filters
from app.answering.archive.nicknames import all_as_titles, with_titles
from app.answering.archive.people import people
from app.answering.archive.plainly import in_plain_words, without_asides, without_fillers
from app.answering.names import Names
from index.filters import Filters
from index.periods import ONLY_MONTHS, Period, find_periods
from ingest.library import Library

MARK = 0xE000
"""The first of the private characters that stand for works."""
MARKS = "[\ue000-\ue0ff]"
PAIR = 2
LONGEST = 60
"""A question of more words asks for more than a record."""
_CONTENT = re.compile(
    r"\b(?:why|how(?! (?:many|busy|often|frequently|recent(?:ly)?|old|long|far"
    r"|much (?:time|later|earlier)))"
    r"|should|ought|would|recommend|best|better|worth|explain|describe|summari[sz]e|claim\w*|ideas?|points?(?!\s+me\b)"
    r"|compare|main|differ(?!ent\s+(?:papers|reviews|works|dates|days|people))\w*|true|false|propos\w*|introduc\w*|critici\w*|prais\w*|dislik\w*|complain\w*"
    r"|without\s+(?:any\s+)?reviews?|happen\w*|means?|meant|says?|said|show(?!\s+(?:me|us|all|the|every))(?:s|ed|n)?|argu\w*)\b",
    re.IGNORECASE,
)
"""Asks for more than records."""
_BESIDES = re.compile(
    rf"\b(?:besides|apart\s+from|other\s+than|aside\s+from|except(?:\s+for)?|excluding|not\s+counting)"
    rf"\s+(?:the\s+)?{MARKS}(?:\s+(?:paper|review|one)\b)?(?:\s*(?:,|and|or)\s*(?:the\s+)?{MARKS})*",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(
    r"^(?!.*\b(?:it|its|they|them|this|that|these|those)\b)"
    r".*\b(?:review\w*|papers?|articles?|archive|library|collection|months?|dates?)\b",
    re.IGNORECASE,
)
_UNREAD = re.compile(
    rf"\b(?:{'|'.join(ONLY_MONTHS)}|spring|summer|autumn|winter|(?-i:May|March)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|(?:first|second|last|final|latest|most recent)\s+(?:\w+\s+)?"
    r"(?:day|week|month|quarter|year)s?)\b",
    re.IGNORECASE,
)
"""Names a time that limits nothing as it is put: what it asks for is not told without it."""


class Wording(NamedTuple):
    """A question as it is read: `masked` has a mark for each of its `works`, `said` their names.

    `bare` says that it asks for nothing but records; if not, the words are as typed. `filters` are
    the records that it limits works to; `rivals` two periods that are one against the other;
    `names` are those marked, as typed, `without` works that it leaves out ("besides X"),
    `guessed` says that all its other words were taken for a title.
    """

    said: str
    masked: str
    works: tuple[str, ...]
    bare: bool
    filters: Filters
    rivals: tuple[Period, ...] = ()
    names: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    guessed: bool = False

    def unmarked(self, text: str) -> str:
        """A text with the names of works, as typed, in the place of their marks."""
        for place, name in enumerate(self.names):
            text = text.replace(chr(MARK + place), name)
        return text

    @property
    def alone(self) -> bool:
        """Whether it asks for records of the archive and nothing it could lean on."""
        return self.bare and not self.works and bool(_ARCHIVE.search(self.said))


def read_wording(question: str, names: Names, library: Library) -> Wording:
    """A question in plain words for records if it asks for nothing else, else as typed.

    Words that one title alone has are its work's name where all others are words for records.
    """
    question = re.sub(MARKS, " ", question)
    if len(question.split()) > LONGEST:
        return Wording(question, question, (), bare=False, filters=Filters())
    asked = _read(with_titles(question, names, library), names, library)
    if not (asked.bare or _CONTENT.search(asked.masked)):
        titled = all_as_titles(question, other_words(asked.masked, library), names)
        guess = _read(titled, names, library)._replace(guessed=True) if titled else asked
        asked = asked if guess.without else guess  # what is left out names no subject
    return asked if asked.bare else asked._replace(said=question)


def _read(question: str, names: Names, library: Library) -> Wording:
    marked, said = names.marked(without_fillers(question), MARK)
    works = tuple(dict.fromkeys(paper_id for _, ids in said for paper_id in ids))
    if _CONTENT.search(marked):
        called = tuple(name for name, _ in said)
        return Wording(question, marked, works, bare=False, filters=Filters(), names=called)
    plain, left_out = in_plain_words(marked), tuple[str, ...]()
    if out := _BESIDES.search(plain):
        left_out = tuple(said[ord(mark) - MARK][1][0] for mark in re.findall(MARKS, out[0]))
        plain = _BESIDES.sub(" ", plain)
    filters, bare = asks_records(plain, library)
    rivals = () if bare else _rivals(plain)
    if rivals:
        without = "".join(" " if _within(at, rivals) else c for at, c in enumerate(plain))
        others, bare = asks_records(without, library)
        bare = bare and not others.timed
        filters = others if bare else filters
    masked = plain if bare else marked
    called = tuple(name for name, _ in said)
    if bare:
        works = tuple(work for work in works if work not in left_out)
    left_out = left_out if bare else ()
    read = Wording("", masked, works, bare, filters, rivals if bare else (), called, left_out)
    return read._replace(said=read.unmarked(masked))


def _rivals(text: str) -> tuple[Period, ...]:
    """The two periods that a text names, where it names two."""
    found = tuple(find_periods(text))
    return found if len(found) == PAIR else ()


def _within(place: int, periods: Iterable[Period]) -> bool:
    return any(start <= place < end for start, end in (period.span for period in periods))


def asks_records(text: str, library: Library) -> tuple[Filters, bool]:
    """The records that a text limits works to, and whether it asks for nothing but records."""
    if _CONTENT.search(text):
        return Filters(), False
    filters, other = _left(text, library)
    return filters, not other


def other_words(text: str, library: Library) -> list[str]:
    """The words of a text for anything but records."""
    return _left(text, library)[1]


def _left(text: str, library: Library) -> tuple[Filters, list[str]]:
    """The records that a text limits works to, and its words for anything else."""
    filters, rest = read_filters(f"{text} reviewed", library)
    unread = [] if filters.timed else _UNREAD.findall(text)
    return filters, unread + subject_words(without_asides(rest), people(library))
