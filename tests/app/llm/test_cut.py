"""Sentences of a text that comes in pieces."""

import pytest

from app.llm.cut import LONGEST, Cutter, Said, without_thinking

TEXT = """\
Layers are cut [1]. It costs 0.5% of the accuracy, e.g. on mazes. [2][3] See Fig. 2 [4]!

- First item [1]
- Second item. [2, 3]
## A heading
The end"""


def cut(text: str, size: int) -> list[Said]:
    cutter = Cutter()
    found = [s for at in range(0, len(text), size) for s in cutter.feed(text[at : at + size])]
    return found + cutter.end()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_pieces_of_any_size_make_the_same_sentences(size: int) -> None:
    assert cut(TEXT, size) == [
        Said("Layers are cut.", (1,), ""),
        Said("It costs 0.5% of the accuracy, e.g. on mazes.", (2, 3), " "),
        Said("See Fig. 2!", (4,), " "),
        Said("First item", (1,), "\n\n- "),
        Said("Second item.", (2, 3), "\n- "),
        Said("A heading", (), "\n"),
        Said("The end", (), "\n"),
    ]


def test_a_sentence_is_given_when_the_next_one_begins() -> None:
    cutter = Cutter()
    assert cutter.feed("One is cut. [1") == []
    assert cutter.feed("] ") == []
    assert cutter.feed("Then ") == [Said("One is cut.", (1,), "")]
    assert cutter.end() == [Said("Then", (), " ")]


def test_no_mark_up_of_a_model_survives() -> None:
    text = "See ![x](http://a.b/c) and <img src=x> or **bo\u200bld\x1b\r** ~~gone~~ [1]."
    (said,) = cut(text, 1)
    assert said.text == "See [x] (http://a.b/c) and ‹img src=x> or bold ~gone~."
    assert said.cites == (1,)


def test_a_text_without_an_end_is_cut_all_the_same() -> None:
    found = cut("word " * LONGEST, 5)
    assert len(found) > 3
    assert all(len(said.text) <= LONGEST + 5 for said in found)


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        (["<th", "ink>It is. ", "Or not.</thi", "nk>Yes. ", "No."], "Yes. No."),
        (["<think>never ", "closed"], ""),
        (["<think>", *"closed late</think> Yes."], " Yes."),
        (["<b", "old"], "<bold"),
        (["Plain ", "<think>later"], "Plain <think>later"),
        ([" ", "<", "think>x</think>", " y"], " y"),
    ],
)
def test_what_a_model_thinks_first_is_no_part_of_its_answer(pieces: list[str], said: str) -> None:
    assert "".join(without_thinking(pieces)) == said
