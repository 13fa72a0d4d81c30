"""In: the posts of one thread in reading order; out: its blocks, and where its text breaks off."""

import re
from collections.abc import Iterator, Sequence

from ingest.records import Block, BlockKind, Note, Voice
from ingest.threads.mojibake import LOST
from ingest.threads.posts import Post

_FIRST_PERSON = re.compile(r"\b(?:we|our|ours|we['’](?:ve|re|ll|d)|my|i['’](?:m|ve))\b", re.I)
_ITEM = re.compile(r"^\s*(?:[-*•‣▪→]\s?\S|\d{1,2}[.)]\s|\d\ufe0f?\u20e3)")
_ENDED = re.compile(r"[.!?:;…)\]\"”’'»]\W*$")
_HEADING_WORDS = 8


def thread_blocks(
    thread: Sequence[Post], lines: Sequence[str], reading: Sequence[str]
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Paragraphs, items and headings in reading order; a block never leaves its post.

    A heading holds for all that follows, over the borders of posts, up to the next heading or
    the next border ("---") between the texts that were joined and cut anew.
    """
    voice = _voice(thread, reading)
    blocks: list[Block] = []
    notes: list[Note] = []
    section: str | None = None
    for numbers in _pieces(thread, lines):
        if not numbers:
            section = None
            notes.extend(_breaks_off(blocks[-1]) if blocks else ())
            continue
        kind = _kind(reading[numbers[0] - 1], len(numbers))
        text = "\n".join(lines[n - 1].strip() for n in numbers)
        read = "\n".join(reading[n - 1].strip() for n in numbers).replace(LOST, "").strip()
        section = read if kind == "heading" else section
        on_card = any(numbers[0] in post.card for post in thread)
        blocks.append(
            Block(
                kind="paragraph" if on_card else kind,
                voice="paper" if on_card else voice,
                text=text,
                lines=numbers,
                section=section,
                clean=read if read != text else None,
            )
        )
    return tuple(blocks), tuple(notes)


def _voice(thread: Sequence[Post], reading: Sequence[str]) -> Voice:
    """`author` where the thread speaks of its work as its own, else `paper`."""
    texts = (reading[n - 1] for post in thread for n in post.text)
    return "author" if any(_FIRST_PERSON.search(text) for text in texts) else "paper"


def _pieces(thread: Sequence[Post], lines: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """The line numbers of each paragraph or item, and () where a border stands."""
    for post in thread:
        piece: list[int] = []
        own = {*post.text, *post.card}
        for n in sorted({*own, *post.borders}):
            starts = piece and (n != piece[-1] + 1 or n in post.borders or n in post.card)
            if piece and (starts or piece[-1] in post.card or _ITEM.match(lines[n - 1])):
                yield tuple(piece)
                piece = []
            if n in own:
                piece.append(n)
            else:
                yield ()
        if piece:
            yield tuple(piece)


def _kind(line: str, size: int) -> BlockKind:
    text = line.strip()
    if _ITEM.match(text):
        return "item"
    # Posts have no markup: a short line that opens with a sign and is no sentence heads the rest.
    signed = text[:1] and not text[:1].isalnum() and text[:1] not in "\"'“‘(@[<"
    short = size == 1 and len(text.split()) <= _HEADING_WORDS
    return (
        "heading" if signed and short and not text.endswith((".", "!", "?", ",")) else "paragraph"
    )


def _breaks_off(block: Block) -> tuple[Note, ...]:
    """A note where the text before a border is no whole sentence: the rest was never captured."""
    if block.kind == "heading" or _ENDED.search(block.reading):
        return ()
    message = "the text breaks off here; the rest is not in this file"
    return (Note(code="cut", line=block.lines[-1], message=message),)
