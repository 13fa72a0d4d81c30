"""In: nothing; out: the frozen records of an answer, as `ask --json` prints them."""

from typing import Literal

from pydantic import Field

from ingest.records import Record, Voice

Status = Literal["answered", "abstained"]


class Cited(Record):
    """One sentence of an answer, word for word as in its source; `cites` are citation numbers.

    `supported` is True of every extractive sentence; a generated one must earn it.
    """

    text: str
    cites: tuple[int, ...]
    supported: bool = True


class Citation(Record):
    """Where a sentence stands: `quote` is found in `file` at those lines, white space aside.

    `voice` (who says it) is for the page and the terminal; the JSON form has no such key.
    """

    n: int
    paper_id: str
    title: str | None
    source_id: str
    file: str
    start_line: int
    end_line: int
    quote: str
    voice: Voice = Field(default="reviewer", exclude=True)


class DemoEntry(Record):
    """The demo of a cited work: what it tests, its recorded verdict, how to run it."""

    paper_id: str
    id: str
    verdict: str | None
    claim: str
    command: str


class NoDemo(Record):
    """Why a cited work has no demo."""

    paper_id: str
    id: None = None
    reason: str


class Nearest(Record):
    """A work near the question that the answer does not cite."""

    paper_id: str
    title: str | None


class Answer(Record):
    """A question's answer: Markdown with `[n]` marks, its sentences, citations and demos.

    `confidence` is between 0 and 1; `timings_ms` are milliseconds by stage. `ranked` are the ids of
    the works that were found, best first; like a citation's voice, the JSON form has no such key.
    """

    question: str
    status: Status
    text: str
    sentences: tuple[Cited, ...] = ()
    citations: tuple[Citation, ...] = ()
    demos: tuple[DemoEntry | NoDemo, ...] = ()
    confidence: float = Field(ge=0.0, le=1.0)
    nearest: tuple[Nearest, ...] = ()
    engine: str = "extractive"
    timings_ms: dict[str, float] = Field(default_factory=dict)
    ranked: tuple[str, ...] = Field(default=(), exclude=True)
