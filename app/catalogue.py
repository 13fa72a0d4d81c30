"""In: a library; out: works filtered and shown as the rows that scripts and pages read."""

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any, Self

from rapidfuzz import fuzz, process, utils

from app.checked import checked
from app.home import texts_of
from app.themes import Theme, lists_of
from demos.registry import for_paper
from index.ranking import Ranking
from ingest.card_sections import FINDINGS, LIMITS
from ingest.differing import differing
from ingest.errors import UsageError
from ingest.library import Library
from ingest.merge import normal_title
from ingest.read import decode
from ingest.records import Kind, Record, Source, SourceType, Span, Work
from ingest.texts import fetch_text

_CLAIM_SECTIONS = (FINDINGS, LIMITS)


class PaperFilter(Record):
    """What `papers` keeps; None keeps all. Days are inclusive."""

    topic: str | None = None
    reading_list: str | None = None
    kind: Kind | None = None
    by: str | None = None
    since: date | None = None
    until: date | None = None
    source: SourceType | None = None

    @classmethod
    def of(cls, **values: str | None) -> Self:
        """Check values from the outside; raises UsageError naming the one that is wrong."""
        return checked(cls, values)


def papers(library: Library, wanted: PaperFilter) -> tuple[Work, ...]:
    """The works that pass the filter, newest first, undated last, ties by id.

    Of a reading list those come first that are squarely about it. Raises UsageError for a topic or
    a reading list that no work has.
    """
    topics = sorted({topic for work in library.works for topic in work.topics})
    if wanted.topic is not None and wanted.topic not in topics:
        nearest = process.extractOne(wanted.topic, topics, scorer=fuzz.WRatio)
        hint = f"; the nearest is {nearest[0]}" if nearest else ""
        raise UsageError(f"no work has the topic {wanted.topic!r}{hint}. See data/topics.yaml")
    found = [work for work in library.works if _passes(library, work, wanted)]
    found.sort(key=lambda work: work.paper_id)
    found.sort(key=lambda work: work.dates[-1] if work.dates else "", reverse=True)
    if wanted.reading_list is None:
        return tuple(found)
    theme = find_list(library, wanted.reading_list)
    return theme.works_squarely_first(work for work in found if work.paper_id in theme.works)


def find_list(library: Library, name: str) -> Theme:
    """The reading list of that id. Raises UsageError naming near ones if the library has none."""
    lists = lists_of(library)
    if name in lists:
        return lists[name]
    if not lists:
        raise UsageError("no work here is on a reading list; `litmus ingest` adds those that are")
    alike = process.extract(
        name, list(lists), scorer=fuzz.WRatio, processor=utils.default_process, limit=3
    )
    nearest = ", ".join(near for near, *_ in alike)
    raise UsageError(
        f"no reading list has the id {name!r}; the nearest are {nearest}. See data/themes.yaml"
    )


def _passes(library: Library, work: Work, wanted: PaperFilter) -> bool:
    types = {library.sources[source].type for source in work.sources}
    since, until = str(wanted.since or date.min), str(wanted.until or date.max)
    always = wanted.since is None and wanted.until is None
    return (
        (wanted.topic is None or wanted.topic in work.topics)
        and (wanted.kind is None or wanted.kind == work.kind)
        and (wanted.source is None or wanted.source in types)
        and (wanted.by is None or wanted.by.casefold() in " ".join(work.reviewers).casefold())
        and (always or any(since <= d <= until for d in work.dates))
    )


_NEAR = 85
"""A name less alike than this (rapidfuzz's WRatio, 0 to 100) is not what was meant."""


def find_work(library: Library, name: str) -> Work:
    """The work of that id, title or alias. Raises UsageError naming the nearest one if none is."""
    if name in library.works_by_id:
        return library.works_by_id[name]
    names = {normal_title(n): w for w in library.works for n in (w.paper_id, w.name, *w.aliases)}
    if (wanted := normal_title(name)) in names:
        return names[wanted]
    nearest = process.extractOne(wanted, names.keys(), scorer=fuzz.WRatio, score_cutoff=_NEAR)
    hint = f"; did you mean {names[nearest[0]].paper_id}?" if nearest else "."
    raise UsageError(f"no work is called {name!r}{hint} See `litmus papers`")


