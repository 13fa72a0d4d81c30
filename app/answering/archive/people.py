"""In: a question, a library; out: whether it asks for those who review, and who they are."""

import re
from collections import Counter

from ingest.library import Library
from ingest.records import SourceType

_PEOPLE = re.compile(
    r"\b(?:who|people|persons|whose|whom)\b.{0,40}\breview|\breviewers\b(?!['’])"
    r"|\b(?:which|what)\s+(?:\w+[\s-]+)?reviewer\b.{0,40}\b(?:most|fewest|least|often)\b"
    r"|\breview\w*\b.{0,30}\b(?:by|with) whom\b|\bwho\b.{0,40}\bguests?\b"
    r"|\b(?:which|what)\s+guests?\b|\bhow many\s+(?:\w+\s+)?(?:guests?|co-?reviewers)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\belse\b|\bco-?reviewers?\b|\bother (?:reviewers|people)\b"
    r"|^\W*(?:and\s+)?who\b.{0,40}\breview\w*\s+(?:\w+\s+)?(?:with|alongside)\b"
    r"|^\W*(?:and\s+)?who\s+(?:\w+\s+)?(?:helps?|helped|joins?|joined|assists?|assisted)\b.*\breview",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\bwho\b.{0,40}\breview\w*\b.{0,20}\bmost\b.{0,20}\bafter\b", re.IGNORECASE)

_EXACTLY = re.compile(r"\b(?:only|exactly|just)\s+(one|once|two|twice|three|\d+)\b", re.IGNORECASE)
_TIMES = {"one": 1, "once": 1, "two": 2, "twice": 2, "three": 3}


def how_many_each(question: str) -> int:
    """How many works each of those who are asked for must have reviewed, 0 where that is open."""
    found = _EXACTLY.search(question)
    return (_TIMES.get(found[1].lower()) or int(found[1])) if found else 0


def asks_people(question: str) -> bool:
    """Whether a question asks for those who reviewed something."""
    return bool(_PEOPLE.search(question))


def asks_others(question: str) -> bool:
    """Whether it asks for those beside the ones it names, or beside who reviews most."""
    return bool(_ELSE.search(question) or _NEXT.search(question))


def people(library: Library) -> frozenset[str]:
    """Everybody who reviewed a work."""
    return frozenset(name for work in library.works for name in work.reviewers)


def people_of(library: Library, told: SourceType) -> frozenset[str]:
    """Everybody who wrote a text of such a type."""
    texts = (source for source in library.sources.values() if source.type == told)
    return frozenset(name for source in texts for name in source.reviewers)


def hosts(library: Library) -> list[str]:
    """Who reviewed more than half of what was reviewed."""
    counts = Counter(name for work in library.works for name in work.reviewers)
    most = sum(bool(work.reviewers) for work in library.works) / 2
    return [name for name, count in counts.items() if count > most]
