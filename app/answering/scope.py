"""In: what an answer may rest on (work, topic, day, person, source, voice); out: a reader of that.

The library itself is narrowed, so that every step of an answer sees the works, sources and
paragraphs that pass and nothing else.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Self

from pydantic import Field, field_validator

from app.answering.reader import Reader
from app.checked import checked
from app.topics import area_of, name_of
from ingest.errors import UsageError
from ingest.library import Library
from ingest.records import Document, Record, Source, SourceType, Voice, Work

_Text = Field(default=(), max_length=50)


class Scope(Record):
    """What passes: one of the works (by paper id), of one of the topics (id, name or area),
    reviewed within the days by one of the people, told in a source of one of the types, said by one
    of the voices. Empty lets all pass.

    A card passes for the day or the reviewer of any review that it names.
    """

    work: tuple[str, ...] = _Text
    topic: tuple[str, ...] = _Text
    since: date | None = None
    until: date | None = None
    by: tuple[str, ...] = _Text
    source: tuple[SourceType, ...] = _Text
    voice: tuple[Voice, ...] = _Text

    @field_validator("work", "topic", "by", "source", "voice")
    @classmethod
    def _once(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(values))

    @classmethod
    def of(cls, **values: object) -> Self:
        """Check values from the outside. Raises UsageError naming the one that is wrong."""
        made = checked(cls, values)
        if made.since and made.until and made.since > made.until:
            raise UsageError(f"--since {made.since} is after --until {made.until}; swap them")
        return made

    def about(self, paper_id: str | None) -> Self:
        """The same, of this work alone where one is given."""
        return self.model_copy(update={"work": (paper_id,)}) if paper_id else self

    def __bool__(self) -> bool:
        """Whether anything is kept out."""
        return self != EVERYTHING


EVERYTHING = Scope()


def narrowed(reader: Reader, scope: Scope) -> Reader:
    """A reader of what passes, with the words and vectors of the whole library.

    Raises UsageError where nothing passes.
    """
    if not scope:
        return reader
    library = narrow(reader.library, scope)
    if not library.works:
        raise UsageError("no source passes all filters together; take one of them away")
    searcher = reader.searcher.within(library.works_by_id)
    alone = scope.work[0] if len(scope.work) == 1 else None
    return replace(reader, searcher=searcher, library=library, base=reader, alone=alone)


def narrow(library: Library, scope: Scope) -> Library:
    """The works, sources and blocks that pass, each with the id and the lines that it has."""
    works = {work.paper_id: work for work in library.works if _is_wanted(work, scope)}
    wanted = {source_id for work in works.values() for source_id in work.sources}
    documents = tuple(filter(None, map(partial(_document, wanted, scope), library.documents)))
    left = {source.source_id for doc in documents for source in doc.sources}
    kept = []
    for work in works.values():
        if sources := tuple(name for name in work.sources if name in left):
            kept.append(work.model_copy(update={"sources": sources}))
    return Library(documents=documents, works=tuple(kept))


def _is_wanted(work: Work, scope: Scope) -> bool:
    if scope.work and work.paper_id not in scope.work:
        return False
    names = {area_of(work.topics), *work.topics, *map(name_of, work.topics)}
    return not scope.topic or not names.isdisjoint(scope.topic)


def _document(wanted: set[str], scope: Scope, doc: Document) -> Document | None:
    sources = (_source(source, scope) for source in doc.sources if source.source_id in wanted)
    kept = tuple(filter(None, sources))
    return doc.model_copy(update={"sources": kept}) if kept else None


def _source(source: Source, scope: Scope) -> Source | None:
    """A source with the blocks that pass; None where nothing of it does."""
    if scope.source and source.type not in scope.source:
        return None
    if not _in_time(source.days, scope) or not _by(source.people, scope):
        return None
    if not scope.voice:
        return source
    blocks = tuple(block for block in source.blocks if block.voice in scope.voice)
    return source.model_copy(update={"blocks": blocks}) if blocks else None


def _in_time(days: Sequence[str], scope: Scope) -> bool:
    if scope.since is None and scope.until is None:
        return True
    since, until = str(scope.since or date.min), str(scope.until or date.max)
    return any(since <= day <= until for day in days)


def _by(people: Sequence[str], scope: Scope) -> bool:
    named = " ".join(people).casefold()
    return not scope.by or any(name.casefold() in named for name in scope.by)
