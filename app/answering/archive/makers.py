"""In: a turn that asks who made something, or what somebody made; out: what texts say of it.

Which works are by a person or a house is told by the sentences that name who wrote them; who
invented a method, by one that says so of it, whichever work it stands in.
"""

import calendar
import re
from collections.abc import Iterable, Sequence

from app.answering.archive.authors import NAME, names_authors
from app.answering.archive.facts import asks_writer
from app.answering.archive.houses import Asked, is_maker
from app.answering.archive.listed import Recorded
from app.answering.archive.origins import telling
from app.answering.archive.people import people
from app.answering.compose import Composer
from app.answering.evidence import Evidence
from app.answering.group import Group
from app.answering.reader import Reader
from app.answering.terms import subject_terms, terms
from app.answering.turn import Turn
from index.named_days import in_dates
from index.periods import find_periods
from index.ranking import Hit

BY_TEXTS = "*By what the texts here say of where they come from:*"
_HOUSE = r"(?-i:[A-Z])[\w&.-]*(?:\s+(?-i:[A-Z])[\w&.-]*){0,4}"
_WORKS = r"(?:papers?|works?|articles?|stud(?:y|ies)|ones|anything|something|everything)"
_PEOPLE = r"(?:researchers?|authors?|scientists?|people|teams?|labs?|groups?)"
_ARE = (
    r"\s+(?:(?:here|that|which|there|is|are|was|were|be|been|has|have|had|comes?|came|you|do|in all"
    r"|(?:co-?)?written|(?:co-?)?authored|made|published|produced|released|put out)\s+)*"
)
"""What may stand between the works and whose they are."""
_ASKS_WORKS = (
    re.compile(
        rf"^\W*(?:(?:which|what|any|all|list|show|name|give|find|is|are)\b.{{0,40}}?)?\b{_WORKS}\b"
        rf"{_ARE}\b(?:from|by|out of|of)\s+(?:(?:a|an|the|some)\s+)?"
        rf"(?P<who>{_HOUSE})(?:\s+{_PEOPLE})?"
        r"(?:\s+(?:(?:is|are)\s+)?(?:here|there|in (?:the|this) (?:archive|library)))?\W*$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^\W*what\s+(?:{_WORKS}\s+)?(?:did|has|have|does|do)\s+(?:the\s+)?(?P<who>{_HOUSE})\s+"
        rf"(?:{_PEOPLE}\s+)?(?:publish|write|written|author|release|put out)(?:ed|d)?\W*$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^\W*(?:which|what|any|all|list|show|name)\s+(?:the\s+)?(?P<who>{_HOUSE})\s+{_WORKS}"
        r"(?:\s+(?:was|were|is|are|did|has|have|been|here|there|you|do|he|reviewed|review|covered"
        r"|cover|discussed|(?-i:[A-Z])\w+))*\W*$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^\W*(?:which|what)\s+{_WORKS}\s+(?:did|has|have|was|were)\s+(?P<who>{_HOUSE})\s+"
        r"(?:(?:co-?)?author|(?:co-?)?writ|wrote|publish|involved)\w*\W*(?:in)?\W*$",
        re.IGNORECASE,
    ),
)
ADJECTIVE = 2
"""The place among them of that for "Acme papers"."""
_ASKS_VENUE = re.compile(
    rf"^\W*(?:which|what|any|list|show|name|is|are|was|were)\b.{{0,40}}?\b{_WORKS}\b.{{0,40}}?"
    r"\b(?:appear|publish|present|accept|come|came|shown)\w*(?:\s+out)?\s+(?:in|at|to|by)\s+"
    rf"(?:the\s+)?(?:journal\s+|conference\s+)?(?P<who>{_HOUSE})(?:\s+(?P<year>20\d\d))?\W*$",
    re.IGNORECASE,
)
_INVENTED = (
    r"(?:invented|introduced|proposed|coined|devised|pioneered|created|developed|discovered)"
)
_ASKS_MAKER = re.compile(
    rf"^\W*who\s+(?:(?:first|originally)\s+)?(?:{_INVENTED}|came up with)\s+(?P<what>.+)",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"\b(?i:{_INVENTED})\b[^.;]{{0,30}}?\bby\s+(?:(?:the|[a-z-]+)\s+){{0,3}}(?:{NAME}|[A-Z]\w+)"
    rf"|\(by\s+{NAME}\)"
)
_KIND = frozenset(terms("idea principle method concept technique notion approach algorithm"))
"""What an invention is, which its name may have or not."""
_OF = re.compile(r"\b(?:inventors?|creators?|pioneers?|father)\s+of\s+", re.IGNORECASE)
_STANDS_FOR = re.compile(
    r",?\s*(?:\(|(?:which|that|it)?\s*(?:stands|is short|is an acronym)\s+for\b)[^,;.)]*[,)]\s*$",
    re.IGNORECASE,
)
"""An aside between a name and what tells of it."""
_APPEARED = re.compile(
    r"\b(?:paper|work|article|study)\b[^.;]{0,40}\b(?:from|in|at|@)\s+(?-i:[A-Z])"
    r"|\b(?:present|publish|accept|appear)\w*\s+(?:in|at|to|by)\b|\b(?:spotlight|oral)\b",
    re.IGNORECASE,
)
_DAYS = frozenset(name.lower() for name in calendar.day_name)
_CLAUSE = re.compile(r"[.,;:()]")


