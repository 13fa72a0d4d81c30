"""In: the threads of a page; out: what each says of its work, and which are about the same one."""

import re
from collections.abc import Sequence

from ingest.links import find_links
from ingest.records import Record
from ingest.threads.group import Thread
from ingest.threads.title import Title, find_title

_BARE = re.compile(r"(?<![\w@./])[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}/[^\s<>()\"]{1,300}")
_WORDS = re.compile(r"[^\W_]+")
_KEY_WORDS = 5
_CUT_OFF = ("...", "…")


class Facts(Record):
    """What a thread's text states of its work: links as printed, the lines of cut ones, ids."""

    links: tuple[str, ...] = ()
    cut_links: tuple[int, ...] = ()
    arxiv_ids: tuple[str, ...] = ()
    title: Title | None = None


def read_facts(thread: Thread, reading: Sequence[str]) -> Facts:
    """Links, arXiv ids and title in a thread, from its lines as they should be read."""
    text = [(n, reading[n - 1]) for post in thread for n in post.text]
    cards = [(n, reading[n - 1]) for post in thread for n in post.card]
    links: dict[str, None] = {}
    ids: dict[str, None] = {}
    cut: list[int] = []
    for n, line in text:
        found = find_links(line)
        ids.update((link.arxiv_id, None) for link in found if link.arxiv_id)
        taken = {i for link in found for i in range(link.start, link.end)}
        spans = [(link.start, link.printed) for link in found]
        spans += [(m.start(), m.group()) for m in _BARE.finditer(line) if m.start() not in taken]
        for _, printed in sorted(spans):
            if printed.endswith(_CUT_OFF) or line.rstrip().endswith(
                (f"{printed}...", f"{printed}…")
            ):
                cut.append(n)
            else:
                links[printed.rstrip(".,;:")] = None
    return Facts(
        links=tuple(links),
        cut_links=tuple(dict.fromkeys(cut)),
        arxiv_ids=tuple(ids),
        title=find_title(text, cards),
    )


def same_work(facts: Sequence[Facts]) -> list[list[int]]:
    """Indices of threads about one work: by arXiv id, else by title; in order of the file."""
    groups: list[list[int]] = []
    by_id: dict[str, int] = {}
    by_title: dict[str, list[tuple[str, int]]] = {}
    for index, fact in enumerate(facts):
        key, whole = _title_keys(fact)
        group = by_id.get(fact.arxiv_ids[0]) if fact.arxiv_ids else None
        if group is None and key:
            alike = by_title.get(key, [])
            group = next((g for t, g in alike if _one_begins(t, whole)), None)
            if group is not None and not _compatible(fact, [facts[i] for i in groups[group]]):
                group = None
        if group is None:
            group = len(groups)
            groups.append([])
        groups[group].append(index)
        for arxiv_id in fact.arxiv_ids[:1]:
            by_id.setdefault(arxiv_id, group)
        if key:
            by_title.setdefault(key, []).append((whole, group))
    return groups


def _title_keys(fact: Facts) -> tuple[str | None, str]:
    words = _WORDS.findall(fact.title.title.casefold()) if fact.title else []
    # A card may cut a title short, so titles meet by their first words and by one's beginning.
    return (" ".join(words[:_KEY_WORDS]) if len(words) >= 3 else None), " ".join(words)


def _one_begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _compatible(fact: Facts, group: Sequence[Facts]) -> bool:
    """Two works with two arXiv ids are two, however alike their titles."""
    ids = {other.arxiv_ids[0] for other in group if other.arxiv_ids}
    return not fact.arxiv_ids or not ids or fact.arxiv_ids[0] in ids
