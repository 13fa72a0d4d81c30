"""In: documents and works; out: the library that index and app read, looked up by id."""

from functools import cached_property

from ingest.records import Document, Record, Source, Work


class Library(Record):
    """All parsed documents and the works they speak of, each in a fixed order."""

    documents: tuple[Document, ...] = ()
    works: tuple[Work, ...] = ()

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by its id."""
        return {source.source_id: source for doc in self.documents for source in doc.sources}

    @cached_property
    def works_by_id(self) -> dict[str, Work]:
        """Every work by its paper id."""
        return {work.paper_id: work for work in self.works}

    @cached_property
    def work_of(self) -> dict[str, str]:
        """The paper id of each source id."""
        return {source: work.paper_id for work in self.works for source in work.sources}
