"""In: one review's lines; out: its blocks: all but header, title, byline, links and leftovers."""

from collections.abc import Sequence

from ingest.archive.piece import Piece
from ingest.archive.reviewers import byline
from ingest.archive.shape import is_link_line, is_tool_leftover, link_remark, plain
from ingest.archive.voices import voice_of
from ingest.blocks import read_blocks
from ingest.records import Block


def blocks_of(lines: Sequence[str], piece: Piece, title: Sequence[int]) -> tuple[Block, ...]:
    """Blocks with section and voice; headlines before the header come first, in no section."""
    taken = {*title, *piece.head}
    lead = [n for n in piece.lead if n not in taken and not is_tool_leftover(lines[n - 1])]
    lead = [n for n in lead if not is_link_line(lines[n - 1]) or link_remark(lines[n - 1])]
    headlines = tuple(
        Block(kind="heading", voice="reviewer", text=lines[n - 1].strip(), lines=(n,)) for n in lead
    )
    body = [n for n in piece.body if n not in taken]
    numbered = _with_gaps([n for i, n in enumerate(body) if _is_content(lines[n - 1], i)], lines)
    return (*headlines, *(_voiced(block) for block in read_blocks(numbered)))


def _is_content(line: str, position: int) -> bool:
    if is_tool_leftover(line) or (position < 3 and byline(line)):
        return False
    return not is_link_line(line) or link_remark(line)


def _with_gaps(numbers: Sequence[int], lines: Sequence[str]) -> list[tuple[int, str]]:
    """Numbered lines with a blank one wherever the file or a left-out line parts them."""
    numbered: list[tuple[int, str]] = []
    last = None
    for n in numbers:
        if last is not None and n != last + 1:
            numbered.append((last + 1, ""))
        numbered.append((n, lines[n - 1]))
        last = n
    return numbered


def _voiced(block: Block) -> Block:
    if block.kind not in ("paragraph", "item"):
        return block
    return block.model_copy(update={"voice": voice_of(plain(block.text))})
