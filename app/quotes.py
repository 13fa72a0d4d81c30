"""In: a library's untouched lines; out: where a text stands in them word for word, if it does."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ingest.collect import FORGOTTEN
from ingest.library import Library
from ingest.records import Record, Span


class Found(Record):
    """A source and the file lines in which a text stands, 1-based, inclusive.

    `source_id` is None where the lines are of a file of the library but speak of no work.
    """

    source_id: str | None
    start_line: int
    end_line: int


class _Text(NamedTuple):
    """A run of lines of one source with every white space reduced to one blank.

    `starts[i]` is where, in `text`, line `numbers[i]` begins.
    """

    source_id: str | None
    paper_id: str | None
    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]


class QuoteFinder:
    """Looks for texts in all sources of a library; white space and page breaks do not count."""

    def __init__(self, library: Library, lines_of: Callable[[str], Sequence[str]]) -> None:
        of_works = [
            text
            for source_id, source in library.sources.items()
            for text in _texts(
                source.spans, lines_of(source.file), source_id, library.work_of[source_id]
            )
        ]
        of_none = [
            text
            for doc in library.documents
            for part in doc.furniture
            if part.kind != FORGOTTEN
            for text in _texts(part.spans, lines_of(doc.file))
        ]
        self._texts = (*of_works, *of_none)

    def find(self, quote: str, paper_id: str | None = None) -> Found | None:
        """The first place where `quote` stands, lines on works before others; None if nowhere.

        With a `paper_id`, only what is said of that work is searched.
        Letters, case, marks and digits must agree. A quote that ends inside a word or number of
        the source is not found: "reaches 4" is no quote of "reaches 4.5".
        """
        wanted = " ".join(quote.split())
        if not wanted:
            return None
        for text in self._texts:
            if paper_id in (None, text.paper_id):
                at = _place(text.text, wanted)
                if at is not None:
                    return _found(text, at, at + len(wanted) - 1)
        return None


def stands_in(quote: str, lines: Sequence[str], first: int, last: int) -> bool:
    """Whether a quote stands in the file lines `first` to `last`, white space aside."""
    return " ".join(quote.split()) in " ".join(" ".join(lines[first - 1 : last]).split())


def _texts(
    spans: Sequence[Span],
    lines: Sequence[str],
    source_id: str | None = None,
    paper_id: str | None = None,
) -> Iterator[_Text]:
    """One text a span: nothing is joined across lines that are not of it."""
    for first, last in spans:
        parts: list[str] = []
        starts: list[int] = []
        numbers: list[int] = []
        length = 0
        for number in range(first, min(last, len(lines)) + 1):
            if plain := " ".join(lines[number - 1].split()):
                starts.append(length)
                numbers.append(number)
                parts.append(plain)
                length += len(plain) + 1
        yield _Text(source_id, paper_id, " ".join(parts), tuple(starts), tuple(numbers))


def _place(text: str, wanted: str) -> int | None:
    at = text.find(wanted)
    while at >= 0:
        if _whole(text, at, at + len(wanted)):
            return at
        at = text.find(wanted, at + 1)
    return None


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a match begins and ends at borders of words and numbers."""
    before = text[max(0, start - 2) : start + 1]
    after = text[end - 1 : end + 2]
    cut_before = re.search(r"\w\w$|\d[.,]\d$", before)
    cut_after = re.match(r"\w\w|\d[.,]\d", after)
    return not (cut_before or cut_after)


def _found(text: _Text, start: int, end: int) -> Found:
    first = max(i for i, at in enumerate(text.starts) if at <= start)
    last = max(i for i, at in enumerate(text.starts) if at <= end)
    return Found(
        source_id=text.source_id, start_line=text.numbers[first], end_line=text.numbers[last]
    )
