"""In: blocks of a text set in narrow lines; out: the same with words joined that a line end parts.

The text stays as it is; `clean` is the reading, in as many lines, and each joint is in the ledger.
"""

import re
from collections.abc import Iterable, Sequence

from ingest.records import Block, Repair

_PARTED = re.compile(r"([^\W\d_]{2,30})-\n([a-z]{2,30})")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
RULE = "line-end-hyphen"


def join_words(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Repair, ...]]:
    """Joins parted words, the hyphen kept where the text writes the word with one elsewhere."""
    words = {word.lower() for block in blocks for word in _WORD.findall(block.text)}
    joined = [_joined(block, words) for block in blocks]
    return tuple(block for block, _ in joined), tuple(r for _, some in joined for r in some)


def _joined(block: Block, words: set[str]) -> tuple[Block, list[Repair]]:
    if block.kind not in ("paragraph", "item") or not _PARTED.search(block.text):
        return block, []
    lines = block.text.split("\n")
    repairs: list[Repair] = []
    for i in range(len(lines) - 1):
        match = _PARTED.search(f"{lines[i][-40:]}\n{lines[i + 1][:40]}")
        if match is None:
            continue
        whole = _whole(match[1], match[2], words)
        before = f"{match[1]}-{match[2]}"
        lines[i] = lines[i][: -len(match[1]) - 1] + whole
        lines[i + 1] = lines[i + 1][len(match[2]) :].lstrip()
        repairs.append(Repair(line=block.lines[i], rule=RULE, before=before, after=whole))
    return block.model_copy(update={"clean": "\n".join(lines)}), repairs


def _whole(before: str, after: str, words: Iterable[str]) -> str:
    kept, plain = f"{before}-{after}", before + after
    return kept if kept.lower() in words and plain.lower() not in words else plain
