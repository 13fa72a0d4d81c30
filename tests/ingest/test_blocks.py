import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import read_blocks
from ingest.headings import heading_text
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


@pytest.mark.parametrize(
    "line",
    ["Here:", "In other words:", "Here's the reason:", "The results are bright:", "Lamps include:"],
)
def test_a_sentence_before_a_colon_is_no_heading(line: str) -> None:
    assert kinds(f"{line}\n\n- the oil") == [("paragraph", (1,)), ("item", (3,))]


def test_a_question_may_end_in_any_word() -> None:
    assert kinds("What do lamps do?\n\nThey burn.")[0] == ("heading", (1,))


def test_a_caption_opens_no_section() -> None:
    blocks = read("# Oil\n\nTable 2 Mapping of Old Oil Lamps to New Ones\n\nThey burn.")
    assert [(b.kind, b.section) for b in blocks[1:]] == [("paragraph", "Oil")] * 2


def test_a_heading_over_some_rows_stays_in_the_table() -> None:
    text = "a\tb\tc\n<i>Harbour lamps</i>\nd\te\tf\nAfter it."
    assert kinds(text) == [("table", (1, 2, 3)), ("paragraph", (4,))]


def test_a_formula_set_off_may_hold_words() -> None:
    assert kinds(r"$$x = 2 \quad \text{for any lamp that burns}$$") == [("formula", (1,))]


def test_numbered_items_go_on_over_their_bullets() -> None:
    text = "1. **Oil:**\n- pressed\n2. **Wick:**\n- cotton\n\n3. Glass of the Lamp:\n\n- clear"
    assert [b.kind for b in read(text)] == ["item"] * 6
    assert kinds("1. **Oil:**\n- pressed\n\n2. Some history")[-1] == ("heading", (4,))


def test_lines_too_long_to_be_wrapped_are_paragraphs_of_their_own() -> None:
    long = "The lamp burns " + "for hours and hours " * 8 + "at night."
    assert kinds(f"- {long}\nThe oil lasts.") == [("item", (1,)), ("paragraph", (2,))]
    assert kinds("- The lamp burns.\nThe oil lasts.") == [("item", (1, 2))]
