"""What a sentence that counts parts introduces without a colon."""

import pytest

from tests.app.answering.test_lists import listed, said


def in_one(*sentences: str) -> list[str]:
    """What the first of these sentences of a paragraph introduces."""
    return listed(("paragraph", " ".join(sentences)))


def test_what_counts_on_from_first_to_last() -> None:
    parts = ("First come ears.", "They are uneven.", "The second part is the eyes.")
    told = "Owls hunt with three parts of the head."
    assert in_one(told, *parts, "Mice fear them.") == list(parts)
    assert in_one(told, "First come ears.", "Mice fear owls.") == []


def test_one_sentence_that_names_all_is_enough() -> None:
    all_named = "Ears find the mouse; eyes see it."
    assert in_one("Owls have two parts for that.", all_named, "Mice hide.") == [all_named]
    named = "Ears, eyes and feathers."
    assert in_one("Owls have three parts for that.", named, "Mice hide.") == [named]


def test_else_as_many_sentences_as_parts() -> None:
    parts = ["Ears find the mouse.", "Eyes see the mouse."]
    assert in_one("Owls have two parts for that.", *parts, "Mice hide.") == parts
    assert in_one("Owls have two parts for that.", parts[0]) == []


def test_as_many_items_as_it_says() -> None:
    told = ("paragraph", "Owls have two parts for that.")
    items = [("item", "Ears. These differ."), ("item", "Eyes.")]
    assert listed(told, *items) == ["Ears.", "These differ.", "Eyes."]
    assert listed(told, *items, ("item", "Beak.")) == []


@pytest.mark.parametrize(
    "told",
    [
        "Owls use the two parts.",
        "Owls use these two parts.",
        "Owls have two parts: ears and eyes.",
        "Owls have two parts, ears and eyes.",
        "Owls eat two mice at night.",
        "Owls have parts.",
    ],
)
def test_what_names_the_parts_or_counts_none_introduces_nothing(told: str) -> None:
    assert in_one(told, "Ears find the mouse; eyes see it.") == []


def test_what_introduces_nothing_is_still_evidence() -> None:
    (alone,) = said(("paragraph", "Owls have two parts for that at night."))
    assert (alone.items, alone.fit) == ((), 1.0)
