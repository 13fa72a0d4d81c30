"""In: a question, a library's names; out: its works as marks, in the words the records are read by.

People have many words for a review and for reviewing. They are told as one where a question asks
for nothing but records: names of works, days, people and words for records are all that it has.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from app.answering.archive.facts import subject_words
from app.answering.archive.limits import read_filters
from app.answering.archive.people import people
from app.answering.names import Names
from app.answering.terms import STOPWORDS, words
from index.filters import Filters
from index.ordinals import MONTHS
from index.periods import ONLY_MONTHS, Period, find_periods
from ingest.library import Library

MARK = 0xE000
"""The first of the private characters that stand for works."""
MARKS = "[\ue000-\ue0ff]"
PAIR = 2
LONGEST = 60
"""A question of more words asks for more than a record."""
_TIME = rf"(?:(?:the\s+)?(?:year|month)\b|(?:19|20)\d\d\b|(?:{MONTHS})\w*\b)"
_SAME = (
    (r"(?:(?:gets?|got|getting)\s+(?:a)?round\s+to|had\s+a\s+look\s+at|took\s+a\s+look\s+at"
     r"|do(?:es|ne)?\s+a\s+review\s+of|did\s+a\s+review\s+of|(?:wr[io]te|written|writing)\s+about"
     r"|(?:look(?:s|ed|ing)?|talk(?:s|ed|ing)?|sp(?:eaks?|oke|oken)|go(?:es|ing|ne)?|went)"
     r"\s+(?:about|at|into|of|over|through)|deal(?:s|t|ing)?\s+with|t(?:ook|akes?|aken)\s+on"
     r"|(?:read|pick|tackle|feature|analyse|analyze|handle|examine|stud(?:y|ie)"
     r"|choose|land)(?:s|d|ed|ing)?|chose|chosen|looked)(?:\s+(?:up|out))?"
     r"(?:\s+review(?:ed|ing)?(?!\s+of)\b)?", "reviewed"),
    (r"(?:write-?\s?ups?|pieces?|entr(?:y|ies)|issues?|editions?|instal?lments?|things?|items?|contributions?"
     r"|summar(?:y|ies)|columns?|dailies)", "reviews"),
    (r"(survey|benchmark)s(?!\s+(?:papers?|works?))", r"\1 papers"),
    (r"(?<=which )(survey|benchmark)(?!\s+(?:papers?|works?))", r"\1 paper"),
    (r"(survey|benchmark)(?=\W*$)", r"\1 paper"),
    (r"(?:open(?:s|ed)(?:\s+up)?|kick(?:s|ed)\s+off|start(?:s|ed)(?:\s+off)?|began|begins)"
     rf"(?=\s+{_TIME})", "first in"),
    (r"(?:close[sd](?:\s+(?:out|off))?|end(?:s|ed)|finish(?:es|ed)(?:\s+off)?|wrap(?:s|ped)\s+up"
     rf"|conclude[sd])(?=\s+{_TIME})", "last in"),
    (r"(?:quietest|slowest|leanest|emptiest|laziest)", "fewest"),
    (r"(?:most\s+active|fullest|liveliest|most\s+productive)", "busiest"),
    (r"(?:go(?:es)?|went|gone)\s+(?:up|live|online)", "reviewed"),
    (r"f[ae]ll(?:s|en)?(?=\s+(?:on|in)\b)", "reviewed"),
    (r"(?:freshest|most\s+up\s+to\s+date)", "latest"),
    (r"(?:opening|inaugural|debut|maiden)", "first"),
    (r"(?:final|closing|concluding)", "last"),
    (r"(?:penultimate|last\s+but\s+one|next[\s-]+to[\s-]+last|second[\s-]+(?:to[\s-]+)?last"
     r"|second\s+from\s+(?:the\s+)?(?:end|last))", "2th last"),
    (r"(?:third[\s-]+(?:to[\s-]+)?last|last\s+but\s+two|third\s+from\s+(?:the\s+)?(?:end|last))",
     "3th last"),
    (r"(?:feed|corpus|database|site|log|blog|stash|pile|record|records|timeline)", "archive"),
    (r"(?:subsequently|afterwards|thereafter)", "after"),
    (r"(?:sandwiched|in\s+between)", "between"),
)  # fmt: skip
"""Words that mean the same where nothing but records is spoken of."""
_FILLERS = re.compile(
    r"\b(?:i\s+(?:mean|know|think|believe|guess|suppose|recall|remember|heard)|you\s+know"
    r"|if\s+i\s+(?:remember|recall)(?:\s+(?:right(?:ly)?|correctly))?|out\s+of\s+curiosity"
    r"|(?:newest|latest|most\s+recent|oldest|earliest)(?:\s+ones?)?\s+first\b(?!\W*$)"
    r"|(?:or\s+)?(?:in\s+)?(?:whatever|any)\s+order|just\s+(?:to\s+be\s+sure|curious)|as\s+far\s+as\s+(?:i|you)\s+(?:know|can\s+tell))\b,?",
    re.IGNORECASE,
)
_CONTENT = re.compile(
    r"\b(?:why|how(?! (?:many|busy|often|frequently|long|far|much (?:time|later|earlier)))"
    r"|should|ought|would|recommend|best|better|worth|explain|describe|summari[sz]e|claim\w*|ideas?|points?"
    r"|compare|main|differ(?!ent\s+(?:papers|reviews|works|dates|days|people))\w*|true|false|propos\w*|introduc\w*|critici\w*|prais\w*|dislik\w*|complain\w*"
    r"|without\s+(?:any\s+)?reviews?|happen\w*|means?|meant|says?|said|show(?!\s+(?:me|us|all|the|every))(?:s|ed|n)?|argu\w*)\b",
    re.IGNORECASE,
)
"""Asks for more than records."""
_PLAIN = tuple((re.compile(rf"\b(?:{said})\b", re.IGNORECASE), word) for said, word in _SAME)
_ASIDE = re.compile(
    r"\b(?:weeks?|week\s?ends?|week\s?days?|fortnights?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|gaps?|pauses?|breaks?|apart|intervals?|right|immediately|directly|straight|next|previous(?:ly)?"
    r"|prior|preced\w+|follow\w*|succeed\w*|subsequent|between|newer|older|earlier|later|sooner"
    r"|before|after|busiest|quietest|busier|penultimate|shortly|ahead|same|pass(?:ed)?|elapsed?"
    r"|lie|lies|lay|separates?|entire|whole|single|current(?:ly)?|recent(?:ly)?|exact|precise(?:ly)?"
    r"|sequence|chronolog\w+|span|spans|stretch|length|took|take|takes|leading|since|then"
    r"|longest|shortest|lengthiest|briefest|biggest|smallest|largest|place|position|end|ends"
    r"|co-?|appears?|actually|ok|okay|hey|hi|thanks|quick|kindly|remind|wonder(?:ing)?|curious"
    r"|submitted|uploaded|preprints?|print(?:ed|s)?|stand(?:s|ing)?|stood|known|busy|titles?|called|different|once|doing|sort(?:ed)?"
    r"|original|famous|classic|seminal|legendary|interesting|cool|nice"
    r"|long|late|later|often|around|want|need|see|bring|back|calendar|th|\d{1,2}(?:st|nd|rd|th)?)\b",
    re.IGNORECASE,
)
"""Words that belong to records too where nothing else is asked for."""


_ARCHIVE = re.compile(
    r"^(?!.*\b(?:it|its|they|them|this|that|these|those)\b)"
    r".*\b(?:review\w*|papers?|articles?|archive|library|collection|months?|dates?)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:the|a|an|that|this|his)\s+(?P<title>(?:[\w-]+\s+){1,5}?)"
    r"(?=(?:paper|review|article|survey|one|work)\b)",
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
    `names` are those marked, as typed.
    """

    said: str
    masked: str
    works: tuple[str, ...]
    bare: bool
    filters: Filters
    rivals: tuple[Period, ...] = ()
    names: tuple[str, ...] = ()

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
    if len(question.split()) > LONGEST:
        return Wording(question, question, (), bare=False, filters=Filters())
    asked = _read(_CALLED.sub(lambda found: _by_title(found, names), question), names, library)
    if not (asked.bare or _CONTENT.search(asked.masked)):
        titled = _titled(question, asked, names, library)
        asked = _read(titled, names, library) if titled else asked
    return asked if asked.bare else asked._replace(said=question)


