"""In: the bytes of a UTF-8 text; out: its lines, each decoded when it is asked for.

A large text is held once, as it was read, or not at all where `data` is a mapped file: a line costs
four bytes, not a string of its own.
"""

import codecs
from array import array
from collections.abc import Iterator, Sequence
from mmap import mmap
from typing import overload

Data = bytes | mmap
"""The bytes of a file: in memory, or mapped where the file is large and never changes."""
_CHUNK = 1 << 14
"""Bytes checked at once; pieces of 64 KiB leave holes in the heap, 0.4 MB a megabyte of text."""


class Lines(Sequence[str]):
    """The lines of a text, without their ends (LF or CR LF); they compare as a tuple would.

    `data` is checked once, a piece at a time. Raises UnicodeDecodeError where it is no UTF-8, with
    the place of the first bad byte in all of `data`.
    """

    def __init__(self, data: Data, start: int = 0) -> None:
        _check(data)
        self._data = data
        ends = array("I")
        at = data.find(b"\n", start)
        while at >= 0:
            ends.append(at)
            at = data.find(b"\n", at + 1)
        if start < len(data) and data[-1:] != b"\n":
            ends.append(len(data))
        self._start, self._ends = start, ends

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        if isinstance(at, slice):
            return tuple(map(self._line, range(*at.indices(len(self._ends)))))
        return self._line(range(len(self._ends))[at])

    def __iter__(self) -> Iterator[str]:
        return map(self._line, range(len(self._ends)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash((len(self), *self[:1]))

    def _line(self, at: int) -> str:
        begin = self._ends[at - 1] + 1 if at else self._start
        return self._data[begin : self._ends[at]].decode().removesuffix("\r")


def _check(data: Data) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    for begin in range(0, len(data), _CHUNK):
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(data[begin : begin + _CHUNK], final=begin + _CHUNK >= len(data))
        except UnicodeDecodeError as exc:
            place = begin - kept
            raise UnicodeDecodeError(
                "utf-8", data[:], place + exc.start, place + exc.end, exc.reason
            ) from None
