"""In: a turn's citations, the library, lines of files; out: HTML of its sources as folds.

Quotes that stand near each other in one source share a fold: closed it says who speaks where,
open it shows the lines with every quote marked.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

from app.answering.records import Citation
from app.chats import Turn
from app.drawn.answer_html import voice
from app.drawn.excerpts import Quoted, excerpt
from app.drawn.markup import lines, plain
from ingest.library import Library
from ingest.records import Source, SourceType, Voice

APART, LONGEST = 8, 40
"""Quotes at most so many lines apart share a fold, up to so many lines."""
TYPES: dict[SourceType, str] = {
    "card": "Our card",
    "review": "Review",
    "thread": "Thread",
    "transcript": "Stream",
    "document": "Document",
}
_Said = tuple[Citation, Voice]


def sources(
    turn: Turn, library: Library, lines_of: Callable[[str], Sequence[str]], anchor: str
) -> str:
    """The citations of a turn by work, each work's sources as folds.

    The mark `[n]` in the answer links to `{anchor}-{n}`, which a browser opens its fold to show.
    """
    said = list(zip(turn.answer.citations, turn.voices, strict=True))
    works: dict[str, list[_Said]] = {}
    for citation, name in said:
        works.setdefault(citation.paper_id, []).append((citation, name))
    rows = []
    for own in works.values():
        first = own[0][0]
        folds = (_fold(group, library, lines_of, anchor) for group in _grouped(own))
        title = plain(first.title or first.paper_id)
        rows.append(f'<div class="lt-work">{title}</div>{"".join(folds)}')
    return "".join(rows)


def _grouped(said: Sequence[_Said]) -> list[list[_Said]]:
    """Citations of one source that stand near each other, in the order of their first numbers."""
    ordered = sorted(said, key=lambda s: (s[0].source_id, s[0].start_line, s[0].n))
    groups: list[list[_Said]] = []
    for _, own in groupby(ordered, key=lambda s: s[0].source_id):
        held: list[_Said] = []
        for each in own:
            citation = each[0]
            near = held and citation.start_line - held[-1][0].end_line <= APART
            if near and citation.end_line - held[0][0].start_line < LONGEST:
                held.append(each)
            else:
                held = [each]
                groups.append(held)
    return sorted(groups, key=lambda group: min(citation.n for citation, _ in group))


def _fold(
    group: Sequence[_Said],
    library: Library,
    lines_of: Callable[[str], Sequence[str]],
    anchor: str,
) -> str:
    first = group[0][0]
    last_line = max(citation.end_line for citation, _ in group)
    where = f"{first.file}, {lines(first.start_line, last_line)}"
    quotes = [Quoted(c.n, c.start_line, c.end_line, c.quote, f"{anchor}-{c.n}") for c, _ in group]
    voices = " · ".join(voice(name) for name in dict.fromkeys(name for _, name in group))
    numbers = ranges([citation.n for citation, _ in group])
    return (
        f'<details class="lt-source"><summary><span class="lt-n">{numbers}</span>'
        f'<span class="lt-what">{voices} <span class="lt-from">'
        f"{plain(origin(library.sources.get(first.source_id)))}</span> "
        f'<span class="lt-where">{plain(where)}</span></span></summary>'
        f"{excerpt(lines_of(first.file), quotes)}</details>"
    )


def ranges(numbers: Sequence[int]) -> str:
    """Numbers in order, neighbours joined: 1–4, 6."""
    ordered = sorted(numbers)
    runs: list[list[int]] = []
    for number in ordered:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def origin(source: Source | None) -> str:
    """What a source is, by whom and from when, as far as it says so."""
    if source is None:
        return "a source that has left the library"
    by = f" by {', '.join(source.reviewers)}" if source.reviewers else ""
    return f"{TYPES[source.type]}{by}{f', {source.date}' if source.date else ''}"
