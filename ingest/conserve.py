"""In: a parsed document and the text it was read from; out: the account of every non-blank line.

Nothing may be lost and nothing claimed twice: each non-blank line belongs to exactly one source
span or to one named class of furniture. Every parser's tests ask this.
"""

from collections import Counter

from ingest.records import Document, RawText, Record, Span


class Account(Record):
    """Counts of non-blank lines, and the lines (1-based) where the account does not close."""

    non_blank: int
    in_sources: int
    furniture: dict[str, int]
    unaccounted: tuple[int, ...]
    doubly_claimed: tuple[int, ...]
    out_of_range: tuple[Span, ...]

    @property
    def closes(self) -> bool:
        """Whether every non-blank line is claimed exactly once and every span is in the file."""
        return not (self.unaccounted or self.doubly_claimed or self.out_of_range)


def account(document: Document, raw: RawText) -> Account:
    """Adds up which non-blank lines of `raw` the document's sources and furniture claim."""
    filled = {n for n, line in enumerate(raw.lines, 1) if line.strip()}
    claims: Counter[int] = Counter()
    in_sources = 0
    for source in document.sources:
        lines = _lines(source.spans, len(raw.lines)) & filled
        claims.update(lines)
        in_sources += len(lines)
    furniture: Counter[str] = Counter()
    for piece in document.furniture:
        lines = _lines(piece.spans, len(raw.lines)) & filled
        claims.update(lines)
        furniture[piece.kind] += len(lines)
    spans = [span for source in document.sources for span in source.spans]
    spans += [span for piece in document.furniture for span in piece.spans]
    return Account(
        non_blank=len(filled),
        in_sources=in_sources,
        furniture=dict(sorted(furniture.items())),
        unaccounted=tuple(sorted(filled - claims.keys())),
        doubly_claimed=tuple(sorted(line for line, times in claims.items() if times > 1)),
        out_of_range=tuple(s for s in spans if not 1 <= s[0] <= s[1] <= len(raw.lines)),
    )


def _lines(spans: tuple[Span, ...], count: int) -> set[int]:
    return {n for first, last in spans for n in range(max(first, 1), min(last, count) + 1)}
