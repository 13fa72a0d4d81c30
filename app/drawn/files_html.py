"""In: a library and its accounts of lines; out: its files as rows to search and sort, as HTML."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from app.drawn.links_html import go
from app.drawn.markup import count, plain, table
from app.drawn.paper_html import TYPES
from ingest.conserve import Account
from ingest.library import Library
from ingest.records import Document


class File(NamedTuple):
    """A file with the account of its lines and the names of the works it speaks of."""

    doc: Document
    account: Account
    works: tuple[str, ...]

    @property
    def notes(self) -> int:
        """How many notes its sources have."""
        return sum(len(source.notes) for source in self.doc.sources)

    @property
    def text(self) -> str:
        """What words are looked for in."""
        return " ".join((self.doc.file, TYPES[self.doc.type], *self.works)).casefold()


SORTS: dict[str, Callable[[File], str | int]] = {
    "By name": lambda row: row.doc.file,
    "Most lines": lambda row: -row.account.non_blank,
    "Most repairs": lambda row: -len(row.doc.repairs),
    "Most notes": lambda row: -row.notes,
}


def found(library: Library, accounts: Mapping[str, Account], words: str, sort: str) -> list[File]:
    """The files whose name or works hold all words, in order."""
    of_source = {source: work for work in library.works for source in work.sources}
    rows = [
        File(
            doc,
            accounts[doc.file],
            tuple(dict.fromkeys(of_source[s.source_id].name for s in doc.sources)),
        )
        for doc in library.documents
    ]
    wanted = words.casefold().split()
    kept = [row for row in rows if all(word in row.text for word in wanted)]
    return sorted(kept, key=SORTS[sort])


def files(rows: Iterable[File]) -> str:
    """A row a file: which works it speaks of, and where its lines went."""
    heads = ("Speaks of", "Read as", "Sources", "Lines", "In sources", "Furniture", "Unaccounted")
    return table((*heads, "Repairs", "Notes"), map(_file_row, rows), "lt-files")


def _file_row(row: File) -> str:
    title = row.works[0] if len(row.works) == 1 else count(len(row.works), "work")
    numbers = (
        len(row.doc.sources),
        row.account.non_blank,
        row.account.in_sources,
        sum(row.account.furniture.values()),
        len(row.account.unaccounted),
        len(row.doc.repairs),
        row.notes,
    )
    cells = "".join(f'<td class="lt-num">{number:,}</td>' for number in numbers)
    name = f'{go(title, "library", file=row.doc.file)}<span class="lt-small">{plain(row.doc.file)}'
    return f"<tr><th scope='row'>{name}</span></th><td>{TYPES[row.doc.type]}</td>{cells}</tr>"
