"""In: a question, a library; out: the records that it limits works to, and its other words."""

import re

from app.answering.archive.facts import subject_words
from app.answering.archive.people import people
from app.answering.archive.reviewed import of_reviews
from index.filters import Filters
from index.query import understand
from ingest.library import Library
from ingest.records import Kind

_KINDS: dict[str, Kind] = {
    "survey": "survey",
    "benchmark": "benchmark",
    "position": "position",
    "opinion": "position",
    "theory": "theory",
    "theoretical": "theory",
    "analysis": "analysis",
}
_OF_KIND = re.compile(
    rf"\b(?P<of>{'|'.join(_KINDS)})\s+(?=(?:papers?|works?|articles?|reviews?)\b)"
    r"|\b(?P<end>first|last|latest|newest|oldest|earliest|recent)\s+(?P<one>survey|benchmark)\b",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"\b(?:on|from|as|in)\s+(?:an?\s+)?(?:(?:bluesky|bsky|twitter)(?:\s+(?:posts?|threads?))?|tweets?)\b",
    re.IGNORECASE,
)
_REVIEWS = re.compile(r"\breview(?:s|ed)?\b", re.IGNORECASE)


def read_filters(question: str, library: Library) -> tuple[Filters, str]:
    """The records that a question limits works to, and the words of it that no record holds."""
    kind, question = _of_kind(question)
    posted = bool(_POSTED.search(question))
    question = _POSTED.sub("in a thread", question)
    filters, rest, named = understand(question, library.works)
    update = {"reviewers": named, "kinds": filters.kinds or kind}
    filters = filters.model_copy(update=update | ({"told_in": "thread"} if posted else {}))
    filters = (
        kept_to_reviews(filters, question, library)
        if filters.timed or filters.times > 1
        else filters
    )
    return filters, " ".join(subject_words(rest if filters else question, people(library)))


def _of_kind(question: str) -> tuple[tuple[Kind, ...], str]:
    """The kind of paper that is asked for in the singular too, and the question for any paper."""
    found = _OF_KIND.search(question)
    if found is None:
        return (), question
    kind = _KINDS[(found["of"] or found["one"]).lower()]
    instead = "" if found["of"] else f"{found['end']} paper"
    return (kind,), question[: found.start()] + instead + question[found.end() :]


def kept_to_reviews(filters: Filters, question: str, library: Library) -> Filters:
    """The filters, kept to reviews where the question calls what it asks for so."""
    return of_reviews(filters, library) if _REVIEWS.search(question) else filters
