"""In: numbered lines of one source; out: its headings, paragraphs, list items, formulas, tables.

Text stays verbatim. A paragraph or item that a page break cut in mid-sentence is joined with its
continuation into one block, whose `lines` then skip the blank lines between.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.headings import ITEM, NUMBERED, OPENERS, dangles, heading_text, is_heading, is_titled
from ingest.records import Block, BlockKind, Voice

_COUNT = re.compile(r"(\d{1,2})([.)])\s")
_END = re.compile(r"[.!?:;…。][)\]\"'”’»*_`]*$")
_ABBREVIATION = re.compile(r"(?:et al|e\.g|i\.e|vs|cf|fig|eq|sec|resp|approx)\.$", re.IGNORECASE)
_SET_OFF = re.compile(r"\$\$[^$]+\$\$[.,;]?")
_UNWRAPPED = 160
"""A line longer than this was not broken by its margin, so that its full stop ends a paragraph."""
_MATH = re.compile(r"\$\$|\\\[|\\begin\{|^\s*\$[^$]{3,}\$[.,]?\s*$")


class _Draft(NamedTuple):
    """A block in the making: kind and the (number, text) lines it has so far."""

    kind: BlockKind
    lines: list[tuple[int, str]]


def read_blocks(lines: Sequence[tuple[int, str]], voice: Voice = "paper") -> tuple[Block, ...]:
    """Makes blocks of (line number, text) pairs in order; blank texts part paragraphs.

    A block's `section` is the heading it stands under (without markup), None before the first.
    """
    drafts: list[_Draft] = []
    after_blank = True
    for i, (number, raw) in enumerate(lines):
        text = raw.strip()
        if not text:
            after_blank = True
            continue
        alone = i + 1 == len(lines) or not lines[i + 1][1].strip()
        kind = line_kind(text, alone=after_blank and alone)
        if kind == "heading" and _next_in_list(drafts, text):
            kind = "item"
        if not alone and _between_rows(drafts, after_blank, lines[i + 1][1]):
            kind = "table"
        if drafts and _continues(drafts[-1], text, kind, after_blank):
            drafts[-1].lines.append((number, text))
        else:
            drafts.append(_Draft(kind, [(number, text)]))
        after_blank = False
    return _with_sections(drafts, voice)


def line_kind(text: str, alone: bool) -> BlockKind:
    """What a stripped line is by its own look; `alone` says that blank lines surround it."""
    if text.startswith("#") and re.match(r"#{1,6}\s", text):
        return "heading"
    if _is_row(text):
        return "table"
    if _SET_OFF.fullmatch(text):
        return "formula"
    if _MATH.search(text) and not re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{2,}", text[:80]):
        return "formula"
    if is_heading(text, alone):
        return "heading"
    return "item" if ITEM.match(text) else "paragraph"


def _next_in_list(drafts: Sequence[_Draft], text: str) -> bool:
    """Whether a numbered line goes on counting the last numbered item.

    Bullets may stand between where both lines announce theirs with a colon.
    """
    after = _COUNT.match(text)
    for draft in reversed(drafts) if after else ():
        first = draft.lines[0][1]
        before = _COUNT.match(first)
        if draft.kind != "item" or not (before or _announces(text)):
            return False
        if before and after:
            near = draft is drafts[-1] or _announces(first)
            return near and int(after[1]) == int(before[1]) + 1 and before[2] == after[2]
    return False


def _announces(text: str) -> bool:
    return text.rstrip("*_ ").endswith(":")


def _between_rows(drafts: Sequence[_Draft], after_blank: bool, following: str) -> bool:
    """Whether a line stands between two rows of one table, as a heading over some of its rows."""
    within = bool(drafts) and drafts[-1].kind == "table" and not after_blank
    return within and _is_row(following.strip())


def stops_midway(text: str) -> bool:
    """Whether a text ends in mid-sentence: no closing mark, or an abbreviation's full stop."""
    return not _END.search(text) or bool(_ABBREVIATION.search(text))


def _is_row(text: str) -> bool:
    return text.count("\t") >= 2 or (text.startswith("|") and text.count("|") >= 3)


def _continues(draft: _Draft, text: str, kind: BlockKind, after_blank: bool) -> bool:
    """Whether a line goes on with the block before it."""
    before = draft.lines[-1][1]
    if draft.kind in ("table", "formula") and not after_blank:
        return kind == draft.kind or (draft.kind == "formula" and _open_formula(draft))
    if draft.kind not in ("paragraph", "item") or kind not in ("paragraph", "heading"):
        return False
    if not after_blank:
        done = len(before) > _UNWRAPPED and not stops_midway(before) and not text[0].islower()
        return kind == "paragraph" and not done
    return _cut_in_two(before, text, kind)


def _open_formula(draft: _Draft) -> bool:
    """Whether `$$` opened a formula that is not closed yet (given up after 30 lines)."""
    return len(draft.lines) <= 30 and sum(line.count("$$") for _, line in draft.lines) % 2 == 1


def _cut_in_two(before: str, after: str, kind: BlockKind) -> bool:
    """Whether a blank line between two texts is a page break in mid-sentence."""
    if len(before.split()) < 5 or not stops_midway(before) or is_titled(before):
        return False
    if after[0].islower():
        return True
    if _ABBREVIATION.search(before):
        return False
    return dangles(before) or (kind != "heading" and _goes_on(before, after))


def _goes_on(before: str, after: str) -> bool:
    """Whether a text that begins with a bracket, number or capital goes on with an open one."""
    if after[0] == "(" or (before.count("(") > before.count(")") and ")" in after):
        return True
    if after[0].isdigit():
        return not NUMBERED.match(after)
    # A capital goes on with the sentence only as a name: no word that opens sentences.
    first = re.match(r"[\w'’-]+", after)
    return first is not None and first[0].lower() not in OPENERS and ". " in before


def _with_sections(drafts: Sequence[_Draft], voice: Voice) -> tuple[Block, ...]:
    blocks: list[Block] = []
    section: str | None = None
    for draft in drafts:
        text = "\n".join(line for _, line in draft.lines)
        blocks.append(
            Block(
                kind=draft.kind,
                voice=voice,
                text=text,
                lines=tuple(number for number, _ in draft.lines),
                section=section if draft.kind != "heading" else None,
            )
        )
        if draft.kind == "heading":
            section = heading_text(text) or None
    return tuple(blocks)
