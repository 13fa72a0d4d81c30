"""In: a page of social posts; out: a document with one source for each work its threads tell of.

The text is repaired line by line, cut into posts, the posts put into threads in reading order,
posts said before dropped, and threads about one work joined. Every line that belongs to no work
is furniture of a named class.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ingest.records import Document, Furniture, RawText
from ingest.spans import spans_of
from ingest.threads.group import Thread, group_threads
from ingest.threads.mojibake import repair_lines
from ingest.threads.posts import Posts, cut_posts
from ingest.threads.reading import read_posts
from ingest.threads.repeats import Repeat, find_repeats
from ingest.threads.source import WorkThreads, thread_source
from ingest.threads.undouble import undouble_lines
from ingest.threads.works import read_facts, same_work


def parse_threads(raw: RawText, known: Mapping[str, str]) -> Document:  # noqa: ARG001
    """Read a page of posts, in any of its layouts; every text gives a document, `known` or not."""
    decoded, mojibake = repair_lines(raw.lines)
    lines, links = undouble_lines(decoded)
    page = cut_posts(lines)
    reading, cuts = read_posts(page.posts, lines)
    threads = group_threads(page.posts, lines)
    repeats = find_repeats(threads, reading)
    kept = _less_repeats(threads, repeats)
    bare = {i for i, thread in enumerate(kept) if all(post.is_bare for post in thread)}
    works = _works(kept, bare, repeats, reading)
    sources = [thread_source(raw, reading, page.page, work) for work in works]
    return Document(
        file=raw.file,
        sha256=raw.sha256,
        type="thread",
        encoding=raw.encoding,
        line_count=len(raw.lines),
        sources=tuple(sorted(sources, key=lambda source: source.spans[0])),
        furniture=_furniture(page, repeats, [kept[i] for i in bare], raw.lines),
        repairs=tuple(sorted((*mojibake, *links, *cuts), key=lambda repair: repair.line)),
    )


def _less_repeats(threads: Sequence[Thread], repeats: Sequence[Repeat]) -> tuple[Thread, ...]:
    gone = {repeat.post.first for repeat in repeats}
    return tuple(tuple(post for post in t if post.first not in gone) for t in threads)


def _works(
    threads: Sequence[Thread], bare: set[int], repeats: Sequence[Repeat], reading: Sequence[str]
) -> list[WorkThreads]:
    """Threads joined by work; what is left of a copied thread goes with its original."""
    facts = [read_facts(thread, reading) for thread in threads]
    real = [i for i in range(len(threads)) if i not in bare]
    groups = [[real[j] for j in group] for group in same_work([facts[i] for i in real])]
    group_of = {i: group for group in groups for i in group}
    for repeat in repeats:
        copy, original = group_of.get(repeat.thread), group_of.get(repeat.copy_of)
        if copy and original and copy is not original:
            original.extend(copy)
            group_of.update((i, original) for i in copy)
            copy.clear()
    return [
        WorkThreads(
            threads=tuple(sorted((threads[i] for i in group), key=_sent)),
            facts=tuple(facts[i] for i in group),
            repeats=tuple(r for r in repeats if group_of.get(r.copy_of) is group),
        )
        for group in groups
        if group
    ]


def _sent(thread: Thread) -> str:
    """When a thread was begun; undated ones keep their place."""
    return min((post.stamp.when.isoformat() for post in thread if post.stamp), default="")


def _furniture(
    page: Posts, repeats: Sequence[Repeat], bare: Sequence[Thread], lines: Sequence[str]
) -> tuple[Furniture, ...]:
    aside: dict[str, set[int]] = defaultdict(set)
    for kind, numbers in page.furniture.items():
        aside[kind].update(numbers)
    aside["repeat"].update(n for repeat in repeats for n in repeat.post.lines)
    aside["bare-link"].update(n for thread in bare for post in thread for n in post.text)
    aside["mark"].update(n for thread in bare for post in thread for n in post.marks)
    return tuple(
        Furniture(kind=kind, spans=spans_of(numbers, lines))
        for kind, numbers in sorted(aside.items())
        if numbers
    )
