"""In: a question about a record that names no work; out: the work that it speaks of, and how sure.

What asks for the record is no word of the work's.
"""

import re
from typing import NamedTuple

from app.answering.archive import listing
from app.answering.archive.called import called, is_called
from app.answering.archive.limits import read_filters
from app.answering.archive.people import people
from app.answering.draft import make_draft
from app.answering.missing import foreign_titles, missing_names
from app.answering.names import unbracketed
from app.answering.reader import Reader
from app.answering.terms import plain, subject_terms
from app.answering.turn import Turn

_IN_THREAD = re.compile(r"\bthread\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|on|that|which|where|whose|with|without|for|from|using|of|in|by|to|\w+ing)\b",
    re.IGNORECASE,
)
SURE = 0.9
"""So sure must be what is meant without a name that no text has."""


class Meant(NamedTuple):
    """The works that are spoken of without their name, how sure that is, the name in the question
    that no text has, and what it calls the work that is no name of it ("" for none)."""

    works: tuple[str, ...]
    sure: float
    gone: str = ""
    strange: str = ""


def meant(text: str, reader: Reader, *, alike: bool = False) -> Meant:
    """The work that a question about a record speaks of, if it describes one or has some words of
    its name (or all that have them, `alike`); a name that no work has is strange."""
    found = _nearest(text, reader)
    name = called(text, people(reader.library)) if found.works else None
    if name is None:
        return found
    if alike and len(titled := reader.names.all_with(name.name)) > 1:
        return Meant(titled, 1.0)
    if is_called(name._replace(loose=False), found.works[0], reader):
        return found
    if is_called(name, found.works[0], reader):
        return found if found.gone else found._replace(strange=name.name)
    return Meant((), 0.0, strange=name.name)


def _nearest(text: str, reader: Reader) -> Meant:
    """The work that a question about a record speaks of without naming it."""
    filters, subject = read_filters(text, reader.library)
    if not subject_terms(subject):
        only = listing.only_one(filters, reader.library)
        return Meant((only,), 1.0) if only else Meant((), 0.0)
    if named := reader.names.named_in(subject) or reader.names.with_words(subject):
        return Meant(named[:1], 1.0)
    if foreign_titles(text, titles(reader)):
        return Meant((), 0.0)
    if _IN_THREAD.search(text):
        filters = filters.model_copy(update={"told_in": "thread"})
    hits = reader.searcher.search(subject, reader.settings.works, filters=filters or None).hits
    made = make_draft(Turn(subject, subject, subject, hits=hits), reader)
    sure = reader.sure(made.seen)
    gone = next(iter(missing_names(text, "", lambda: reader.said)), "")
    if gone:
        # a name that no text has, or has otherwise, need not hide what the rest says
        rest = text.replace(gone, " ")
        other = _nearest(rest, reader) if len(subject_terms(rest)) > 1 else Meant((), 0.0)
        if other.sure >= SURE:
            return other._replace(gone=gone)
    works = made.groups[:1] if sure >= reader.threshold else []
    unsure = bool(works) and not gone and sure < SURE
    strange = _strange(text, subject, works[0].paper_id, reader) if unsure else ""
    return Meant(tuple(group.paper_id for group in works), sure, gone, strange)


def _strange(text: str, subject: str, paper_id: str, reader: Reader) -> str:
    """What a question calls a work that goes by other names; "" where it says what it is about."""
    own = reader.sentences.words_of(paper_id).names
    called = not _ABOUT.search(text) and not own.issuperset(subject_terms(subject))
    return subject if called else ""


def titles(reader: Reader) -> str:
    """All titles of the library in plain words, with and without what they have in brackets."""
    names = (work.name for work in reader.library.works)
    return " ".join(plain(form) for name in names for form in {name, unbracketed(name)})
