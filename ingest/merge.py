"""In: parsed documents and corrections made by hand; out: works, each with all its sources."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path, PurePath

import yaml
from rapidfuzz import fuzz, process
from slugify import slugify

from ingest.errors import InputError
from ingest.records import Document, Source, SourceType, Work

SAME_TITLE = 93.0
"""Least similarity (rapidfuzz ratio, 0-100) of two normalised titles of one work."""

_TRUST: tuple[SourceType, ...] = ("card", "review", "document", "thread", "transcript")


def merge_works(
    documents: Iterable[Document], by_hand: Mapping[str, str] | None = None
) -> tuple[Work, ...]:
    """Join the sources of all documents into works, in order of paper id.

    Sources meet by arXiv id, else by title: equal once normalised, or at least `SAME_TITLE`
    alike, and never across two arXiv ids. `by_hand` maps a source id to the paper id it
    belongs to and wins over both.
    """
    sources = [source for doc in documents for source in doc.sources]
    own = {source.source_id: (by_hand or {}).get(source.source_id) for source in sources}
    titles = _Titles()
    for source in sorted(sources, key=_most_certain_first):
        paper_id = own[source.source_id]
        if paper_id is None:
            paper_id = _stated_id(source) or titles.find(source) or _slug_id(source)
            own[source.source_id] = paper_id
        titles.add(source, paper_id)
    groups: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        groups[own[source.source_id] or ""].append(source)
    return tuple(_work(paper_id, groups[paper_id], groups.keys()) for paper_id in sorted(groups))


def read_merges(path: Path) -> dict[str, str]:
    """Corrections made by hand: a YAML mapping from source id to paper id; none if no file.

    Raises InputError where the file is anything else.
    """
    if not path.is_file():
        return {}
    try:
        entries = yaml.safe_load(path.read_bytes()) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as exc:
        raise InputError(str(path), "not YAML", "write `source id: paper id` lines") from exc
    if not isinstance(entries, dict):
        raise InputError(str(path), "not a mapping", "write `source id: paper id` lines", 1)
    return {str(source): str(paper_id) for source, paper_id in entries.items()}


def normal_title(title: str) -> str:
    """A title for comparison: letters and digits only, lower case, marks and accents dropped."""
    spaced = re.sub(r"[^\w\s]", " ", unicodedata.normalize("NFKC", title))
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", plain.lower()))


class _Titles:
    """Titles met so far, with the paper id of each."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def add(self, source: Source, paper_id: str) -> None:
        if source.title:
            self._ids.setdefault(normal_title(source.title), paper_id)

    def find(self, source: Source) -> str | None:
        if not source.title:
            return None
        title = normal_title(source.title)
        if title in self._ids:
            return self._ids[title]
        match = process.extractOne(
            title, self._ids.keys(), scorer=fuzz.ratio, score_cutoff=SAME_TITLE
        )
        return self._ids[match[0]] if match else None


def _most_certain_first(source: Source) -> tuple[bool, int, str]:
    """Sources with an id of their own come before those that must be told by their title."""
    return (_stated_id(source) is None, _TRUST.index(source.type), source.source_id)


def _stated_id(source: Source) -> str | None:
    return source.card.paper_id if source.card else source.arxiv_id


def _slug_id(source: Source) -> str:
    if source.title and (slug := slugify(source.title)):
        return slug
    return slugify(f"{PurePath(source.file).stem} {source.spans[0][0]}")


def _work(paper_id: str, sources: Sequence[Source], works: Set[str]) -> Work:
    """One record of the group: each field from the source most to be trusted for it.

    What a card relates its work to is left out where it is not, or no longer, among the `works`.
    """
    ranked = sorted(sources, key=lambda s: (_TRUST.index(s.type), s.file, s.spans))
    cards = [source.card for source in ranked if source.card]
    reviewers = [r for s in sources for r in s.reviewers] or [r for s in sources for r in s.people]
    return Work(
        paper_id=paper_id,
        title=next((s.title for s in ranked if s.title), None),
        label=next((card.label for card in cards if card.label), None),
        arxiv_id=next((s.arxiv_id for s in ranked if s.arxiv_id), None),
        kind=next((s.kind for s in ranked if s.kind), None),
        topics=_distinct(topic for card in cards for topic in card.topics),
        dates=tuple(sorted({day for source in sources for day in source.days})),
        reviewers=_distinct(reviewers),
        sources=tuple(s.source_id for s in ranked),
        aliases=_distinct(alias for card in cards for alias in card.aliases),
        demo=next((card.demo for card in cards if card.demo), None),
        see_also=tuple(r for card in cards for r in card.see_also if r.paper_id in works),
    )


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
