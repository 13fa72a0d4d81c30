"""In: the sentences on a work; out: those that say when that very work came out, or from whom.

Texts tell of the years of other works, of models and of data as well, and of those who did
something before. So the work must be what is spoken of: this paper, or the one that is announced.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from app.answering.archive.authors import is_written_by, naming_authors
from app.answering.archive.facts import What
from app.answering.evidence import Evidence

_WORK = r"(?:paper|work|survey|study|article|preprint)\b"
_THIS = rf"\b(?:(?:this|the|today['’]s)\s+{_WORK}|this\s+(?:\w+\s+){{1,2}}{_WORK})"
_ANNOUNCED = rf"\b(?:today|this is|let['’]s|(?:we|i)['’](?:ll|m|re))\b[^.;:]{{0,60}}?\b{_WORK}"

_WAS = (
    r"(?:[\s(,]+(?:that|which|itself|was|is|has|had|been|first|just|only|\w+ly|today|review\w*"
    r"|cover\w*|(?:we|i)['’](?:ll|m|re|ve)))*[\s(,]+"
)
_OUT = r"(?:published|released|posted|uploaded|submitted|c[oa]me out|appeared)"
_ON = (
    r"\s+(?:on|in|at|around|about|almost|nearly|over|some|just|only|more|less|roughly|exactly"
    r"|relatively|recently|early|late|last|back|an?|one|two|three|four|five|six|several|\d\w*)\b"
)
_SAME = r"(?:(?!\b(?:and(?! a half)|but|which|while|with|from|than)\b)[^.;:])"
"""A character of a clause that goes on about the same."""
_WHEN = r"\b(?:(?:19|20)\d\d|(?:years?|months?|weeks?|days?)(?: and a half)? ago|last \w+)\b"
_AGED = r"\b\w+-(?:year|month|week)s?-old"
_CAME_OUT = re.compile(
    rf"(?:{_THIS}|{_ANNOUNCED}){_WAS}{_OUT}(?:{_ON}{_SAME}{{0,40}}?|\s+){_WHEN}"
    rf"|{_WHEN}[^.;:]{{0,20}}{_THIS}{_WAS}{_OUT}\b"
    rf"|{_ANNOUNCED}\s+(?:from|of)\b{_SAME}{{0,20}}?{_WHEN}"
    rf"|\b(?:this is|today|let['’]s)\b[^.;:]{{0,40}}?{_AGED}\s+(?:\w+\s+)?{_WORK}"
    rf"|\bdat(?:es|ed|ing)\s+(?:the|this)\s+{_WORK}",
    re.IGNORECASE,
)

_PEOPLE = r"(?:teams?|researchers?|authors?|people|groups?|scientists)"
_ASIDE = r"(?:\s+\([^)]*\))?"
_AT = rf"{_ASIDE}\s+(?:at|from|of)\s+(?:(?:the|a)\s+)?[A-Z]"
_OTHERS = r"\b(?:earlier|[Oo]thers?|[Aa]nother|[Pp]revious(?:ly)?|[Uu]nlike|[Ll]ike|[Aa]s)\b"
_DOES = r"\b(?:propos|introduc|present|suggest|describ|develop|show|demonstrat|argu|ask)"
_BEHIND = re.compile(
    rf"^(?:(?!{_OTHERS})[^.;:]){{0,40}}?\b(?i:{_PEOPLE}){_AT}[^.;:]{{0,60}}?{_DOES}e?s?\b"
    rf"|^An?\s+(?i:(?:\w+\s+)?{_WORK}){_ASIDE}\s+(?:from|by)\s+(?:an?\s+{_PEOPLE}{_AT}"
    rf"|[A-Z][^.;:]{{0,40}}?{_DOES}(?:e?s|ing)\b)"
    rf"|(?i:{_THIS}|{_ANNOUNCED})(?:(?!\b(?:which|where|but|use[sd]?|data)\b)[^.;:]){{0,160}}?"
    rf"\b(?:{_PEOPLE}{_AT}|out of [A-Z]|(?:from|by) [A-Z][\w ]{{0,30}}? {_PEOPLE}\b)"
    rf"|(?i:{_THIS})(?:[^.;:]{{0,20}}?\b(?:is|are|comes?))?\s+(?:from|by)\s+(?:the\s+)?[A-Z]"
    rf"|\b(?i:(?:{_THIS}|it)\s+(?:was|is)\s+written\s+by)\s+[A-Z][\w ]{{0,30}}?{_PEOPLE}\b"
    rf"|\b(?i:authors?\s+of\s+(?:this|the)\s+{_WORK})[^.;:]{{0,20}}?"
    r"\b(?:is|are|include)\s+(?:(?:none other than|the|our|well-known)\s+){0,2}[A-Z]"
    rf"|\b[Aa]uthors?\s+(?:\w+\s+)?(?:are|is|come|comes)\s+(?:\w+\s+)?(?:from|at)\s+(?:the\s+)?[A-Z]"
)
_NAMED = r"@?[A-Z][\w-]+\s+[A-Z][\w-]+"
_TOGETHER = re.compile(
    r"\b(?i:collaborators|co-?authors|co-?led (?:with|by)|(?:in )?collaboration with"
    rf"|joint (?:work|project) (?:with|by)|(?:led|written|done) (?:together )?(?:with|by))\b"
    rf":?[^.;]{{0,40}}?{_NAMED}"
)
MOST_NAMING = 3
_TOLD: Mapping[What, re.Pattern[str]] = {"out": _CAME_OUT, "from": _BEHIND, "by": _BEHIND}


def told_of(what: What, said: Sequence[Evidence], title: str) -> list[Evidence]:
    """What tells it of the work of this title; who wrote it may be told by several sentences."""
    named = naming_authors(said, title) if what == "by" else []
    told = None if named else telling(what, said)
    people = naming_people(said) if what == "by" else []
    return list(dict.fromkeys([*named, *([told] if told else []), *people]))


def telling(what: What, said: Iterable[Evidence]) -> Evidence | None:
    """The first sentence that tells it of the work itself; None where none does."""
    told = _TOLD.get(what)
    found = (e for e in said if told and (told.search(e.text) or _is_by(what, e.text)))
    return next(found, None)


def _is_by(what: What, text: str) -> bool:
    return what == "from" and is_written_by(text)


def naming_people(said: Iterable[Evidence]) -> list[Evidence]:
    """The sentences of threads in which those who made a work name one another, in order."""
    told = (e for e in said if e.source_type == "thread" and _TOGETHER.search(e.text))
    return list({e.text: e for e in told}.values())[:MOST_NAMING]
