"""In: numbers of lines; out: the spans they make, which blank lines do not part."""

from collections.abc import Iterable, Sequence

from ingest.records import Span


def spans_of(numbers: Iterable[int], lines: Sequence[str]) -> tuple[Span, ...]:
    """Runs of line numbers (1-based), ascending; only blank lines are left out within one."""
    spans: list[Span] = []
    for n in sorted(numbers):
        if spans and not any(line.strip() for line in lines[spans[-1][1] : n - 1]):
            spans[-1] = (spans[-1][0], n)
        else:
            spans.append((n, n))
    return tuple(spans)