def _read(question: str, names: Names, library: Library) -> Wording:
    marked, said = names.marked(_FILLERS.sub(" ", question), MARK)
    works = tuple(dict.fromkeys(paper_id for _, ids in said for paper_id in ids))
    if _CONTENT.search(marked):
        called = tuple(name for name, _ in said)
        return Wording(question, marked, works, bare=False, filters=Filters(), names=called)
    plain = marked
    for pattern, word in _PLAIN:
        plain = pattern.sub(word, plain)
    filters, bare = asks_records(plain, library)
    rivals = () if bare else _rivals(plain)
    if rivals:
        without = "".join(" " if _within(at, rivals) else c for at, c in enumerate(plain))
        others, bare = asks_records(without, library)
        bare = bare and not others.timed
        filters = others if bare else filters
    masked = plain if bare else marked
    called = tuple(name for name, _ in said)
    read = Wording("", masked, works, bare, filters, rivals if bare else (), called)
    return read._replace(said=read.unmarked(masked))


def _titled(question: str, asked: Wording, names: Names, library: Library) -> str:
    """The question with the titles that its words for no records belong to; "" if not all do."""
    other = frozenset(_left(asked.masked, library)[1])
    tokens = [m for m in re.finditer(r"[^\s,;:?!()\"“”]+", question) if m[0] in other]
    if not other or not other <= {token[0] for token in tokens}:
        return ""
    runs: list[tuple[int, int]] = []
    for token in tokens:
        between = question[runs[-1][1] : token.start()] if runs else ""
        if runs and all(word in STOPWORDS for word in words(between)) and "," not in between:
            runs[-1] = (runs[-1][0], token.end())
        else:
            runs.append(token.span())
    for start, end in reversed(runs):
        title = names.title_with(question[start:end])
        if not title:
            return ""
        question = f"{question[:start]}{title}{question[end:]}"
    return question


def _by_title(found: re.Match[str], names: Names) -> str:
    """The title of the work that "the ... paper" means, where one alone has all these words."""
    said = found["title"]
    if len(subject_words(said)) < sum(word not in STOPWORDS for word in words(said)):
        return found[0]
    title = names.title_with(said, alone=True)
    return f"the {title} " if title else found[0]


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


def reviewing(text: str) -> str:
    """The text with every way to say that something was reviewed in one word."""
    pattern, word = _PLAIN[0]
    return pattern.sub(word, text)


def other_words(text: str, library: Library) -> list[str]:
    """The words of a text for anything but records."""
    return _left(text, library)[1]


def _left(text: str, library: Library) -> tuple[Filters, list[str]]:
    """The records that a text limits works to, and its words for anything else."""
    filters, rest = read_filters(f"{text} reviewed", library)
    unread = [] if filters.timed else _UNREAD.findall(text)
    return filters, unread + subject_words(_ASIDE.sub(" ", rest), people(library))
