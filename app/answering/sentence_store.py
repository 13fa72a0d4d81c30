"""In: a library; out: its sentences, cut source by source as they are needed, and its words."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from app.answering.evidence import Evidence, cut
from app.answering.matter import Matter, matter
from app.answering.names import initials_of
from app.answering.terms import Vocabulary, plain, terms
from app.answering.vectors import SentenceVectors
from ingest.library import Library


class WorkWords(NamedTuple):
    """The words of a work: terms of its names, all its terms, and all it says in plain words."""

    names: frozenset[str]
    terms: frozenset[str]
    text: str


class Sentences:
    """The sentences of a library, cut source by source on demand, with their vectors."""

    def __init__(
        self,
        library: Library,
        lines_of: Callable[[str], Sequence[str]],
        vectors: SentenceVectors,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self.vectors = vectors
        self._given = vocabulary
        self._library = library
        self._lines_of = lines_of
        self._cut: dict[str, tuple[Evidence, ...]] = {}
        self._words: dict[str, WorkWords] = {}
        self._names_of: dict[str, frozenset[str]] = {}
        self._matter: dict[str, Matter | None] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words given, else those of the library by work, titles and nicknames among them."""
        if self._given is not None:
            return self._given
        return Vocabulary(self._work_terms(work.paper_id) for work in self._library.works)

    def of(self, source_id: str) -> tuple[Evidence, ...]:
        """All sentences of a source, in reading order."""
        if source_id not in self._cut:
            source = self._library.sources[source_id]
            paper_id = self._library.work_of[source_id]
            self._cut[source_id] = tuple(cut(source, paper_id, self._lines_of(source.file)))
        return self._cut[source_id]

    def of_work(self, paper_id: str) -> list[Evidence]:
        """All sentences of all sources of a work."""
        return [
            e for source in self._library.works_by_id[paper_id].sources for e in self.of(source)
        ]

    def compared(self) -> list[str]:
        """The readings that questions are compared with, of the whole library, in a fixed order."""
        every = (e for work in self._library.works for e in self.of_work(work.paper_id))
        return sorted({e.reading for e in every if e.fit > 0})

    def name_terms(self, paper_id: str) -> frozenset[str]:
        """The terms of a work's title, label and nicknames, and the title's initials."""
        if paper_id not in self._names_of:
            names = self.names(paper_id)
            self._names_of[paper_id] = frozenset(t for name in names for t in terms(name))
        return self._names_of[paper_id]

    def title_terms(self, paper_id: str) -> frozenset[str]:
        """The terms of a work's title or label, and the title's initials."""
        title = self._library.works_by_id[paper_id].name
        return frozenset(t for name in (title, *initials_of(title)) for t in terms(name))

    def matter(self, paper_id: str) -> Matter | None:
        """The sentences of a work that can be evidence, weighed; None where it has none."""
        if paper_id not in self._matter:
            said = [e for e in self.of_work(paper_id) if e.fit > 0]
            known = self.vectors.of(e.reading for e in said)
            words = self.name_terms(paper_id), self.vocabulary
            self._matter[paper_id] = (
                matter(said, [known[e.reading] for e in said], *words) if said else None
            )
        return self._matter[paper_id]

    def words_of(self, *paper_ids: str) -> WorkWords:
        """All words on some works together: their names and their sentences."""
        each = [self._words_of(paper_id) for paper_id in paper_ids]
        return WorkWords(
            names=frozenset().union(*(words.names for words in each)),
            terms=frozenset().union(*(words.terms for words in each)),
            text=" ".join(words.text for words in each),
        )

    def _words_of(self, paper_id: str) -> WorkWords:
        if paper_id not in self._words:
            said = self.of_work(paper_id)
            names = self.name_terms(paper_id)
            text = plain(" ".join([*self.names(paper_id), *(e.reading for e in said)]))
            self._words[paper_id] = WorkWords(names, names.union(*(e.terms for e in said)), text)
        return self._words[paper_id]

    def before(self, evidence: Evidence) -> Evidence | None:
        """The sentence just before in the same block, or the end of the block before it."""
        if evidence.order == 0:
            return None
        previous = self.of(evidence.source_id)[evidence.order - 1]
        return previous if previous.block >= evidence.block - 1 and previous.fit else None

    def items_of(self, evidence: Evidence) -> list[Evidence]:
        """The list items or formulas that a sentence introduces."""
        return [self.of(evidence.source_id)[order] for order in evidence.items]

    def names(self, paper_id: str) -> tuple[str, ...]:
        """The title or label of a work, what is before its colon, its initials, its nicknames."""
        work = self._library.works_by_id[paper_id]
        head = work.name.split(":")[0]
        return (work.name, head, *initials_of(work.name), *work.aliases)

    def _work_terms(self, paper_id: str) -> Iterator[str]:
        work = self._library.works_by_id[paper_id]
        for name in (work.name, *work.aliases):
            yield from terms(name)
        for source_id in work.sources:
            source = self._library.sources[source_id]
            for said in (source.title, source.title_printed, *source.reviewers):
                yield from terms(said or "")
            for block in source.blocks:
                # every card has the same headings, so their words tell nothing
                if block.kind != "heading" or source.type != "card":
                    yield from terms(block.reading)
