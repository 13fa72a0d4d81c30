import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import heading_text, read_blocks
from ingest.records import Block


def read(text: str) -> tuple[Block, ...]:
    return read_blocks(list(enumerate(text.split("\n"), 1)))


def kinds(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(block.kind, block.lines) for block in read(text)]


@pytest.mark.parametrize(
    "heading",
    [
        "## Oil and Wick",
        "**Oil and Wick**",
        "Oil and Wick",
        "1. Oil and wick:",
        "What burns?",
        "Oil:",
    ],
)
def test_headings_open_sections(heading: str) -> None:
    blocks = read(f"The lamp is lit at dusk.\n\n{heading}\n\nThe wick is cotton.")
    assert [b.kind for b in blocks] == ["paragraph", "heading", "paragraph"]
    assert [b.section for b in blocks] == [None, None, heading_text(heading)]
    assert heading_text(heading).rstrip("?") in {
        "Oil and Wick",
        "Oil and wick",
        "What burns",
        "Oil",
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The lamp burns for eight hours when the", "oil is fresh."),
        ("The lamp burns oil of three kinds,", "Including olive oil from the coast."),
        ("It was tested in rooms of sizes 8,", "16 and 32."),
        ("The lamp is old. It was built by Jan", "Okonkwo and sold in May."),
        ("The lamp presents a novel burning of oil in cotton", "wicks that are wet."),
        ("The lamp (a tall one, built for", "Harbours) burns well."),
        ("The lamp was compared with that of Berg et al.", "and found brighter."),
        ("- The lamp burns for eight hours when the", "oil is fresh."),
    ],
)
def test_a_page_break_in_mid_sentence_is_healed(first: str, second: str) -> None:
    (block,) = read(f"{first}\n\n\n{second}")
    assert block.lines == (1, 4)
    assert block.text == f"{first}\n{second}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The lamp burns for eight hours.", "the oil is fresh."),
        ("The lamp burns for eight hours at night", "The oil is fresh."),
        ("The lamp burns for eight hours at night", "- oil"),
        ("The lamp burns for eight hours at night", "Oil and Wick"),
        ("The lamp burns in three ways:", "first, slowly."),
    ],
)
def test_what_is_not_joined(first: str, second: str) -> None:
    assert [block.lines for block in read(f"{first}\n\n{second}")] == [(1,), (3,)]


def test_items_and_wrapped_lines() -> None:
    text = "Oils:\n- olive, pressed\n  twice\n- fish\n1. first\n(a) second\n• third"
    assert kinds(text) == [
        ("heading", (1,)),
        ("item", (2, 3)),
        ("item", (4,)),
        ("item", (5,)),
        ("item", (6,)),
        ("item", (7,)),
    ]


def test_formulas_and_tables() -> None:
    text = "$$L = a + b$$\n\n$$\nx = y\n$$\n\n| oil | hours |\n|---|---|\n| olive | 8 |"
    text += "\n\na\tb\tc\nd\te\tf"
    assert kinds(text) == [
        ("formula", (1,)),
        ("formula", (3, 4, 5)),
        ("table", (7, 8, 9)),
        ("table", (11, 12)),
    ]


def test_a_sentence_with_a_formula_is_a_paragraph() -> None:
    assert kinds("The loss is $a + b$ where the lamp burns at night.") == [("paragraph", (1,))]


@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=80), max_size=25))
def test_every_filled_line_is_in_one_block_verbatim(lines: list[str]) -> None:
    numbered = list(enumerate(lines, 1))
    blocks = read_blocks(numbered)
    assert [n for b in blocks for n in b.lines] == [n for n, text in numbered if text.strip()]
    for block in blocks:
        assert block.text == "\n".join(lines[n - 1].strip() for n in block.lines)


def test_a_headline_in_capitals_stands_alone_even_if_it_could_go_on() -> None:
    text = "Lamps Without Oil: The Light All Harbours Wait For\n\nA lamp needs oil."
    assert kinds(text) == [("heading", (1,)), ("paragraph", (3,))]
    stop = "Do All Lamps Need the Same Oil? Nora Says No.\n\nA lamp needs oil."
    assert kinds(stop) == [("heading", (1,)), ("paragraph", (3,))]


def test_a_question_that_goes_on_counting_a_list_is_an_item() -> None:
    text = "1. Oil burns slowly in winter.\n\n2. Wicks - Which ones burn longest?\n\n4. Which wick?"
    assert kinds(text) == [("item", (1,)), ("item", (3,)), ("heading", (5,))]
