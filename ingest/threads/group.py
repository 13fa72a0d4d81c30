"""In: posts in the order of the file; out: threads, each with its posts in reading order."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.threads.marks import CUT
from ingest.threads.posts import Post
from ingest.threads.title import announces

Thread = tuple[Post, ...]


def newest_first(posts: Sequence[Post], lines: Sequence[str]) -> bool:
    """Whether the file runs from the newest post down: by dates, by numbers, by the root.

    A page that shows none of these is read as profile pages are: newest first.
    """
    votes = sum(_falls(a, b) for a, b in pairwise(posts))
    if votes:
        return votes > 0
    if len(posts) < 2:
        return True
    return not _presents(posts[0], lines) or _presents(posts[-1], lines)


def _falls(above: Post, below: Post) -> int:
    """1 where the upper post is the later one, -1 where the lower is, 0 where none can be told."""
    if above.stamp and below.stamp and above.stamp.when != below.stamp.when:
        return 1 if above.stamp.when > below.stamp.when else -1
    if above.number and below.number and above.total == below.total:
        return (above.number > below.number) - (above.number < below.number)
    return 0


def group_threads(posts: Sequence[Post], lines: Sequence[str]) -> tuple[Thread, ...]:
    """Put neighbouring posts into threads, in order of the file; inside, in reading order."""
    falling = newest_first(posts, lines)
    threads: list[list[Post]] = []
    for above, post in zip((None, *posts), posts, strict=False):
        earlier, later = (post, above) if falling else (above, post)
        if above and earlier and later and _goes_on(earlier, later, lines):
            threads[-1].append(post)
        else:
            threads.append([post])
    return tuple(_in_order(thread[::-1] if falling else thread) for thread in threads)


def _goes_on(earlier: Post, later: Post, lines: Sequence[str]) -> bool:
    """Whether two neighbours are of one thread."""
    if earlier.number and later.number:
        return earlier.total == later.total and earlier.number < later.number
    if earlier.link_only and earlier.stamp:
        return False  # a post that is only the source's link ends a copied thread
    if _is_cut(earlier, later, lines):
        return True
    rooted = later.number == 2 and not earlier.number  # the root often goes without its 1/m
    if earlier.stamp and later.stamp:
        return rooted or earlier.stamp.when == later.stamp.when
    if earlier.stamp or later.stamp or earlier.number or later.number:
        return rooted and not (earlier.stamp or later.stamp)
    return not _presents(later, lines)


def _is_cut(earlier: Post, later: Post, lines: Sequence[str]) -> bool:
    if not earlier.text or not later.text:
        return False
    tail, head = lines[earlier.text[-1] - 1].rstrip(), lines[later.text[0] - 1].lstrip()
    return tail.endswith(f" {CUT}") and head.startswith(f"{CUT} ")


def _in_order(thread: Sequence[Post]) -> Thread:
    """By number where every post that has one disagrees with the order of the file."""
    numbers = [post.number for post in thread if post.number]
    if numbers == sorted(numbers):
        return tuple(thread)
    return tuple(sorted(thread, key=lambda post: post.number or 1))


def _presents(post: Post, lines: Sequence[str]) -> bool:
    return announces([lines[n - 1] for n in post.text])
