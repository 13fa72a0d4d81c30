"""In: numbered lines of one source; out: its headings, paragraphs, list items, formulas, tables.

Text stays verbatim. A paragraph or item that a page break cut in mid-sentence is joined with its
continuation into one block, whose `lines` then skip the blank lines between.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.records import Block, BlockKind, Voice

_ITEM = re.compile(r"(?:[-*+•▪◦●–—]|\d{1,2}[.)]|\(\d{1,2}\)|[A-Za-z][.)]|\([a-zA-Z]\))\s")
_COUNT = re.compile(r"(\d{1,2})([.)])\s")
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[A-Za-z][.)]|[IVX]{1,5}[.)])\s")
_END = re.compile(r"[.!?:;…。][)\]\"'”’»*_`]*$")
# Words after which no sentence ends: a line that stops here was cut.
_DANGLING = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at to for from by with and or but nor as is are was were be been being "
        "that which who whose where when while if than then into onto over under between their its "
        "his her our your my this these those such not can could will would may might must should "
        "has have had does do did using via per called so very more most each every both",
    )
)
# Words that often open a sentence: a capital letter here is no sign of a name.
_OPENERS = frozenset(
    re.findall(
        r"\w+",
        "a an the this that these those it its we i you he she they our your my their there here "
        "in on at to for from by with and or but so as if when while since after before although "
        "though because once first second third finally next then now also another other moreover "
        "furthermore however additionally overall thus therefore hence instead what why how who "
        "which where each every some many most all both one two three let note using given unlike "
        "like during despite through what's that's it's let's here's not no yes of okay well",
    )
)
_ABBREVIATION = re.compile(r"(?:et al|e\.g|i\.e|vs|cf|fig|eq|sec|resp|approx)\.$", re.IGNORECASE)
_INNER_STOP = re.compile(r"(?<!vs)(?<=[a-z])\.\s[A-Z]")
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
        if kind == "heading" and drafts and _next_in_list(drafts[-1], text):
            kind = "item"
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
    if _MATH.search(text) and not re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{2,}", text[:80]):
        return "formula"
    if is_heading(text, alone):
        return "heading"
    return "item" if _ITEM.match(text) else "paragraph"


def is_heading(text: str, alone: bool) -> bool:
    """A short line that announces what follows: bold, ending in a colon, or without a full stop."""
    bare = heading_text(text)
    words = bare.split()
    if not 1 <= len(words) <= 14 or not re.search(r"[^\W\d_]{2}", bare):
        return False
    if re.match(r"[-*+•–—]\s", text) or "://" in text or "](" in text:
        return False
    if _is_cut(bare) or is_titled(bare):
        return alone and is_titled(bare)
    opens = bare[0].isupper() or bare[0].isdigit()
    capitals = capital_share(bare) >= 0.4
    if text.endswith(":"):
        # In small letters it is a sentence that leads in a list.
        named = len(words) <= 8 if capitals else len(words) <= 4
        return named and bare[0].isupper() and (alone or not _ITEM.match(text))
    if not alone or re.search(r"[.,;!…][\"”’)]?$", bare):
        return False
    # A longer line in small letters is the stump of a sentence.
    return opens and (len(words) <= 8 or bare.endswith("?") or capitals)


def is_titled(text: str) -> bool:
    """A headline by its capitals: nearly every longer word has one, and so has the last word."""
    words = re.findall(r"[^\W_][\w'’-]*", text)
    if not 6 <= len(words) <= 16 or words[-1][0].islower() or _INNER_STOP.search(text):
        return False
    return text.count("(") == text.count(")") and capital_share(text) >= 0.85


def _next_in_list(draft: _Draft, text: str) -> bool:
    """Whether a numbered line goes on counting the list item just before it."""
    before, after = (_COUNT.match(line) for line in (draft.lines[0][1], text))
    if draft.kind != "item" or before is None or after is None:
        return False
    return int(after[1]) == int(before[1]) + 1 and before[2] == after[2]


def _is_cut(bare: str) -> bool:
    """Whether a short line is a piece of running text: it dangles, or a sentence ends inside."""
    return dangles(bare) or bare.count("(") > bare.count(")") or bool(_INNER_STOP.search(bare))


def capital_share(text: str) -> float:
    """Share of the words of four or more letters that begin with a capital letter or digit."""
    words = [w for w in re.findall(r"[^\W_][\w'’-]*", text) if len(w) >= 4]
    return sum(not w[0].islower() for w in words) / len(words) if words else 0.0


def heading_text(text: str) -> str:
    """A heading's words: without `#`, bold marks, numbering and the colon at its end."""
    bare = text.strip().lstrip("#").strip().strip("*_").strip()
    bare = _NUMBERED.sub("", bare, count=1).strip("*_ ")
    return bare.rstrip(":").strip("*_ ")


def stops_midway(text: str) -> bool:
    """Whether a text ends in mid-sentence: no closing mark, or an abbreviation's full stop."""
    return not _END.search(text) or bool(_ABBREVIATION.search(text))


def dangles(text: str) -> bool:
    """Whether a text ends in a comma, an open bracket or a word that no phrase can end in."""
    last = re.findall(r"\w+", text[-40:])
    return text[-1:] in ",-–(/&+=" or bool(last and last[-1].lower() in _DANGLING)


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
        return kind == "paragraph"
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
        return not _NUMBERED.match(after)
    # A capital goes on with the sentence only as a name: no word that opens sentences.
    first = re.match(r"[\w'’-]+", after)
    return first is not None and first[0].lower() not in _OPENERS and ". " in before


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
