"""In: an archive's lines and its headers; out: the lines of each review, and the furniture.

Where a header stands, a review begins, with the headline or stray line before the header.
"""

from array import array
from collections.abc import Iterable, MutableSequence, Sequence

from ingest.archive.columns import read_columns
from ingest.archive.fields import Fields, field_block
from ingest.archive.furniture import is_preamble, without_contents, without_sign_offs
from ingest.archive.headers import Header
from ingest.archive.piece import Layout, Piece
from ingest.archive.seams import closes_with_links, cut_after_links, cut_at_subjects
from ingest.archive.shape import (
    is_link_line,
    is_separator,
    is_tool_leftover,
    plain,
    title_like,
)
from ingest.headings import capital_share

_MAX_LEAD = 3


def find_layout(lines: Sequence[str], headers: Sequence[Header]) -> Layout:
    """Divides all non-blank lines among reviews and furniture."""
    headers = read_columns(headers)
    separators = array("I", (n for n, line in enumerate(lines, 1) if is_separator(line)))
    parts = set(separators)
    filled = (n for n, line in enumerate(lines, 1) if line.strip() and n not in parts)
    preamble, pieces = _cut_at_headers(lines, filled, headers)
    furniture: dict[str, Sequence[int]] = {"separator": separators}
    pieces, furniture["contents"] = without_contents(pieces)
    pieces, furniture["sign-off"] = without_sign_offs(lines, pieces)
    if preamble and not (pieces and is_preamble(lines, preamble)):
        pieces = [Piece(lines=preamble, cause="no-header"), *pieces]
    else:
        furniture["preamble"] = preamble
    if closes_with_links(lines, pieces):
        pieces = [part for piece in pieces for part in cut_after_links(lines, piece)]
    pieces = cut_at_subjects(lines, pieces)
    return Layout(pieces=tuple(pieces), furniture={k: v for k, v in furniture.items() if v})


def _cut_at_headers(
    lines: Sequence[str], filled: Iterable[int], headers: Sequence[Header]
) -> tuple[MutableSequence[int], list[Piece]]:
    """Lines before the first review, and one piece for each header with its lead."""
    fields: dict[int, Fields | None] = {}
    heads: dict[int, Header] = {}
    covered = 0
    for header in headers:
        # Two dates in one block of fields open one review.
        if header.line > covered:
            block = field_block(lines, header.line)
            fields[header.line] = block
            heads[block.first if block else header.line] = header
            covered = block.last if block else header.line
    preamble = array("I")
    pieces: list[MutableSequence[int]] = []
    starts: list[Header] = []
    current = preamble
    for n in filled:
        if n in heads:
            current = array("I", [n])
            pieces.append(current)
            starts.append(heads[n])
        else:
            current.append(n)
    leads = []
    links_first = False
    for i in range(len(pieces)):
        block = fields[starts[i - 1].line] if i else None
        head = len(range(block.first, block.last + 1)) if block else int(i > 0)
        before = pieces[i - 1] if i else preamble
        lead = _take_lead(lines, before, keep=head)
        # Before the first review stands no other one, so a link there shows where links stand.
        links_first = links_first or (i == 0 and bool(_links_above(lines, before, lead)))
        above = _links_above(lines, before[head:], lead) if links_first else ()
        del before[len(before) - len(above) :]
        leads.append((*above, *lead))
    return preamble, [
        Piece(
            lines=(*lead, *own),
            header=header,
            fields=fields[header.line],
            lead=lead,
        )
        for own, header, lead in zip(pieces, starts, leads, strict=True)
    ]


def _links_above(
    lines: Sequence[str], before: Sequence[int], lead: Sequence[int]
) -> tuple[int, ...]:
    """The link lines that stand right above a headline, without a blank line between."""
    above: list[int] = []
    for n in reversed(before):
        if not lead or n + 1 != (above or lead)[0] or not is_link_line(lines[n - 1]):
            break
        above.insert(0, n)
    return tuple(above)


def _take_lead(lines: Sequence[str], before: MutableSequence[int], keep: int) -> tuple[int, ...]:
    """Takes from the end of the lines before a header those that announce it: headlines, strays.

    After a link line (or nothing) any title-like line does; after running text only one that
    looks like a title in capitals, since a last remark may be short too.
    """
    taken: list[int] = []
    while len(before) > keep and len(taken) < _MAX_LEAD:
        text = lines[before[-1] - 1]
        if not (title_like(text) or is_tool_leftover(text)) or _parted(lines, taken, before[-1]):
            break
        taken.append(before.pop())
    clear = len(before) <= keep or is_link_line(lines[before[-1] - 1])
    while taken and not clear and not _announces(lines[taken[-1] - 1]):
        before.append(taken.pop())
    return tuple(reversed(taken))


def _parted(lines: Sequence[str], taken: Sequence[int], number: int) -> bool:
    """Whether a blank line parts a line from the headline taken below it: it heads something else.

    What a tool said stands apart from either.
    """
    if not taken or is_tool_leftover(lines[number - 1]) or is_tool_leftover(lines[taken[-1] - 1]):
        return False
    return taken[-1] > number + 1 and not lines[number].strip()


def _announces(line: str) -> bool:
    if line.lstrip().startswith("#") or is_tool_leftover(line):
        return True
    text = plain(line)
    return len(text.split()) >= 4 and capital_share(text) >= 0.7 and not text.endswith(("!", "."))
