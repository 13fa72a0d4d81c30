"""In: a turn that was kept and today's answer to it; out: what changed between them, and why.

A reason is read from what is known of both days: which texts the library held, where the works
were ranked, which verdicts were recorded. Where none of it explains a change, that is said too.
"""

from collections.abc import Callable, Iterator

from app.answering.records import Answer, Citation, DemoEntry, NoDemo
from app.chats import Turn
from app.history.differences import Changes, Evidence, Shift, Verdict, place
from app.history.shelf import Shelf, shelf_of
from ingest.library import Library
from ingest.records import Source


def recorded_on(paper_id: str) -> str | None:
    """The day on which the verdict of a work's demo was recorded."""
    from demos.registry import for_paper

    found = for_paper(paper_id)
    return found.recorded if found else None


def changes(
    then: Turn,
    now: Answer,
    library: Library,
    shelf: Shelf | None,
    day_of: Callable[[str], str | None] = recorded_on,
) -> Changes:
    """What is otherwise in today's answer. `shelf` is what the library held then, where known."""
    compared = _Compared(then, now, library, shelf)
    return Changes(
        question=then.question,
        asked=then.asked,
        status=(then.answer.status, now.status),
        new=tuple(compared.new()),
        gone=tuple(compared.gone()),
        ranks=tuple(compared.shifts()),
        verdicts=tuple(_verdicts(then.answer, now, day_of)),
    )


class _Compared:
    """Both answers with what is known of the library on both days."""

    def __init__(self, then: Turn, now: Answer, library: Library, shelf: Shelf | None) -> None:
        self._then, self._now, self._library, self._shelf = then, now, library, shelf
        today = shelf_of(library)
        self._today = frozenset(today.texts.values())
        self._same_library = shelf is not None and shelf.digest == today.digest
        self._ranked_then = _places(then.ranked)
        self._ranked_now = _places(now.ranked)

    def new(self) -> Iterator[Evidence]:
        """The quotes that today's answer has and the kept one had not."""
        had = {_key(citation) for citation in self._then.answer.citations}
        reworded = self._then.answer.engine != "extractive"  # a model need not use all it sees
        for citation in self._now.citations:
            why = self._source_new(self._library.sources[citation.source_id])
            if _key(citation) not in had and (why or not reworded):
                yield _evidence(citation, why or self._moved(citation.paper_id))

    def gone(self) -> Iterator[Evidence]:
        """The quotes that the kept answer had and today's has not."""
        has = {_key(citation) for citation in self._now.citations}
        for citation in self._then.answer.citations:
            if _key(citation) not in has:
                why = self._source_gone(citation) or self._moved(citation.paper_id)
                yield _evidence(citation, why)

    def shifts(self) -> Iterator[Shift]:
        """The cited works that are ranked otherwise; none where a ranking is not known."""
        if not self._ranked_then or not self._ranked_now:
            return
        cited = (*self._now.citations, *self._then.answer.citations)
        for paper_id, title in {c.paper_id: c.title or c.paper_id for c in cited}.items():
            before, now = self._ranked_then.get(paper_id), self._ranked_now.get(paper_id)
            if before != now:
                why = self._why_shifted(paper_id, now)
                yield Shift(paper_id=paper_id, title=title, before=before, now=now, why=why)

    def _source_new(self, source: Source) -> str | None:
        if self._shelf is None or self._shelf.holds(source):
            return None
        before = self._shelf.texts.get(source.source_id)
        if before and before not in self._today:
            return f"{source.file} reads otherwise now"
        return f"its source is new: {_where(source)}"

    def _source_gone(self, citation: Citation) -> str | None:
        if self._shelf is None:
            known = citation.source_id in self._library.sources
            return None if known else f"{citation.file} has left the library or has moved"
        text = self._shelf.texts.get(citation.source_id)
        if text is None or text in self._today:
            return None
        there = citation.source_id in self._library.sources
        return f"{citation.file} {'reads otherwise now' if there else 'has left the library'}"

    def _moved(self, paper_id: str) -> str:
        """Why a sentence whose source did not change is chosen, or is not any more."""
        before, now = self._ranked_then.get(paper_id), self._ranked_now.get(paper_id)
        if before != now and self._ranked_then and self._ranked_now:
            return f"its work is ranked {place(now)}, and was {place(before)}"
        fresh = self._fresh(paper_id)
        if fresh:
            return f"chosen anew beside what is new: {_where(fresh[0])}"
        return self._otherwise()

    def _why_shifted(self, paper_id: str, now: int | None) -> str:
        if fresh := self._fresh(paper_id):
            return f"more is said of it: {_where(fresh[0])}"
        if paper_id not in self._library.works_by_id:
            return "it has left the library"
        above = self._now.ranked[: now - 1] if now else self._now.ranked
        for other in above:
            if fresh := self._fresh(other):
                name = self._library.works_by_id[other].name
                return f"“{name}” stands above it, of which more is said: {_where(fresh[0])}"
        return self._otherwise()

    def _fresh(self, paper_id: str) -> list[Source]:
        """The sources of a work that the library did not hold then."""
        work = self._library.works_by_id.get(paper_id)
        if self._shelf is None or work is None:
            return []
        sources = (self._library.sources[name] for name in work.sources)
        return [source for source in sources if not self._shelf.holds(source)]

    def _otherwise(self) -> str:
        if self._same_library:
            return "the library is the same; Litmus itself has changed"
        if self._shelf is None:
            return "what the library held then was not written down"
        return "other texts came or went, and words weigh otherwise"


def _verdicts(then: Answer, now: Answer, day_of: Callable[[str], str | None]) -> Iterator[Verdict]:
    """The works that both answers cite and whose demo says something else now."""
    titles = {c.paper_id: c.title or c.paper_id for c in now.citations}
    before = {demo.paper_id: demo for demo in then.demos}
    for demo in now.demos:
        old = before.get(demo.paper_id)
        if old is None or (old.id, _verdict(old)) == (demo.id, _verdict(demo)):
            continue
        if old.id is None:
            why = "a demo has been written"
        elif demo.id is None:
            why = f"there is no demo any more: {demo.reason}"
        elif old.id != demo.id:
            why = f"another demo tests it: {demo.id}"
        else:
            why = f"its demo was run again on {day_of(demo.paper_id) or 'a later day'}"
        yield Verdict(
            paper_id=demo.paper_id,
            title=titles[demo.paper_id],
            before=_verdict(old),
            now=_verdict(demo),
            why=why,
        )


def _verdict(demo: DemoEntry | NoDemo) -> str | None:
    return demo.verdict if isinstance(demo, DemoEntry) else None


def _evidence(citation: Citation, why: str) -> Evidence:
    keep = {"paper_id", "title", "file", "start_line", "end_line", "quote"}
    return Evidence(**citation.model_dump(include=keep), why=why)


def _key(citation: Citation) -> tuple[str, str]:
    """What makes two quotes one: lines move when a file grows, words do not."""
    return citation.paper_id, " ".join(citation.quote.split())


def _places(ranked: tuple[str, ...]) -> dict[str, int]:
    return {paper_id: place for place, paper_id in enumerate(ranked, 1)}


def _where(source: Source) -> str:
    return f"{source.type}, {source.file}:{source.spans[0][0]}"
