"""Sentence borders, and that every slice is verbatim and knows its lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answering.sentences import line_span, sentences
from ingest.records import Block, BlockKind


def block(text: str, kind: BlockKind = "paragraph", lines: tuple[int, ...] = ()) -> Block:
    numbers = lines or tuple(range(1, text.count("\n") + 2))
    return Block(kind=kind, voice="reviewer", text=text, lines=numbers)


def cut(text: str, kind: BlockKind = "paragraph") -> list[str]:
    made = block(text, kind)
    return [made.text[piece.start : piece.end] for piece in sentences(made)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One falls. Two rise!", ["One falls.", "Two rise!"]),
        ("It gains 4.5 points. Then it stops.", ["It gains 4.5 points.", "Then it stops."]),
        ("Models (e.g. Foo) win. So be it.", ["Models (e.g. Foo) win.", "So be it."]),
        ("See Fig. 3 for this. It helps.", ["See Fig. 3 for this.", "It helps."]),
        ("Foo et al. Bar it.", ["Foo et al. Bar it."]),
        ("As shown by Foo et al. The loss falls.", ["As shown by Foo et al.", "The loss falls."]),
        ("Rows vs. Columns matter. Yes.", ["Rows vs. Columns matter.", "Yes."]),
        (
            "It maps into space A. Mapping T returns.",
            ["It maps into space A.", "Mapping T returns."],
        ),
        ("We thank John F. Kranz for it. Bye.", ["We thank John F. Kranz for it.", "Bye."]),
        ("Take $a. B$ as given. Now go.", ["Take $a. B$ as given.", "Now go."]),
        ("(It is so. Really.) Next one.", ["(It is so. Really.)", "Next one."]),
        ('He says "Stop. Now." Then he goes.', ['He says "Stop. Now."', "Then he goes."]),
        ("Wait ... it goes on. Done.", ["Wait ... it goes on.", "Done."]),
        ("Why? Because.", ["Why?", "Because."]),
        ("Use `a.b. C` here. Fine.", ["Use `a.b. C` here.", "Fine."]),
        ("It is **bold.** It is not.", ["It is **bold.**", "It is not."]),
        (
            "The first line\ngoes on. The next\nends.",
            ["The first line\ngoes on.", "The next\nends."],
        ),
    ],
)
def test_borders(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- A plain item", ["A plain item"]),
        ("2. Second of all.", ["Second of all."]),
        ("* **Name:** What it does.", ["**Name:** What it does."]),
        ("-Glued to its mark.", ["Glued to its mark."]),
    ],
)
def test_list_marks_are_left_out(text: str, expected: list[str]) -> None:
    assert cut(text, "item") == expected


@pytest.mark.parametrize("kind", ["paragraph", "item"])
def test_of_a_run_in_heading_only_half_bold_nothing_is_left(kind: BlockKind) -> None:
    made = block("- 2. Model Size:** Large **models** need memory. They are slow.", kind)
    pieces = sentences(made)
    said = [made.text[p.start : p.end] for p in pieces]
    assert said == ["Large **models** need memory.", "They are slow."]
    assert [p.label for p in pieces] == ["Model Size", None]


def test_a_heading_is_cut_without_its_number_and_colon() -> None:
    assert cut("2. Model Size:", "heading") == ["Model Size"]
    assert cut("Model Size", "heading") == ["Model Size"]


def test_a_run_in_heading_is_a_label_and_not_part_of_the_sentence() -> None:
    text = " **Results:** The loss falls. It stays low."
    pieces = sentences(block(text))
    assert [text[p.start : p.end] for p in pieces] == ["The loss falls.", "It stays low."]
    assert [p.label for p in pieces] == ["Results", None]


def test_half_open_bold_is_dropped_at_the_ends() -> None:
    assert cut("**A whole thing. It goes on.**") == ["A whole thing.", "It goes on."]


def test_formulas_and_tables_are_one_slice() -> None:
    assert cut("$x. Y$ = 1. Z", "formula") == ["$x. Y$ = 1. Z"]
    assert cut("| a. B | c |\n| 1. 2 | 3 |", "table") == ["| a. B | c |\n| 1. 2 | 3 |"]


def test_lines_follow_the_slice() -> None:
    made = block("One goes\nover lines. Two\nends here.", lines=(7, 9, 10))
    assert [line_span(made, piece) for piece in sentences(made)] == [(7, 9), (9, 10)]


def test_lines_that_do_not_ascend_give_no_span() -> None:
    made = block("It begins\nand ends. It stays.", lines=(30, 12))
    assert [line_span(made, piece) for piece in sentences(made)] == [None, (12, 12)]


def test_text_without_marks_is_cut_at_line_ends() -> None:
    text = "\n".join(f"line {n} " + "word " * 18 for n in range(10))
    pieces = cut(text)
    assert len(pieces) > 1
    assert all(len(piece) < 500 for piece in pieces)
    assert " ".join(" ".join(pieces).split()) == " ".join(text.split())


@given(st.text(alphabet='ab AB.!?\n$()"*1-', min_size=1, max_size=80))
def test_slices_are_in_order_apart_and_inside(text: str) -> None:
    made = block(text)
    ends = [0]
    for piece in sentences(made):
        assert ends[-1] <= piece.start < piece.end <= len(text)
        assert text[piece.start : piece.end].strip() == text[piece.start : piece.end]
        ends.append(piece.end)
