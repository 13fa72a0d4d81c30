"""In: the blocks of a text; out: notes on what is broken in it: formulas, gaps, mark-up.

Nothing is repaired: what a formula was can only be guessed. Each rule looks at form alone and would
rather miss one than cry wolf.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.records import Block, Note

_FORMULA = re.compile(r"\$\$?([^$]{1,800})\$\$?")
_BROKEN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("running text stands inside it", re.compile(r"[a-z)}|]\. [A-Z][a-z]+ [a-z]+ [a-z]+")),
    ("a command is spelled out in it", re.compile(r"\\backslash\s*\\[a-z]|\\([a-z]+)\{\1\}\\\{")),
    ("it ends before its right side", re.compile(r"(?:\\(?:sim|in|leq|geq|approx)|[=<>+])\s*$")),
    ("braces are spelled out in an index", re.compile(r"_\{\\\{")),
    ("an index is doubled in it", re.compile(r"_\{([a-hl-z])\1\}.*_\1\b|_\1\b.*_\{([a-hl-z])\2\}")),
)
_WITHOUT = re.compile(r"(.{4,80}?)\\setminus(.{4,80})")
_INDEX = re.compile(r"\b([A-Za-z]{1,3})_\{([A-Za-z]{2,4}|\w{0,20}_\w{0,20})\}")
_DOUBLED = re.compile(
    r"(?<![\w\\$./'’])(?<!\d\s)(?:([a-eg-hj-z])\1{1,2}(?=[\s,;)])|([A-Z])\2(?= [,.]))"
)
_EMPTY = re.compile(r"\s\(\s?\)(?=[\s.,;]|$)")
_GAP = re.compile(r"(?<=\s)(?:[a-z]{4,20}|as|by|is|of|to|at) [.,](?=\s|$)")
_MOST_GAPS = 5
_MARKUP = re.compile(r"</?(?:i|b|u|em|strong|sub|sup|br|p|span|div)\s?/?>", re.IGNORECASE)


def oddities(blocks: Sequence[Block]) -> tuple[Note, ...]:
    """Notes in order of lines, at most one of each code for a block.

    Who leaves a blank before every comma has a habit, and nothing is missing there.
    """
    found = [note for block in blocks for note in _of_block(block)]
    habit = sum(note.code == "gap" for note in found) > _MOST_GAPS
    return tuple(note for note in found if not (habit and note.code == "gap"))


def _of_block(block: Block) -> Iterator[Note]:
    text = block.text.replace(r"\$", "")
    line = block.lines[0]
    if reason := _what_is_broken(text):
        message = f"A formula seems garbled: {reason}. It is kept as printed."
        yield Note(code="formula-garbled", line=line, message=message)
    if block.kind in ("formula", "table"):
        return
    plain = _FORMULA.sub(" x ", text)
    if _EMPTY.search(plain) or _GAP.search(plain):
        message = "Something is missing: empty brackets, or a blank where a sign or source was."
        yield Note(code="gap", line=line, message=message)
    if _MARKUP.search(plain):
        message = "Mark-up of another format was left in the text."
        yield Note(code="markup-left", line=line, message=message)


def _what_is_broken(text: str) -> str | None:
    for match in _FORMULA.finditer(text):
        body = match[1].strip()
        for reason, rule in _BROKEN:
            if rule.search(body):
                return reason
        sides = _WITHOUT.search(body)
        if sides and sides[1].replace(" ", "") == sides[2].replace(" ", ""):
            return "both sides of a difference are the same"
    plain = _FORMULA.sub(" ", text)
    for match in _INDEX.finditer(plain):
        base, index = match[1], match[2]
        if set(base) == set(index) or re.search(rf"{base}_", index):
            return f"“{match[0]}” repeats itself"
    if doubled := _DOUBLED.search(plain):
        return f"“{doubled[0]}” may be one letter doubled"
    return None
