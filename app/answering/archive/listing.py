"""In: a question for works by their records (day, reviewer, kind, how often); out: those works.

"Reviews in March 2025 about diffusion": the filters say which works may be named, the subject
that is left which of them are, and the line that states a record is quoted with each.
"""

import re
from typing import NamedTuple, TypeVar

from app.answering.archive.ends import End, end_of, how_many
from app.answering.archive.facts import subject_words
from app.answering.archive.limits import kept_to_reviews, read_filters
from app.answering.archive.people import asks_others, asks_people, hosts, how_many_each, people
from app.answering.archive.per import Per, read_per
from app.answering.archive.reviewed import shown
from app.answering.kinds import kind_of
from index.filters import Filters
from index.named_days import in_dates
from index.ordinals import MONTHS
from index.plural import WORKS
from index.query import people_but
from index.timeless import without_periods
from ingest.library import Library

T = TypeVar("T")
_REVIEWED = (
    r"(?:reviewe?d?|wr[io]te|written|cover(?:ed)?|publish(?:ed)?|post(?:ed)?|appear(?:ed)?"
    r"|c[oa]me out)"
)
_COUNT = (
    r"(?:how many(?! (?:days|weeks|months|years|words|lines|pages|times)\b)|count"
    r"|(?:the )?(?:total )?(?:number|nr\.?) of)"
)
_SHAPE = re.compile(
    r"^\W*(?:in (?=which|what)|(?:in|on|from|since|before|after|until|during)\b[^,]{0,30},\s*"
    r"|[^,:?]{0,40}\b(?:19|20)\d\d[,:]\s*)?"
    r"(?:(?:and|so|ok|but|please|can you|could you|help me|tell me|let me see"
    r"|i(?:['’]d| would)? (?:want|need|like)(?: to (?:see|find|know))?)\W+)*"
    r"(?:(?:which|what|list|name|show|find|give)\b.{0,60}"
    rf"\b(?:papers?|reviews?|surveys?|works?|articles?|texts?|posts?|threads?|{WORKS})\b"
    rf"|(?:what|list|show|give)\b.{{0,60}}\b{_REVIEWED}\b|{_COUNT}\b"
    rf"|(?:(?:all|the|any|every)\s+)?(?:[\w.]+\s+){{0,3}}(?:{WORKS}|everything|anything)\b"
    rf"|(?:did|has|have|was|were|is|are)\b.{{0,40}}\b(?:anything|any|something|some)\b"
    rf"|(?:is|are|was|were) there\b.{{0,30}}\b(?:papers?|reviews?)\b"
    r"|(?:did|has|have)\b.{0,60}\b(?:review(?:ed)?|wr[io]te?(?:ten)?)\b.{0,20}"
    r"\b(?:together|more than (?:one|once)|several|other)\b"
    r"|when (?:did|has|have)\b.{0,30}\breview(?:ed)?\b\W*(?:$|and (?:what|which)\b)"
    r"|how (?:often|many times) (?:did|has|have|was)\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"^\W*(?:reviews:\s+)?(?:(?:what is|what['’]s|tell me|and)\s+)*{_COUNT}\b", re.IGNORECASE
)
_COUNTS = re.compile(rf"\b{_COUNT}\b", re.IGNORECASE)
_TIMES = re.compile(r"\bhow (?:often|many times) (?:did|has|have)\b", re.IGNORECASE)
_HOW_MANY = re.compile(
    r"^\W*(?:and )?how many (?:of them )?(?:(?:were|are|was|has|have|did)\b.{0,40}"
    r"\b(?:written|reviewed|wr[io]te|review)\b"
    r"|(?:were there )?(?:between|in|since|after|before|during|from|until) "
    rf"(?=.{{0,20}}(?:{MONTHS})))",
    re.IGNORECASE,
)
_ALL = re.compile(r"\ball\b", re.IGNORECASE)
_OF_WORKS = re.compile(
    rf"\b(?:paper|review|article|text|thread|{WORKS}|library|archive|everything)s?\b", re.IGNORECASE
)
_COUNT_ON = re.compile(
    rf"^\W*(?:and\s+)?{_COUNT}\s+(?:of the\s+)?(?:papers|reviews|works|articles)\s+"
    r"(?:here\s+|are\s+|there\s+|is\s+)*"
    r"(?:about|on|concerning|regarding|discuss\w*|cover\w*|mention\w*|deal\w*|talk\w*|speak\w*)\b",
    re.IGNORECASE,
)
"""Counts the works on a subject."""
_DATED = re.compile(
    r"\bwith (?:the |their )?(?:dates?|reviewers?)\b"
    r"|\b(?:in|by) (?:order of (?:the |their )?(?:dates?|days?|review)|date order"
    r"|chronological order)\b|\b(?:sorted|ordered|listed) by (?:dates?|days?)\b"
    r"|\bchronologically\b|\b(?:dates?|days?) (?:too|as well|also)\b",
    re.IGNORECASE,
)
_BY_PEOPLE = r"(?:review\w*|wr[oi]te\w*|written|did|do|does|done|covered?|present\w*|sign\w*)"
_ALONE = re.compile(
    rf"\b{_BY_PEOPLE}\b(?:\W+\w+){{0,4}}?\W+(?:alone|solo|on (?:his|her) own)\b"
    r"|\bsolo reviews?\b|['’]s alone\b"
    rf"|\b(?:alone|solo|on (?:his|her) own)\W+(?:\w+\W+){{0,2}}?(?:review|wr[oi]t)\w*"
    r"|\bby (?:himself|herself)\b|\bwithout (?:a |any )?guests?\b",
    re.IGNORECASE,
)
"""By one person; what is left alone, or done by attention alone, is of the texts."""
_NOT_ALONE = re.compile(rf"(?:\bnot|n['’]t)\b.{{0,30}}(?:{_ALONE.pattern})", re.IGNORECASE)
_CONTENT = re.compile(r"\b(?:why|how(?! many)|says?|said|claims?|conclude|argue|recommend)\b", re.I)
_OF_THEM = re.compile(r"\b(?:of|among) (?:them|these|those)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"^\W*(?:and|what about|how about)\b", re.IGNORECASE)
_FEWEST = re.compile(r"\b(?:fewest|least)\b(?! (?:one|two|three|\d))", re.IGNORECASE)
MOST = 40
"""A longer list is cut, and says so."""


class Wanted(NamedTuple):
    """What a listing keeps, and the subject ("" for any) that its works must speak of.

    `end` is None for all, `many` how many at an end, `nth` the place by day of the only one wanted
    (from the end where it is negative), else 0;
    `counted` asks for their number, `people` for who reviewed them, but for those in `but`,
    `alone` for those that one person reviewed, `per` for their numbers by month, year or person;
    `of_works` says that papers or reviews are asked for as such, `fewest` puts those first who
    reviewed least, `each` is the number that each of them must have reviewed, 0 for any; `by_day`
    asks for works on a subject in the order of their days; `without` are works that it leaves out.
    """

    filters: Filters
    subject: str
    end: End | None
    counted: bool
    people: bool
    many: int = 1
    nth: int = 0
    alone: bool = False
    of_works: bool = False
    but: tuple[str, ...] = ()
    per: Per | None = None
    fewest: bool = False
    each: int = 0
    by_day: bool = False
    without: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """What works are limited to by their records, in words."""
        left = "besides those named" if self.without else ""
        parts = (shown(self.filters), *(f"not by {name}" for name in self.but), left)
        return ", ".join(filter(None, parts))

    def kept(self, by_day: list[T]) -> list[T]:
        """Those of works by day that are at the end that is asked for."""
        if self.end is None:
            return by_day
        if self.nth:
            place = self.nth - 1 if self.nth > 0 else self.nth
            return by_day[place : place + 1 or None]
        first, last = by_day[: self.many], by_day[-self.many :]
        if self.end == "both":
            return [*first, *(row for row in last if row not in first)]
        return first if self.end == 0 else last


def read_listing(question: str, library: Library, *, bare: bool = False) -> Wanted | None:
    """What a question for works by their records asks for; None if it is no such question.

    `bare` says that it asks for nothing else, whatever words are left.
    """
    if _HOW_MANY.search(question):
        question = f"how many reviews: {question}"
    but, question = people_but(question, library.works)
    per, question = read_per(question, counts=bool(_COUNTED.search(question)))
    many, rest = how_many(question)
    alone = bool(_ALONE.search(question))
    filters, subject = read_filters(f"reviews: {rest}" if but else rest, library)
    subject = "" if bare else subject
    if _NOT_ALONE.search(question):
        alone, filters = False, filters.model_copy(update={"together": True})
    by_people = not subject and asks_people(question)
    end = end_of(without_periods(in_dates(question)), subject=bool(subject))
    ends = end is not None
    plain = ends or by_people or (filters and not subject) or _SHAPE.search(question)
    if not plain or (_CONTENT.search(question) and not bare):
        return None
    counts = bool((_COUNTS if bare else _COUNTED).search(question) or _TIMES.search(question))
    of_works = bool(_OF_WORKS.search(question))
    everything = not subject and of_works and bool(counts or _ALL.search(question))
    if everything or ends or by_people or alone or but or per:
        filters = kept_to_reviews(filters, question, library)
    on = bool(subject and (_COUNT_ON.search(question) or _DATED.search(question)))
    if not (
        filters or ends or everything or by_people or on or alone or but or (per and not subject)
    ):
        return None
    others = asks_others(question)
    by_people = by_people and (not filters.reviewers or filters.together or others)
    if by_people and others:
        but = but or filters.reviewers or tuple(hosts(library))
        filters = filters.model_copy(update={"reviewers": ()})
    return Wanted(
        filters, subject, end, counts, by_people, many,
        alone=alone, of_works=of_works, but=but, per=per, fewest=bool(_FEWEST.search(question)),
        each=how_many_each(question) if by_people else 0, by_day=bool(_DATED.search(question)),
    )  # fmt: skip


def lists_works(question: str, library: Library) -> bool:
    """Whether a question is answered with a list of works."""
    wanted = read_listing(question, library)
    return kind_of(question) == "list" or (wanted is not None and not wanted.people)


def read_follow_up(question: str, before: str, library: Library) -> Wanted | None:
    """What a turn asks of the works listed before: those of them that pass, or others instead.

    "Which of them are from 2025?" adds to what was asked, "and in April?" takes its place. None
    where nothing was listed, or this turn is about something else.
    """
    listed = read_listing(before, library)
    if listed is None and kind_of(before) == "list":
        subject = " ".join(subject_words(before, people(library)))
        listed = Wanted(Filters(), subject, None, counted=False, people=False)
    if listed is None or listed.people:
        return None
    filters, subject = read_filters(f"reviews: {question}", library)
    of_them = _OF_THEM.search(question)
    if not of_them and not (_INSTEAD.search(question) and filters and not subject):
        return None
    given = {name: getattr(filters, name) for name in filters.model_fields_set}
    stated = {name: value for name, value in given.items() if value}
    subject = " ".join(filter(None, (listed.subject, subject)))
    counts = bool(_COUNTED.search(question))
    return listed._replace(
        filters=listed.filters.model_copy(update=stated), subject=subject, counted=counts
    )


def only_one(filters: Filters, library: Library) -> str | None:
    """The one work that passes, or of a talk that of which most is said; None if none is."""
    passing = [w for w in library.works if filters and filters.passes(w, lambda: library)]
    if filters.told_in not in (None, "review") and passing:
        said = (
            (sum(len(s.blocks) for s in map(library.sources.__getitem__, w.sources)
                 if s.type == filters.told_in), w.paper_id)
            for w in passing
        )  # fmt: skip
        return max(said)[1]
    return passing[0].paper_id if len(passing) == 1 else None


def counted(works: int) -> str:
    """A number of works, as it is written."""
    return "1 work" if works == 1 else f"{works} works"
