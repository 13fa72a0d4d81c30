"""In: threads in order of the file; out: which of their posts repeat an earlier post."""

import re
from collections.abc import Sequence

from ingest.records import Record
from ingest.threads.group import Thread
from ingest.threads.posts import Post

_WORDS = re.compile(r"[^\W_]+")
_LEAST_WORDS = 4


class Repeat(Record):
    """A post of thread `copy` that says again what a post of thread `original` says."""

    post: Post
    copy_of: int
    thread: int


def find_repeats(threads: Sequence[Thread], reading: Sequence[str]) -> tuple[Repeat, ...]:
    """Every post whose words stand in an earlier post; threads are named by their index."""
    first: dict[str, int] = {}
    found: list[Repeat] = []
    for index, thread in enumerate(threads):
        for post in thread:
            key = _key(post, reading)
            if key in first:
                found.append(Repeat(post=post, thread=index, copy_of=first[key]))
            elif key:
                first[key] = index
    return tuple(found)


def _key(post: Post, reading: Sequence[str]) -> str:
    """The words of a post; "" where they are too few to tell a copy from a common phrase."""
    words = _WORDS.findall(" ".join(reading[n - 1] for n in post.text).casefold())
    return " ".join(words) if len(words) >= _LEAST_WORDS else ""
