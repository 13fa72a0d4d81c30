"""In: lines as repaired, and posts; out: each line as it should be read, with the ledger."""

from collections.abc import Iterable, Sequence

from ingest.records import Repair
from ingest.threads.marks import is_link_only, number_of, strip_cut, without_number
from ingest.threads.posts import Post


def read_posts(
    posts: Iterable[Post], lines: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Repair, ...]]:
    """Strip the marks of cutting and numbering from the first and last line of every post."""
    reading = list(lines)
    repairs: list[Repair] = []
    for post in posts:
        for n in sorted({*post.text[:1], *post.text[-1:]}):
            first, last = n == post.text[0], n == post.text[-1]
            joined = strip_cut(reading[n - 1], lead=first, tail=last)
            if joined != reading[n - 1].strip():
                repairs.append(_repair(n, "join", reading[n - 1], joined))
                reading[n - 1] = joined
            bare = without_number(joined) if number_of(joined) else joined
            if bare and bare != joined and not is_link_only(joined):
                repairs.append(_repair(n, "post-number", joined, bare))
                reading[n - 1] = bare
    return tuple(reading), tuple(repairs)


def _repair(line: int, rule: str, before: str, after: str) -> Repair:
    return Repair(line=line, rule=rule, before=before.strip(), after=after)
