"""In: a library, an answer; out: questions to offer, in the words of the library's own cards."""

from collections.abc import Collection, Iterator

from app.answering.records import Answer
from app.topics import area_of
from ingest.card_sections import is_asked_as
from ingest.library import Library
from ingest.records import Work

_LONGEST = 90
"""Characters of a question that still fits on a button."""


def asked_as(library: Library, paper_id: str) -> tuple[str, ...]:
    """The questions under which a card says its work is looked for."""
    work = library.works_by_id.get(paper_id)
    if work is None:
        return ()
    blocks = (b for source_id in work.sources for b in library.sources[source_id].blocks)
    return tuple(
        " ".join(block.reading.split()).lstrip("-* ")
        for block in blocks
        if is_asked_as(block.section) and block.kind == "item"
    )


def examples(library: Library, tested: Collection[str], count: int = 6) -> tuple[str, ...]:
    """Questions for an empty page: of works with a demo (ids in `tested`) first, one an area."""
    works = sorted(library.works, key=lambda work: (work.paper_id not in tested, work.paper_id))
    chosen: dict[str, str] = {}
    for work in works:
        area = area_of(work.topics)
        if area not in chosen and (question := next(_short(library, work), None)):
            chosen[area] = question
    return tuple(chosen.values())[:count]


def follow_ups(library: Library, made: Answer, count: int = 3) -> tuple[str, ...]:
    """Questions that lead on from an answer: to related works of those cited, then to near ones.

    Where nothing was found, nothing leads on.
    """
    if made.status == "abstained":
        return ()
    cited = list(dict.fromkeys(c.paper_id for c in made.citations))
    works = [library.works_by_id[paper_id] for paper_id in cited if paper_id in library.works_by_id]
    ids = [relation.paper_id for work in works for relation in work.see_also]
    ids += [near.paper_id for near in made.nearest]
    found: list[str] = []
    for paper_id in dict.fromkeys(ids):
        work = library.works_by_id.get(paper_id)
        if work is None or paper_id in cited:
            continue
        if question := next(_short(library, work), None):
            found.append(question)
    return tuple(found)[:count]


def _short(library: Library, work: Work) -> Iterator[str]:
    return (q for q in asked_as(library, work.paper_id) if len(q) <= _LONGEST)
