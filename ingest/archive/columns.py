"""In: the headers of one file; out: the same, with what recurs beside the date told from titles.

A header line may have columns ("title — name — date"): one that holds a name in every header, some
name twice, is the reviewer's. What is the same but for numbers names the issue, and is no title.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.archive.headers import Header, split_names

_BAR = re.compile(r"\s+[—–|·•-]\s+")
_TIMES = 2


def read_columns(headers: Sequence[Header]) -> tuple[Header, ...]:
    """Headers whose `rest` is the title alone; a reviewer's column goes to `reviewers`."""
    named = _with_reviewers(headers)
    forms = Counter(_form(header.rest) for header in named if header.rest)
    recur = {form for form, times in forms.items() if times >= _TIMES and times * 2 > len(named)}
    return tuple(
        replace(header, rest="") if _form(header.rest) in recur else header for header in named
    )


def _with_reviewers(headers: Sequence[Header]) -> Sequence[Header]:
    """Takes the first or the last column for the reviewers' where it holds names all along."""
    columns = [_BAR.split(header.rest) for header in headers]
    if len(headers) < _TIMES or any(header.reviewers for header in headers):
        return headers
    if any(len(cells) < 2 for cells in columns):
        return headers
    for place in (0, -1):
        cells = [found[place] for found in columns]
        if all(map(_names, cells)) and max(Counter(cells).values()) >= _TIMES:
            return [_split(header, place) for header in headers]
    return headers


def _names(text: str) -> bool:
    """Whether a cell holds names in full: one word alone may be a topic."""
    return all(len(name.split()) >= 2 for name in split_names(text) or ("",))


def _split(header: Header, place: int) -> Header:
    cells = _BAR.split(header.rest)
    name = cells[place]
    cut = header.rest.find(name) if place == 0 else header.rest.rfind(name)
    rest = header.rest[cut + len(name) :] if place == 0 else header.rest[:cut]
    return replace(header, reviewers=split_names(name), rest=rest.strip(" \t—–|·•-"))


def _form(text: str) -> str:
    """A text that has numbers, without them; one without is a title, which may stand twice."""
    form = re.sub(r"\d+", "#", text).casefold().strip(" ;:,.")
    return form if "#" in form else text
