"""Lines taken from bytes one by one are the lines of the whole text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lines import Lines


def whole(text: str) -> tuple[str, ...]:
    lines = text.split("\n")
    return tuple(line.removesuffix("\r") for line in (lines[:-1] if lines[-1] == "" else lines))


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
def test_lines_are_those_of_the_text(text: str) -> None:
    lines, expected = Lines(text.encode()), whole(text)
    assert (len(lines), tuple(lines), lines[:]) == (len(expected), expected, expected)
    assert lines == expected
    for at in range(-len(expected), len(expected)):
        assert lines[at] == expected[at]
    assert lines[1:-1] == expected[1:-1]
    with pytest.raises(IndexError):
        lines[len(expected)]


def test_a_character_over_the_border_of_two_pieces_is_whole() -> None:
    text = "x" * ((1 << 20) - 1) + "€\nlamp"
    assert Lines(text.encode())[1] == "lamp"
    with pytest.raises(UnicodeDecodeError) as caught:
        Lines(("x" * ((1 << 20) - 1) + "€\n").encode() + b"\xff")
    assert caught.value.start == (1 << 20) + 3
    with pytest.raises(UnicodeDecodeError) as cut:
        Lines("lamp €".encode()[:-1])
    assert cut.value.start == 5


def test_they_compare_by_what_they_say() -> None:
    assert Lines(b"a\nb\n") == Lines(b"a\nb") != ("a",)
    assert Lines(b"a\n") != "a"
