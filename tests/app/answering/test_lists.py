"""What a sentence with a colon introduces: items, the heads of long items, headings."""

import pytest

from app.answering.evidence import cut
from ingest.records import Block, Source


def said(*blocks: tuple[str, str]):
    """The sentences of a source of blocks (kind, text), a line each."""
    made = tuple(
        Block(kind=kind, voice="paper", text=text, lines=(n,))
        for n, (kind, text) in enumerate(blocks, 1)
    )
    source = Source(
        source_id="x:1",
        type="review",
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
