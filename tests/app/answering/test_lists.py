"""What a sentence with a colon introduces: items, the heads of long items, headings; and what in
the item of a card points back."""

import pytest

from app.answering.evidence import cut
from ingest.records import Block, Source, SourceType


def said(*blocks: tuple[str, str], of: SourceType = "review"):
    """The sentences of a source of a type, of blocks (kind, text), a line each."""
    made = tuple(
        Block(kind=kind, voice="paper", text=text, lines=(n,))
        for n, (kind, text) in enumerate(blocks, 1)
    )
    source = Source(
        source_id="x:1",
        type=of,
        file="x.txt",
        spans=((1, len(made)),),
        header=None,
        date=None,
        date_printed=None,
        reviewers=(),
        title="Owls",
        title_printed="Owls",
        links=(),
        arxiv_id=None,
        blocks=made,
    )
    return list(cut(source, "owls", [text for _, text in blocks]))


def listed(*blocks: tuple[str, str]) -> list[str]:
    """What the first sentence of the source introduces."""
    found = said(*blocks)
    return [found[order].text for order in found[0].items]


@pytest.mark.parametrize(("of", "first"), [("card", False), ("review", True)])
def test_an_item_of_a_card_begins_without_the_one_before(of: SourceType, first: bool) -> None:
    items = [("item", "Owls fly."), ("item", "They make no sound. This is so at night.")]
    assert [e.hangs for e in said(*items, of=of)] == [False, first, True]


INTRO = ("paragraph", "Owls are told apart in three ways:")


def test_a_short_list_is_whole() -> None:
    items = [("item", "By their ears. These differ."), ("item", "By their eyes.")]
    assert listed(INTRO, *items) == ["By their ears.", "These differ.", "By their eyes."]


def test_of_a_long_list_the_first_sentence_of_each_item() -> None:
    items = [
        ("item", f"By the {part}. It differs. It is seen.") for part in ("ears", "eyes", "beak")
    ]
    assert listed(INTRO, *items) == ["By the ears.", "By the eyes.", "By the beak."]
    many = [("item", f"By feather number {n}.") for n in range(9)]
    assert listed(INTRO, *many) == []


@pytest.mark.parametrize("intro", ["Owls are told apart in three ways:", "Owls have these parts:"])
def test_numbered_headings_are_a_list_as_far_as_they_count_on(intro: str) -> None:
    found = listed(
        ("paragraph", intro),
        ("heading", "1. Ears:"),
        ("paragraph", "They hear well in the dark."),
        ("heading", "2. Eyes:"),
        ("heading", "Colour:"),
        ("heading", "3. Beak:"),
        ("heading", "1. Another count"),
    )
    assert found == ["Ears", "Eyes", "Beak"]


def test_other_headings_are_a_list_if_it_is_said_how_many() -> None:
    parts = [("heading", "Ears"), ("paragraph", "They hear well at night."), ("heading", "Eyes")]
    assert listed(INTRO, *parts, ("heading", "Beak"), ("heading", "Diet")) == [
        "Ears",
        "Eyes",
        "Beak",
    ]
    assert listed(INTRO, *parts) == []
    assert listed(("paragraph", "Owls have these parts:"), *parts) == []


def test_a_list_makes_its_introduction_evidence() -> None:
    parts = [("heading", "Ears"), ("heading", "Eyes"), ("heading", "Beak")]
    assert said(INTRO, *parts)[0].fit > 0
    assert said(INTRO, ("paragraph", "They hear well at night."))[0].fit == 0


def test_a_sentence_before_a_new_paragraph_that_goes_on_in_lower_case_introduces_it() -> None:
    intro = ("paragraph", "Owls sleep by day. By contrast, a hawk at night does harm:")
    found = said(intro, ("paragraph", "it strikes whatever moves. Nobody sees it."))
    assert [found[order].text for order in found[1].items] == ["it strikes whatever moves."]
    assert found[1].fit > 0


def test_paragraphs_that_each_begin_with_a_name_are_a_list() -> None:
    parts = [
        ("paragraph", "Keen ears: they hear a mouse under snow. They turn."),
        ("paragraph", "Wide eyes: they see in the dark."),
    ]
    intro = ("paragraph", "Owls have several advantages:")
    rest = ("paragraph", "Hawks have none of them.")
    assert listed(intro, *parts, rest) == [
        "Keen ears: they hear a mouse under snow.",
        "Wide eyes: they see in the dark.",
    ]
    assert listed(INTRO, *parts, rest) == []  # three were announced
    assert listed(intro, parts[0], rest) == []


def test_paragraphs_of_a_sentence_are_a_list_if_it_is_said_how_many() -> None:
    parts = [("paragraph", f"Their {part} differ a lot.") for part in ("ears", "eyes", "beaks")]
    rest = ("paragraph", "Hawks are told apart by size.")
    assert listed(INTRO, *parts, rest) == [text for _, text in parts]
    assert listed(("paragraph", "Owls have these parts:"), *parts, rest) == []
    long = ("paragraph", "Their ears differ. Much of that is seen.")
    assert listed(INTRO, long, *parts[1:], rest) == []
    assert said(("paragraph", "Owls have these parts:"), *parts)[0].fit == 0


def test_only_what_follows_at_once_is_introduced() -> None:
    goes_on = ("paragraph", "Owls are told apart in two ways: Much is known. It is old.")
    assert listed(goes_on, ("paragraph", "By ear."), ("paragraph", "By eye.")) == []
