"""In: an opened index, its library, its texts; out: what the answer reads from, in one place."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.answering.abstain import Features, confidence
from app.answering.calibration import Calibration, shipped
from app.answering.field import Field, load_field
from app.answering.names import Names
from app.answering.records import DemoEntry, NoDemo
from app.answering.sentence_store import Sentences
from app.answering.settings import AppSettings
from app.answering.terms import Vocabulary, lowered, words
from app.answering.vectors import SentenceVectors
from app.quotes import QuoteFinder
from index.search import Searcher
from index.themes import load_themes
from ingest.library import Library

NO_DEMO = "no demo has been written for this work yet"


def demo_entry(paper_id: str) -> DemoEntry | NoDemo:
    """The demo of a work as an answer shows it, or why there is none."""
    from demos.registry import for_paper

    demo = for_paper(paper_id)
    if demo is None:
        return NoDemo(paper_id=paper_id, reason=NO_DEMO)
    return DemoEntry(
        paper_id=paper_id,
        id=demo.id,
        verdict=demo.verdict,
        claim=demo.claim,
        command=f"litmus demo run {demo.id}",
    )


@dataclass(frozen=True)
class Reader:
    """One library as the answer sees it; make one per process, its caches fill as it is asked.

    `lines_of` gives the untouched lines of a file by its name; `demo_for` the demo entry of a paper
    id, or the reason why there is none; `kept` is the folder of the sentences' vectors, None where
    they are made as they are needed; `words` gives the counts of its words where they are kept;
    `base` is the reader that this one is a part of; `alone` is the one work that was chosen to be
    asked about, if one was; `acronyms` are the library's, with what they stand for; `calibration`
    says when to refuse.
    """

    searcher: Searcher
    library: Library
    lines_of: Callable[[str], Sequence[str]]
    demo_for: Callable[[str], DemoEntry | NoDemo] = demo_entry
    settings: AppSettings = field(default_factory=AppSettings)
    kept: Path | None = None
    base: "Reader | None" = None
    alone: str | None = None
    words: Callable[[], Vocabulary | None] | None = None
    acronyms: Mapping[str, str] = field(default_factory=dict)
    calibration: Calibration = field(default_factory=shipped)

    @property
    def threshold(self) -> float:
        """The least confidence at which an answer is given: as set, else as calibrated."""
        wanted = self.settings.threshold
        return self.calibration.threshold if wanted is None else wanted

    def field(self, query: str, works: Sequence[str]) -> float:
        """How far a question is of our field, from 0 to 1, where these works (paper ids) answer it.

        1 where one of them is on no reading list: a user's own text or card may be of any field.
        """
        if self._field is None or not self._listed.issuperset(works):
            return 1.0
        return self._field.holds(self.sentences.vectors.asked(query))

    @cached_property
    def _listed(self) -> frozenset[str]:
        """The works that are on our reading lists, all of which are of our field."""
        themes = load_themes(self.searcher.embedder.fingerprint)
        return themes.listed if themes else frozenset()

    @cached_property
    def _field(self) -> Field | None:
        return load_field(self.searcher.embedder.fingerprint)

    def sure(self, seen: Features) -> float:
        """How sure an answer of these features is, from 0 to 1."""
        return round(confidence(seen, self.calibration.weights, self.calibration.bias), 3)

    @cached_property
    def sentences(self) -> Sentences:
        """The library's sentences, read source by source as they are needed."""
        if self.base is not None:
            whole = self.base.sentences
            return Sentences(self.library, self.lines_of, whole.vectors, whole.vocabulary)
        vectors = SentenceVectors(self.searcher.embedder, self.kept)
        words = self.words() if self.words else None
        return Sentences(self.library, self.lines_of, vectors, words)

    @cached_property
    def names(self) -> Names:
        """The names by which a question can mean a work."""
        return Names(self.library.works, self.sentences.vocabulary)

    @cached_property
    def said(self) -> str:
        """All texts of the library in lower case, Greek letters by name, to look for a name in."""
        files = (document.file for document in self.library.documents)
        return lowered("\n".join("\n".join(self.lines_of(file)) for file in files))

    @cached_property
    def used(self) -> Counter[str]:
        """How often the library uses each word."""
        return self.base.used if self.base is not None else Counter(words(self.said))

    @cached_property
    def quotes(self) -> QuoteFinder:
        """The library's texts, searchable for a verbatim quote."""
        return QuoteFinder(self.library, self.lines_of)

    def title_of(self, paper_id: str) -> str:
        """What to call a work: its title, else our label for it, else its id."""
        return self.library.works_by_id[paper_id].name
