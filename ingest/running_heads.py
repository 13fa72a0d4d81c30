"""In: the lines of a PDF's text; out: those that are no text: running heads and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.pdf import page_starts
from ingest.records import Furniture, Span

_EDGE = 2
"""So many lines at a page's top and bottom can be running heads."""
_FEWEST = 3
_NUMBER = re.compile(
    r"(?:page|p\.)?\W{0,3}\d{1,4}\W{0,3}(?:(?:of|/)\W{0,2}\d{1,4})?", re.IGNORECASE
)


def running_heads(lines: Sequence[str]) -> tuple[Furniture, ...]:
    """Lines at the edge of at least three pages (half of them) that differ in numbers only."""
    edges = _edges(lines)
    shapes = {n: _shape(lines[n - 1]) for page in edges for n in page}
    pages = Counter(shape for page in edges for shape in {shapes[n] for n in page})
    least = max(_FEWEST, len(edges) // 2)
    found = [n for n, shape in shapes.items() if pages[shape] >= least and len(shape) <= 120]
    numbers = [n for n in found if _NUMBER.fullmatch(lines[n - 1].strip())]
    heads = [n for n in found if n not in set(numbers)]
    by_kind = {"page-number": numbers, "running-head": heads}
    return tuple(Furniture(kind=k, spans=_spans(ns)) for k, ns in by_kind.items() if ns)


def _edges(lines: Sequence[str]) -> list[list[int]]:
    """For each page the numbers of its first and last non-blank lines."""
    starts = [*page_starts(lines), len(lines) + 1]
    found = []
    for first, after in zip(starts, starts[1:], strict=False):
        filled = [n for n in range(first, after) if lines[n - 1].strip()]
        found.append(sorted({*filled[:_EDGE], *filled[-_EDGE:]}))
    return found


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()).lower())


def _spans(numbers: Sequence[int]) -> tuple[Span, ...]:
    return tuple((n, n) for n in sorted(numbers))
