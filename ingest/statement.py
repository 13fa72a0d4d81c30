"""In: documents and the lines of their files; out: where every line went and what was repaired."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from ingest.conserve import account
from ingest.records import Document, RawText, Record, SourceType


class FileStatement(Record):
    """The account of one file: `non_blank` is `in_sources` plus all of `furniture`.

    `repairs` counts the ledger's entries by rule, `notes` the remarks on its sources by code;
    `closes` says whether every non-blank line is claimed exactly once.
    """

    file: str
    type: SourceType
    sources: int
    non_blank: int
    in_sources: int
    furniture: dict[str, int]
    repairs: dict[str, int]
    notes: dict[str, int]
    closes: bool


class Statement(Record):
    """The accounts of all files and their sums."""

    non_blank: int
    in_sources: int
    furniture: dict[str, int]
    repairs: dict[str, int]
    files: tuple[FileStatement, ...]


def state_file(doc: Document, lines: Sequence[str]) -> FileStatement:
    """The account of one document, from the untouched lines of its file."""
    raw = RawText(file=doc.file, sha256=doc.sha256, encoding=doc.encoding, lines=tuple(lines))
    books = account(doc, raw)
    return FileStatement(
        file=doc.file,
        type=doc.type,
        sources=len(doc.sources),
        non_blank=books.non_blank,
        in_sources=books.in_sources,
        furniture=books.furniture,
        repairs=_counts(repair.rule for repair in doc.repairs),
        notes=_counts(note.code for source in doc.sources for note in source.notes),
        closes=books.closes,
    )


def state(documents: Iterable[Document], lines_of: Callable[[str], Sequence[str]]) -> Statement:
    """The accounts of all documents; `lines_of` gives the lines of a file by its name."""
    files = tuple(state_file(doc, lines_of(doc.file)) for doc in documents)
    furniture: Counter[str] = Counter()
    repairs: Counter[str] = Counter()
    for one in files:
        furniture.update(one.furniture)
        repairs.update(one.repairs)
    return Statement(
        non_blank=sum(one.non_blank for one in files),
        in_sources=sum(one.in_sources for one in files),
        furniture=dict(sorted(furniture.items())),
        repairs=dict(sorted(repairs.items())),
        files=files,
    )


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
