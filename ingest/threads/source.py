"""In: the threads about one work; out: its source, with what a careful reader should know."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from ingest.records import Block, Note, RawText, Record, Source
from ingest.spans import spans_of
from ingest.threads.blocks import thread_blocks
from ingest.threads.group import Thread
from ingest.threads.header import Page
from ingest.threads.marks import CUT
from ingest.threads.mojibake import LOST
from ingest.threads.repeats import Repeat
from ingest.threads.title import Title
from ingest.threads.works import Facts


class WorkThreads(Record):
    """All threads of a page about one work, the oldest first, and the repeats dropped from them."""

    threads: tuple[Thread, ...]
    facts: tuple[Facts, ...]
    repeats: tuple[Repeat, ...]

    @property
    def lines(self) -> list[int]:
        """The lines of all posts, ascending."""
        return sorted(n for thread in self.threads for post in thread for n in post.lines)


def thread_source(raw: RawText, reading: Sequence[str], page: Page, work: WorkThreads) -> Source:
    """One source of type `thread`; its blocks stand in reading order, its spans in the file's."""
    read = [thread_blocks(thread, raw.lines, reading) for thread in work.threads]
    blocks: list[Block] = [block for found, _ in read for block in found]
    notes = [note for _, found in read for note in found]
    stamps = [post.stamp for thread in work.threads for post in thread if post.stamp]
    stamp = min(stamps, key=lambda s: s.when, default=None)
    title = _best_title(work.facts)
    spans = spans_of(work.lines, raw.lines)
    own = [thread for thread in work.threads if _is_owners(thread, page, reading)]
    more = _notes(work, title, page, own, raw.lines, reading)
    return Source(
        source_id=f"{PurePath(raw.file).stem}:{spans[0][0]}",
        type="thread",
        file=raw.file,
        spans=spans,
        date=stamp.when.date().isoformat() if stamp else None,
        date_printed=stamp.printed if stamp else None,
        reviewers=(page.owner,) if page.owner and own else (),
        title=title.title if title else None,
        title_printed=title.printed if title else None,
        links=tuple(dict.fromkeys(link for fact in work.facts for link in fact.links)),
        arxiv_id=next((fact.arxiv_ids[0] for fact in work.facts if fact.arxiv_ids), None),
        blocks=tuple(blocks),
        notes=tuple(sorted((*notes, *more), key=lambda note: note.line)),
    )


def _best_title(facts: Sequence[Facts]) -> Title | None:
    """A title stated in a post before one cut off a card."""
    titles = [fact.title for fact in facts if fact.title]
    return next((t for t in titles if t.certain), titles[0] if titles else None)


def _is_owners(thread: Thread, page: Page, reading: Sequence[str]) -> bool:
    """Whether the page's owner wrote the thread: not one from before they joined or naming them."""
    if page.joined and any(post.stamp and post.stamp.when < page.joined for post in thread):
        return False
    named = f"@{page.handle}"
    return page.handle is None or not any(named in reading[n - 1] for p in thread for n in p.text)


def _notes(
    work: WorkThreads,
    title: Title | None,
    page: Page,
    own: Sequence[Thread],
    lines: Sequence[str],
    reading: Sequence[str],
) -> Iterator[Note]:
    first = work.lines[0]
    if title is None:
        yield Note(code="no-title", line=first, message="the text states no title of the work")
    elif not title.certain:
        message = "the title was cut from a link's card, where it runs on into the abstract"
        yield Note(code="title-from-card", line=title.line, message=message)
    if not any(fact.arxiv_ids for fact in work.facts):
        yield Note(code="no-arxiv-id", line=first, message="the text gives no arXiv link")
    for n in sorted({n for fact in work.facts for n in fact.cut_links}):
        yield Note(code="link-cut", line=n, message="the page cut this link off; it leads nowhere")
    for thread in work.threads:
        if page.owner and thread not in own:
            message = "another account wrote this; the page does not say which"
            yield Note(code="repost", line=thread[0].first, message=message)
        yield from _gaps(thread, lines)
    for n in sorted({repeat.post.first for repeat in work.repeats}):
        message = "this post repeats an earlier one of the page and is left out"
        yield Note(code="repeat", line=n, message=message)
    for n in work.lines:
        if LOST in reading[n - 1]:
            message = "bytes of this line were lost in decoding and cannot be restored"
            yield Note(code="bytes-lost", line=n, message=message)


def _gaps(thread: Thread, lines: Sequence[str]) -> Iterator[Note]:
    """What is missing of a thread: its first post, posts by number, the text of posts."""
    root = thread[0]
    if root.text and lines[root.text[0] - 1].lstrip().startswith(f"{CUT} "):
        message = "the thread begins with a continuation; its first post is not in this file"
        yield Note(code="root-missing", line=root.first, message=message)
    total = max((post.total or 0 for post in thread), default=0)
    there = {post.number for post in thread if post.number}
    if total and not root.number:
        there.add(1)
    if gone := [str(n) for n in range(1, min(total, 100) + 1) if n not in there]:
        message = f"of {total} posts these are not in this file: {', '.join(gone)}"
        yield Note(code="posts-missing", line=root.first, message=message)
    for post in thread:
        if not (post.text or post.card):
            message = f"post {post.number} of {post.total} has no text"
            yield Note(code="post-empty", line=post.first, message=message)
        elif post.link_only:
            message = "the page passes on a text from elsewhere; its author is behind this link"
            yield Note(code="cross-post", line=post.first, message=message)
