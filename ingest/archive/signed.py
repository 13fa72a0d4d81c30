"""In: the lines of a text without other headers; out: those that sign a review: a name and a date.

So a single review is read with its day and reviewer. That it is one is told by the line of an arXiv
link that stands soon below.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.archive.headers import JUNK, Header, dates_of, rest_of, split_names
from ingest.archive.shape import is_link_line, plain
from ingest.links import find_links

WITHIN = 6
"""So many lines below a name and a date stands the link of the paper."""
_SIGNING = re.compile(r"(?:(?:a\s+)?review(?:ed)?|written|notes?|text)|by|on|from", re.IGNORECASE)


def is_signed(lines: Sequence[str]) -> bool:
    """Whether a text has such a line."""
    return next(_signed(lines), None) is not None


def signed_headers(lines: Sequence[str]) -> tuple[Header, ...]:
    """Headers of names and a day alone: "Ana Bo, 3.2.2026", "Reviewed by Ana on 3 Feb 2026"."""
    return tuple(_signed(lines))


def _signed(lines: Sequence[str]) -> Iterator[Header]:
    for number, line in enumerate(lines, 1):
        for day in dates_of(line)[:1]:
            front = plain(line[: day.start]).strip(JUNK + "([*_#")
            words = (word for word in front.split() if not _SIGNING.fullmatch(word.strip(JUNK)))
            names = split_names(" ".join(words))
            if names and not rest_of(line[day.end :], ()) and _links_below(lines, number):
                yield Header(number, line.strip(), day, names, front, "")


def _links_below(lines: Sequence[str], number: int) -> bool:
    below = (lines[n] for n in range(number, min(number + WITHIN, len(lines))))
    return any(is_link_line(line) and find_links(line)[0].arxiv_id for line in below)
