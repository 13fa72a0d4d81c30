"""In: a model's text as it comes; out: its sentences as each of them ends, with their citations."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.answering.sentences import borders

_NUMBERS = r"\d{1,3}(?:\s*[,;]\s*\d{1,3})*"
_MARK = re.compile(rf"\s*\[({_NUMBERS})\]")
_AFTER = re.compile(rf"([.!?…]+[\"'”’»)]*)((?:\s*\[{_NUMBERS}\])+)")
_ONLY_MARKS = re.compile(rf"(?:\s*\[{_NUMBERS}\])*\s*(?:\[[\d\s,;]*)?")
_LINE = re.compile(r"(?P<list>\s*(?:[-*•–]|\d{1,2}[.)])\s+)?\s*(?:#{1,6}\s+)?")
_FINAL = re.compile(r"[.!?…]")
LONGEST = 1500
"""Characters without a border after which a sentence is cut all the same."""
_OPEN, _CLOSE = "<think>", "</think>"
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


class Said(NamedTuple):
    """A sentence without its marks, the numbers it cites, and what stands before it.

    `lead` is empty at the beginning, a line end (with a list mark) where it begins a line, else
    a blank.
    """

    text: str
    cites: tuple[int, ...]
    lead: str


class Cutter:
    """Cuts a text that comes in pieces; a sentence is given once what follows it has begun."""

    def __init__(self) -> None:
        self._rest = ""
        self._lead = ""
        self._fresh = True

    def feed(self, piece: str) -> list[Said]:
        """The sentences that this piece of the text completes; invisible signs are dropped."""
        self._rest = _harmless(self._rest + visible(piece))
        found = []
        *lines, last = self._rest.split("\n")
        for line in lines:
            found += self._cut(line, whole=True)
            self._end_line()
        self._rest = last
        return found + self._cut(last, whole=False)

    @property
    def pending(self) -> str:
        """The sentence that has not ended yet."""
        return self._rest.strip()

    def end(self) -> list[Said]:
        """The sentences that were left when the text ended."""
        return self._cut(self._rest, whole=True)

    def _cut(self, line: str, *, whole: bool) -> list[Said]:
        whole = whole or len(line) > LONGEST
        if not whole and not _FINAL.search(line):
            return []
        text = _AFTER.sub(r"\2\1", line)
        starts = borders(text)
        pieces = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
        kept = len(pieces) if whole else len(pieces) - 1
        if not whole and kept and _ONLY_MARKS.fullmatch(pieces[-1]):
            kept -= 1  # these marks may belong to the sentence before them
        self._rest = "".join(pieces[kept:])
        return [said for piece in pieces[:kept] if (said := self._said(piece))]

    def _said(self, piece: str) -> Said | None:
        if self._fresh and (head := _LINE.match(piece)):
            piece = piece[head.end() :]
            self._lead += "- " if head["list"] else ""
        cites = tuple(int(n) for found in _MARK.findall(piece) for n in re.findall(r"\d+", found))
        text = " ".join(_MARK.sub("", piece).split())
        if not re.search(r"\w", text):
            return None
        said = Said(text, tuple(dict.fromkeys(cites)), self._lead)
        self._lead, self._fresh = " ", False
        return said

    def _end_line(self) -> None:
        """What follows begins a line; two line ends make a paragraph."""
        if self._lead:
            self._lead = "\n\n" if self._fresh or self._lead == "\n" else "\n"
        self._fresh = True


def visible(text: str) -> str:
    """A text without signs that nobody sees or that a terminal obeys; line ends stay."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc"))


def without_thinking(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces without what a model wrote between `<think>` marks before its answer."""
    held, pieces = "", iter(pieces)
    for piece in pieces:
        held += piece
        begun = held.lstrip()
        if begun.startswith(_OPEN):
            if _CLOSE not in begun:
                held = _OPEN + begun[len(_OPEN) :][-len(_CLOSE) :]
                yield ""
                continue
            held = begun.partition(_CLOSE)[2]
        elif _OPEN.startswith(begun):
            yield ""
            continue
        yield held
        break
    else:
        yield "" if held.lstrip().startswith(_OPEN) else held
    yield from pieces


def _harmless(text: str) -> str:
    """A text in which no mark-up works: no tag, image, link or emphasis."""
    text = text.replace("【", "[").replace("】", "]").replace("![", "[").replace("](", "] (")
    text = _TAG.sub("‹", text)
    return text.replace("**", "").replace("__", "").replace("~~", "~").replace("\t", " ")