def made(turn: Turn, reader: Reader) -> Recorded | None:
    """The works of the person or house that a turn names, or who invented what it names."""
    told = invented(turn.text, turn.hits, reader)
    groups = [Group(told.paper_id, [(told,)])] if told else made_by(turn.text, reader)
    composer = Composer(reader.title_of, groups)
    if told:
        return Recorded(composer.written(composer.paragraphs(groups)))
    text = f"{BY_TEXTS}\n\n{composer.bullets(groups)}"
    return Recorded(composer.written(text)) if groups else None


def made_by(question: str, reader: Reader) -> list[Group]:
    """The works that a text here says to be by, or to have appeared with, whom a question names."""
    venue = _ASKS_VENUE.search(question)
    asks = (*(asks.search(question) for asks in _ASKS_WORKS), venue)
    found = next(filter(None, asks), None)
    if found is None or found["who"] in people(reader.library) or _is_day(found["who"]):
        return []
    asked: Asked = "venue" if found is venue else "adjective" if found is asks[ADJECTIVE] else "by"
    year = re.compile(rf"(?<!\d){venue['year']}\b" if venue and venue["year"] else "")
    groups = []
    for work in reader.library.works:
        said = reader.sentences.of_work(work.paper_id)
        said = [e for e in said if found["who"] in e.text and year.search(e.text)]
        told = [
            e
            for e in said
            if is_maker(found["who"], asked, e.text, work.name)
            and (_names_maker(e, work.name) or (venue and _APPEARED.search(e.text)))
        ]
        originals = [e for e in told if e.source_type != "card"]
        if units := [(e,) for e in originals or told]:
            groups.append(Group(work.paper_id, [*units]))
    return groups


def _names_maker(said: Evidence, title: str) -> bool:
    return names_authors(said.text, title) or telling("from", [said]) is not None


def _is_day(name: str) -> bool:
    """Whether a name is one of a month or day."""
    return any(True for _ in find_periods(in_dates(name))) or name.lower().rstrip("s") in _DAYS


def invented(question: str, hits: Iterable[Hit], reader: Reader) -> Evidence | None:
    """The sentence of the found works that says who invented what a question names; else None."""
    found = _ASKS_MAKER.search(question)
    wanted = frozenset(subject_terms(found["what"])) - _KIND if found else frozenset()
    if not wanted:
        return None
    said = (e for hit in hits for e in reader.sentences.of_work(hit.paper_id))
    told = [e for e in said if _tells(e.text, wanted)]
    return min(told, key=lambda e: e.source_type == "card", default=None)


def _tells(text: str, wanted: frozenset[str]) -> bool:
    """Whether a sentence says who invented just this: its name stands right beside that."""
    bare = re.sub(r"[*_]", "", text)
    before = (_STANDS_FOR.sub("", bare[: found.start()]) for found in _BY.finditer(bare))
    after = (_CLAUSE.split(bare[found.end() :])[0] for found in _OF.finditer(bare))
    size = len(wanted)
    return any(wanted == frozenset(_named(said)[-size:]) for said in before) or any(
        wanted == frozenset(_named(said)[:size]) for said in after
    )


def _named(text: str) -> list[str]:
    return [term for term in terms(text) if term not in _KIND]


def is_made(question: str, works: Sequence[str], reader: Reader) -> bool:
    """Whether it is asked who made the one work that it names, and nothing of it."""
    found = _ASKS_MAKER.search(question)
    if found is None:
        return asks_writer(question) and bool(works)
    names = reader.sentences.words_of(*works[:1]).names
    return len(works) == 1 and names.issuperset(subject_terms(found["what"]))
