"""In: what a file states of its work; out: the same as the first lines of its text, and back.

The text taken from a PDF, web page, Word or Atom file begins with these lines ("Title: …"), so
that what no reader of the page sees has a line number too.
"""

import re
from collections.abc import Sequence

from ingest.dates import find_dates
from ingest.links import arxiv_id_of, well_formed
from ingest.records import Record

EXTRACTED = ("pdf", "html", "docx", "atom")
"""What `RawText.encoding` says of a text that was taken out of another format."""

_LINE = re.compile(r"(Title|Author|Date|arXiv|Link): (\S.*)")


class Metadata(Record):
    """Title, authors, day (ISO), arXiv id and address as a file states them."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    arxiv_id: str | None = None
    link: str | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """One line a field (an author each), nothing for what is unknown."""
        fields = [("Title", self.title), *(("Author", name) for name in self.authors)]
        fields += [("Date", self.date), ("arXiv", self.arxiv_id), ("Link", self.link)]
        return tuple(f"{name}: {one_line(value)}" for name, value in fields if value)


def read_metadata(lines: Sequence[str]) -> tuple[Metadata, int]:
    """The metadata that stands in the first lines, and how many lines they take up."""
    fields: dict[str, list[str]] = {}
    count = 0
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or (match[1] != "Author" and match[1] in fields):
            break
        fields.setdefault(match[1], []).append(match[2])
        count += 1
    arxiv = fields.get("arXiv", [""])[0]
    read = Metadata(
        title=fields.get("Title", [None])[0],
        authors=tuple(fields.get("Author", ())),
        date=day_of(fields.get("Date", [""])[0]),
        arxiv_id=arxiv if well_formed(arxiv) else None,
        link=fields.get("Link", [None])[0],
    )
    return read, count


def day_of(text: str) -> str | None:
    """The ISO day of the first full date in a text, None without one."""
    dates = find_dates(text[:80])
    return dates[0].readings[0] if dates and dates[0].readings else None


def own_arxiv_id(text: str) -> str | None:
    """The well-formed arXiv id that an address, a tag, or nothing but an id stands for."""
    text = text.strip()
    found = arxiv_id_of(text) or re.sub(r"v\d{1,2}$", "", text)
    return found if well_formed(found) else None


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())
