"""Whatever the text, nothing is lost, nothing is claimed twice, and nothing is raised."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.archive.borders import find_layout
from ingest.archive.headers import find_headers
from ingest.archive.parse import parse_archive
from ingest.conserve import account
from ingest.records import RawText

PIECES = st.sampled_from(
    [
        "Nora's Daily Paper - 03.04.25: Slow Lamps",
        "Nora and Bo's Daily Paper - 31.02.25",
        "**Nora's Daily Paper - 05.04.25:",
        "Date: 2024-05-06",
        "Title: Lamps",
        "Slow Lamps, Long Nights**",
        "Here is the polished version:",
        "<https://arxiv.org/abs/2401.00001>",
        "[Paper link](#)",
        "-",
        "- an item",
        "| a | b |",
        "Conclusion",
        "Today we review a paper on lamps. It burns for eight hours and the light is even.",
        'A new paper, "Slow Lamps and Long Summer Nights," lights forty rooms',
        "$$ x = y $$",
        "",
        "",
    ]
)


def raw(lines: list[str]) -> RawText:
    return RawText(file="any.txt", sha256="0", encoding="utf-8", lines=tuple(lines))


def check(lines: list[str]) -> None:
    text = raw(lines)
    document = parse_archive(text, {})
    assert account(document, text).closes
    assert document == parse_archive(text, {})
    ids = [source.source_id for source in document.sources]
    assert len(ids) == len(set(ids))
    for source in document.sources:
        inside = {n for first, last in source.spans for n in range(first, last + 1)}
        for block in source.blocks:
            assert set(block.lines) <= inside
            assert block.text == "\n".join(lines[n - 1].strip() for n in block.lines)
        assert all(1 <= note.line <= len(lines) for note in source.notes)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_order_of_known_lines(lines: list[str]) -> None:
    check(lines)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=60), max_size=20))
def test_arbitrary_lines(lines: list[str]) -> None:
    check(lines)


@pytest.mark.parametrize(
    "line",
    [
        "[" * 200_000,
        "http://a" * 25_000,
        '"' * 200_000,
        "arXiv:" * 30_000,
        "**a" * 60_000,
        "x_{" + "_" * 200_000,
        "$a = " * 40_000,
        " " * 200_000 + ".",
        "a nice " * 30_000,
    ],
    ids=[
        "brackets",
        "addresses",
        "quotes",
        "tags",
        "stars",
        "index",
        "formulas",
        "blanks",
        "praise",
    ],
)
def test_one_long_line(line: str) -> None:
    check([line])


def test_many_headers_with_impossible_dates() -> None:
    check(["Nora's Daily Paper - 45.13.25", ""] * 3_000)


def test_fields_of_a_review_without_text_do_not_announce_the_next() -> None:
    first = ["Reviewer: Bo Line", "Date: 2023-11-05", "Link: Kites and Kernels"]
    second = ["Date: 2023-11-12", "Link: Kites", "", "They fly for hours, and then they fall."]
    third = ["Date: 2023-11-19", "Link: Boats", "", "So."]
    lines = [*first, "Second Kites of Autumn", *second, *third]
    check(lines)
    pieces = find_layout(lines, find_headers(lines)).pieces
    assert [tuple(piece.lines) for piece in pieces] == [(1, 2, 3), (4, 5, 6, 8), (9, 10, 12)]