def paper_row(work: Work) -> dict[str, Any]:
    """A work as `export papers` writes it."""
    demo = for_paper(work.paper_id)
    keep = {"paper_id", "title", "arxiv_id", "kind", "topics", "dates", "reviewers", "sources"}
    row = work.model_dump(mode="json", include=keep)
    return row | {"demo": demo.id if demo else None, "verdict": demo.verdict if demo else None}


def source_row(source: Source, paper_id: str) -> dict[str, Any]:
    """A source as `export sources` writes it."""
    keep = {"header", "date", "date_printed", "reviewers", "title_printed", "links", "arxiv_id"}
    head = {"source_id": source.source_id, "paper_id": paper_id, "type": source.type}
    row = head | {"file": source.file, "spans": [list(span) for span in source.spans]}
    row |= source.model_dump(mode="json", include=keep)
    return row | {"notes": [note.model_dump() for note in source.notes]}


def ranking_row(ranking: Ranking) -> dict[str, Any]:
    """A ranking as `search --json` prints it: each hit with the demo of its work."""
    row = ranking.model_dump(mode="json")
    for hit in row["hits"]:
        demo = for_paper(hit["paper_id"])
        hit["demo"] = {"id": demo.id, "verdict": demo.verdict} if demo else None
    return row


def show_paper(library: Library, name: str, home_for_raw: Path | None = None) -> dict[str, Any]:
    """One work with everything known of it; with a home folder, its untouched lines too."""
    work = find_work(library, name)
    sources = [library.sources[source_id] for source_id in work.sources]
    rows = []
    for source in sources:
        row = source_row(source, work.paper_id)
        if home_for_raw is not None:
            row["raw"] = raw_lines(library, source, home_for_raw)
        rows.append(row)
    return paper_row(work) | {
        "label": work.label,
        "aliases": list(work.aliases),
        "sources": rows,
        "claims": [claim for source in sources for claim in _claims(source)],
        "related": [_related(library, r.paper_id, r.relation) for r in work.see_also],
        "demo": _demo(work),
        "repairs": _repairs(library, sources),
        "differing": [pair.model_dump(mode="json") for pair in differing(sources)],
    }


def related(library: Library, work: Work) -> tuple[tuple[str, Work], ...]:
    """The works of the library that this one names, and those that name it, with the relation.

    A work that names this one has its relation told from there; one of both kinds comes once.
    """
    found: dict[str, tuple[str, Work]] = {}
    for relation in work.see_also:
        if other := library.works_by_id.get(relation.paper_id):
            found[other.paper_id] = (relation.relation, other)
    for other in library.works:
        for relation in other.see_also:
            if relation.paper_id == work.paper_id and other is not work:
                found.setdefault(other.paper_id, (f"{relation.relation}, it says", other))
    return tuple(found.values())


def raw_lines(library: Library, source: Source, home: Path) -> list[str]:
    """The untouched lines of a source, from the kept bytes of its file."""
    doc = next(d for d in library.documents if d.file == source.file)
    lines = decode(doc.file, fetch_text(texts_of(home), doc.sha256)).lines
    return [line for first, last in source.spans for line in lines[first - 1 : last]]


def _claims(source: Source) -> list[dict[str, Any]]:
    return [
        {
            "voice": block.voice,
            "text": " ".join(block.reading.split()),
            "source_id": source.source_id,
            "file": source.file,
            "start_line": block.lines[0],
            "end_line": block.lines[-1],
        }
        for block in source.blocks
        if source.type == "card" and block.section in _CLAIM_SECTIONS and block.kind == "item"
    ]


def _related(library: Library, paper_id: str, relation: str) -> dict[str, str]:
    work = library.works_by_id.get(paper_id)
    return {"paper_id": paper_id, "relation": relation, "title": work.name if work else paper_id}


def _demo(work: Work) -> dict[str, Any] | None:
    demo = for_paper(work.paper_id)
    if demo is None:
        return None
    return {"id": demo.id, "verdict": demo.verdict, "claim": demo.claim}


def _repairs(library: Library, sources: list[Source]) -> list[dict[str, Any]]:
    """The ledger entries that fall on the lines of these sources."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for source in sources:
        spans[source.file].extend(source.spans)
    return [
        {"file": doc.file, **repair.model_dump()}
        for doc in library.documents
        for repair in doc.repairs
        if any(first <= repair.line <= last for first, last in spans.get(doc.file, ()))
    ]
