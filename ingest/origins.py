"""In: a document, what it states and its links; out: its own arXiv id and day, and why."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from ingest.links import Link
from ingest.metadata import EXTRACTED, Metadata, day_of, own_arxiv_id
from ingest.records import Note, RawText, Record

_TOP = 12
"""An arXiv link within so many lines from the top is the document's own."""
_STAMP_WITHIN = 200
# The line that arXiv prints along the margin of the first page.
_STAMP = re.compile(
    r"arXiv:\s?(?P<id>[\w.-]{4,20}(?:/\d{7})?)v\d{1,2}\s{0,4}\[[\w.-]{2,20}\]\s{0,4}"
    r"(?P<day>\d{1,2}\s\w{3,9}\s\d{4})"
)


class Origin(Record):
    """The arXiv id and day of a document, None where it does not say them, with notes."""

    arxiv_id: str | None = None
    date: str | None = None
    date_printed: str | None = None
    notes: tuple[Note, ...] = ()


def origin_of(
    raw: RawText, stated: Metadata, links: Sequence[tuple[int, Link]], first: int
) -> Origin:
    """Id and day: as stated, else by arXiv's stamp, else by links at the top or the file's name."""
    if stated.arxiv_id or stated.date:
        own = stated.arxiv_id or _own_id(links, first)
        return Origin(arxiv_id=own, date=stated.date, date_printed=stated.date)
    if stamp := _stamp(raw.lines):
        day = day_of(stamp["day"])
        return Origin(arxiv_id=own_arxiv_id(stamp["id"]), date=day, date_printed=stamp["day"])
    if own := _own_id(links, first):
        return Origin(arxiv_id=own)
    if raw.encoding in EXTRACTED and (named := own_arxiv_id(PurePath(raw.file).stem)):
        message = f"The file's name is the arXiv id {named}; the text does not state one."
        return Origin(
            arxiv_id=named, notes=(Note(code="id-from-name", line=first, message=message),)
        )
    message = "no arXiv link can be told to be this document's own"
    return Origin(notes=(Note(code="no-arxiv-id", line=first, message=message),))


def _stamp(lines: Sequence[str]) -> re.Match[str] | None:
    return next((match for line in lines[:_STAMP_WITHIN] if (match := _STAMP.search(line))), None)


def _own_id(links: Sequence[tuple[int, Link]], first: int) -> str | None:
    """The only arXiv id of the text, or the only one at its top: others are references."""
    ids = {link.arxiv_id for _, link in links if link.arxiv_id}
    top = {link.arxiv_id for n, link in links if link.arxiv_id and n < first + _TOP}
    for found in (ids, top):
        if len(found) == 1:
            return next(iter(found))
    return None
