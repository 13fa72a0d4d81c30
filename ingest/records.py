"""In: nothing; out: the frozen records that every room passes on (documents, sources, works)."""

import re
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SkipValidation

SourceType = Literal["card", "review", "thread", "transcript", "document"]
Kind = Literal["method", "analysis", "theory", "survey", "benchmark", "position", "other"]
Voice = Literal["paper", "reviewer", "author", "streamer", "chat", "card"]
BlockKind = Literal["heading", "paragraph", "item", "formula", "table"]
_AND = re.compile(r"\s*(?:,|&|\band\b)\s*")
Span = tuple[int, int]
"""First and last line, 1-based, inclusive."""


class Record(BaseModel):
    """A frozen record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RawText(Record):
    """One file as read: `lines[i]` is line i + 1, without its line end; a slice is a tuple."""

    file: str
    sha256: str
    encoding: str
    lines: SkipValidation[Sequence[str]]


class Repair(Record):
    """One entry of the ledger: what a rule read differently in `line`; the file is untouched."""

    line: int
    rule: str
    before: str
    after: str


class Note(Record):
    """Something a careful reader should know about a source: a code, where, and one sentence."""

    code: str
    line: int
    message: str


class Furniture(Record):
    """Lines that belong to no work, by named class (`post-footer`, `banter`, ...)."""

    kind: str
    spans: tuple[Span, ...]


class Block(Record):
    """A heading, paragraph, list item, formula or table row group of a source.

    `text` is verbatim: the non-blank lines named in `lines`, joined by newlines, white space at
    their ends dropped. `clean` is the repaired reading where a repair changes it, else None.
    """

    kind: BlockKind
    voice: Voice
    text: str
    lines: tuple[int, ...]
    section: str | None = None
    clean: str | None = None

    @property
    def reading(self) -> str:
        """The text as it should be read: repaired where a repair applies, else verbatim."""
        return self.clean if self.clean is not None else self.text


class Relation(Record):
    """How a work relates to another: `extends`, `contradicts`, `same idea`, `baseline of`, ..."""

    paper_id: str
    relation: str


class Mention(Record):
    """Where a card says the work was spoken of: document, day and by whom."""

    document: str
    date: str | None = None
    reviewer: str | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """By whom, one by one: of "Ana and Bo", Ana, Bo."""
        return tuple(filter(None, _AND.split(self.reviewer or "")))


class CardFields(Record):
    """What only a card's front matter states; `label` names a work whose title no text gives."""

    paper_id: str
    label: str | None = None
    arxiv_why: str | None = None
    topics: tuple[str, ...] = ()
    demo: str | None = None
    aliases: tuple[str, ...] = ()
    see_also: tuple[Relation, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Source(Record):
    """One text about one work, in one file. `spans` cover every non-blank line of it.

    `title` is the work's title as meant, `title_printed` as it stands in the header's place.
    `date` is as meant (ISO), `date_printed` as printed. Unknown is None, with a note saying why.
    """

    source_id: str
    type: SourceType
    file: str
    spans: tuple[Span, ...]
    header: str | None = None
    date: str | None = None
    date_printed: str | None = None
    reviewers: tuple[str, ...] = ()
    title: str | None = None
    title_printed: str | None = None
    links: tuple[str, ...] = ()
    arxiv_id: str | None = None
    kind: Kind | None = None
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    card: CardFields | None = None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Of a card, the texts that it tells of."""
        return self.card.mentions if self.card else ()

    @property
    def days(self) -> tuple[str, ...]:
        """Its date; of a card, those of the texts that it tells of."""
        days = (self.date, *(mention.date for mention in self.mentions))
        return tuple(day for day in days if day)

    @property
    def people(self) -> tuple[str, ...]:
        """Its reviewers; of a card, those of the texts that it tells of."""
        told = (name for mention in self.mentions for name in mention.people)
        return tuple(dict.fromkeys((*self.reviewers, *told)))

    @property
    def together(self) -> bool:
        """Whether several people reviewed at once; of a card, a text that it tells of."""
        by = (self.reviewers, *(mention.people for mention in self.mentions))
        return any(len(people) > 1 for people in by)


class Document(Record):
    """One parsed file: its sources, the lines that are furniture, and the ledger of repairs.

    `file` is the name it is cited by, `origin` the path it came from, `reader` the hash of the
    code that parsed it (another hash: it is parsed again).
    """

    file: str
    origin: str = ""
    reader: str = ""
    sha256: str
    type: SourceType
    encoding: str
    line_count: int = Field(ge=0)
    sources: tuple[Source, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    repairs: tuple[Repair, ...] = ()


class Work(Record):
    """One work, joined by arXiv id or title, with every source that speaks of it."""

    paper_id: str
    title: str | None
    label: str | None = None
    arxiv_id: str | None
    kind: Kind | None
    topics: tuple[str, ...]
    dates: tuple[str, ...]
    reviewers: tuple[str, ...]
    sources: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    demo: str | None = None
    see_also: tuple[Relation, ...] = ()

    @property
    def name(self) -> str:
        """What to call the work on a page: its title, else our label for it, else its id."""
        return self.title or self.label or self.paper_id
