"""In: lines of speech; out: sentences, as runs of lines, and the blocks made of them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.records import Block, Voice
from ingest.transcript.cues import is_pause, is_read_aloud

_ENDED = re.compile(r"[.?!…][\"'”’)]*\s*$")
_LONGEST = 6
"""More lines than this without a stop mean that the speech was written down without any."""
_BLOCK_UNITS = 8


def sentence_units(numbers: Sequence[int], lines: Sequence[str]) -> list[tuple[int, ...]]:
    """Join the non-blank lines `numbers` (1-based) into sentences that end in a stop.

    Where no stop comes within a few lines, each line is a unit of its own.
    """
    units: list[tuple[int, ...]] = []
    open_run: list[int] = []
    for n in numbers:
        if open_run and n != open_run[-1] + 1:
            units.extend(_close(open_run, ended=False))
            open_run = []
        open_run.append(n)
        ended = _ENDED.search(lines[n - 1]) is not None
        if ended or len(open_run) > _LONGEST:
            units.extend(_close(open_run, ended))
            open_run = []
    units.extend(_close(open_run, ended=False))
    return units


def _close(run: Sequence[int], ended: bool) -> list[tuple[int, ...]]:
    return [tuple(run)] if ended and run else [(n,) for n in run]


def speech_blocks(
    numbers: Iterable[int], lines: Sequence[str], at: Sequence[int]
) -> tuple[Block, ...]:
    """Blocks of one to eight sentences, each in one voice: read aloud (`paper`) or `streamer`.

    `numbers` count `lines`, which are those of speech alone; `at` has their numbers in the file.
    """
    blocks: list[Block] = []
    voice: Voice = "streamer"
    run: list[tuple[int, ...]] = []
    for unit in sentence_units(list(numbers), lines):
        said: Voice = "paper" if is_read_aloud(_text(unit, lines, " ")) else "streamer"
        apart = run and (unit[0] != run[-1][-1] + 1 or is_pause(lines[unit[0] - 1]))
        if run and (apart or said != voice or len(run) == _BLOCK_UNITS):
            blocks.append(_block(run, voice, lines, at))
            run = []
        voice = said
        run.append(unit)
    if run:
        blocks.append(_block(run, voice, lines, at))
    return tuple(blocks)


def _block(
    run: Iterable[tuple[int, ...]], voice: Voice, lines: Sequence[str], at: Sequence[int]
) -> Block:
    numbers = [n for unit in run for n in unit]
    text = _text(numbers, lines, "\n")
    return Block(kind="paragraph", voice=voice, text=text, lines=tuple(at[n - 1] for n in numbers))


def _text(numbers: Iterable[int], lines: Sequence[str], glue: str) -> str:
    return glue.join(lines[n - 1].strip() for n in numbers)


def settle_units(
    subjects: list[str], units: Iterable[tuple[int, ...]]
) -> Iterator[tuple[int, str]]:
    """For each line of a sentence, the subject that most of its lines have (the first in a tie)."""
    for unit in units:
        found = [subjects[n - 1] for n in unit]
        most = max(found, key=found.count)
        yield from ((n, most) for n in unit)
