"""In: the lines of a PDF's text; out: those that are no text: running heads and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.metadata import read_metadata
from ingest.pdf import page_starts
from ingest.records import Furniture, Span

_DEPTH = 2
"""So many lines at a page's top and bottom can be running heads."""
_FEWEST = 3
_NUMBER = re.compile(
    r"(?:page|p\.)?\W{0,3}\d{1,4}\W{0,3}(?:(?:of|/)\W{0,2}\d{1,4})?", re.IGNORECASE
)


def running_heads(lines: Sequence[str]) -> tuple[Furniture, ...]:
    """Lines at the edge of at least three pages (half of them) that differ in numbers only."""
    pages = _pages(lines)
    found: set[int] = set()
    for edge in (1, -1):
        # A line counts only where all between it and the edge of its page do.
        open_pages = pages
        for depth in range(_DEPTH):
            at = [page[depth if edge > 0 else -1 - depth] for page in open_pages]
            heads = _alike([n for n in at if n not in found], lines, len(pages))
            found |= heads
            open_pages = [
                page
                for page, n in zip(open_pages, at, strict=True)
                if n in heads and len(page) > depth + 1
            ]
    numbers = sorted(n for n in found if _NUMBER.fullmatch(lines[n - 1].strip()))
    by_kind = {"page-number": numbers, "running-head": sorted(found.difference(numbers))}
    return tuple(Furniture(kind=k, spans=_spans(ns)) for k, ns in by_kind.items() if ns)


def _alike(at: Sequence[int], lines: Sequence[str], pages: int) -> set[int]:
    shapes = {n: _shape(lines[n - 1]) for n in at}
    times = Counter(shapes.values())
    least = max(_FEWEST, pages // 2 - 1)  # heads may alternate between left and right pages
    return {n for n, shape in shapes.items() if times[shape] >= least and len(shape) <= 120}


def _pages(lines: Sequence[str]) -> list[list[int]]:
    """The non-blank lines of each page that has any."""
    stated = read_metadata(lines)[1]
    starts = [stated + 1, *page_starts(lines)[1:], len(lines) + 1]
    found = ([n for n in range(a, b) if lines[n - 1].strip()] for a, b in pairwise(starts))
    return [page for page in found if page]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()).lower())


def _spans(numbers: Sequence[int]) -> tuple[Span, ...]:
    return tuple((n, n) for n in sorted(numbers))
