"""In: lines with UTF-8 once read as another code; out: the lines repaired, and what was changed.

ftfy was tried first: its tables hold no ISO-8859-7, and it returns such lines unchanged. Damage
is uneven within a file, so each run of non-ASCII characters is judged alone, and a run whose
bytes are no UTF-8 stays as it is.
"""

import re
from collections.abc import Sequence

from ingest.records import Repair

LOST = "\N{REPLACEMENT CHARACTER}"
# No-break space is left out: pages set it on purpose between words.
_RUN = re.compile(r"[^\x00-\x7f\xa0]+")


def _table(upper: str) -> dict[str, int]:
    """Character -> byte for 0x80-0x9F read as Windows-1252 and 0xA0-0xFF read as `upper`."""
    table: dict[str, int] = {}
    for codec, codes in (("cp1252", range(0x80, 0xA0)), (upper, range(0xA0, 0x100))):
        for byte in codes:
            char = bytes([byte]).decode(codec, errors="ignore")
            if char:
                table.setdefault(char, byte)
    return table


_TABLES = (_table("iso8859_7"), _table("latin_1"))


def repair_lines(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[Repair, ...]]:
    """Return every line repaired, and one ledger entry per changed run.

    Nothing is changed unless some run of the text decodes to a character of three or four
    bytes: shorter ones and cut ones are too weak a sign to stand alone.
    """
    table = next((t for t in _TABLES if any(_proves(line, t) for line in lines)), None)
    if table is None:
        return tuple(lines), ()
    fixed: list[str] = []
    repairs: list[Repair] = []
    for number, line in enumerate(lines, 1):
        clean, changes = _repair_line(line, table)
        fixed.append(clean)
        for before, after in changes:
            rule = "mojibake-lost" if LOST in after else "mojibake"
            repairs.append(Repair(line=number, rule=rule, before=before, after=after))
    return tuple(fixed), tuple(repairs)


def _proves(line: str, table: dict[str, int]) -> bool:
    for run in _RUN.findall(line):
        at = 0
        while at < len(run):
            size, char = _decode_at(run, at, table)
            if size >= 3 and char != LOST:
                return True
            at += size
    return False


def _repair_line(line: str, table: dict[str, int]) -> tuple[str, list[tuple[str, str]]]:
    changes: list[tuple[str, str]] = []

    def mend(match: re.Match[str]) -> str:
        run, out, at = match.group(), [], 0
        while at < len(run):
            size, char = _decode_at(run, at, table)
            out.append(char)
            at += size
        after = "".join(out)
        if after != run:
            changes.append((run, after))
        return after

    return _RUN.sub(mend, line), changes


def _decode_at(run: str, at: int, table: dict[str, int]) -> tuple[int, str]:
    """How many characters from `at` make one, and which; (1, itself) where they make none.

    A character with one byte missing (a code the wrong reading had no sign for) is LOST.
    """
    lead = table.get(run[at], 0)
    need = 4 if 0xF0 <= lead <= 0xF4 else 3 if 0xE0 <= lead <= 0xEF else 2 if lead >= 0xC2 else 0
    if not need:
        return 1, run[at]
    data = [lead]
    for char in run[at + 1 : at + need]:
        byte = table.get(char, 0)
        if not 0x80 <= byte <= 0xBF:
            break
        data.append(byte)
    if len(data) == need:
        char = bytes(data).decode("utf-8", errors="ignore")
        return (need, char) if char else (1, run[at])
    if need >= 3 and len(data) == need - 1:
        return len(data), LOST
    return 1, run[at]
