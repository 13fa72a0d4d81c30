"""In: lines; out: doubled links and handles undoubled, and blocks of lines written twice found."""

import re
from collections.abc import Sequence

from ingest.records import Repair

# A link or handle directly followed by itself: pages print both its label and its target.
_DOUBLED = re.compile(
    r"(?<![\w@./])(?P<one>https?://[^\s@]{4,300}?|@[\w.-]{2,100}?|[\w-]{2,60}\.[\w.-]{2,60}/[^\s@]{1,200}?)"
    r"(?P=one)(?![\w@./-])"
)
LONGEST_BLOCK = 12


def undouble_lines(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[Repair, ...]]:
    """Return the lines with each `XX` of a link or handle read as `X`, and the ledger of it."""
    fixed: list[str] = []
    repairs: list[Repair] = []
    for number, line in enumerate(lines, 1):
        fixed.append(_DOUBLED.sub(lambda match: match["one"], line))
        repairs.extend(
            Repair(line=number, rule="undouble", before=match.group(), after=match["one"])
            for match in _DOUBLED.finditer(line)
        )
    return tuple(fixed), tuple(repairs)


def doubled_blocks(numbers: Sequence[int], lines: Sequence[str]) -> list[tuple[int, int]]:
    """Cut the non-blank lines `numbers` (1-based) into runs, each (start, size) into `numbers`.

    A run of size k > 0 is followed by the same k lines again; size 0 is a single line that is
    not. The shortest repeat wins, and no line is compared more than LONGEST_BLOCK times.
    """
    keys = [lines[n - 1].strip() for n in numbers]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(keys):
        size = next(
            (
                k
                for k in range(1, min(LONGEST_BLOCK, (len(keys) - at) // 2) + 1)
                if keys[at : at + k] == keys[at + k : at + 2 * k]
            ),
            0,
        )
        found.append((at, size))
        at += 2 * size or 1
    return found


def is_doubled(numbers: Sequence[int], lines: Sequence[str]) -> bool:
    """Whether most of the text stands in blocks written twice (at least two of them)."""
    blocks = [size for _, size in doubled_blocks(numbers, lines) if size]
    return len(blocks) >= 2 and 2 * sum(blocks) >= 0.7 * len(numbers)
