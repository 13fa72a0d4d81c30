"""What a question sets side by side, as it puts it."""

import pytest

from app.answering.comparing.contrast import telling_sides
from app.answering.comparing.phrasing import is_usual, two_sides, without_usual


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Compare pruning with growing.", ("pruning", "growing")),
        ("How does pruning differ from growing?", ("pruning", "growing")),
        ("Is pruning different from growing?", ("pruning", "growing")),
        ("pruning versus growing", ("pruning", "growing")),
        ("U-CAN vs. growing", ("U-CAN", "growing")),
        ("pruning compared to growing when it comes to cost", ("pruning", "growing")),
        ("How do pruning and growing differ?", ("pruning", "growing")),
        ("What is the difference between pruning and growing?", ("pruning", "growing")),
        ("What sets pruning apart from growing?", ("pruning", "growing")),
        ("pruning or growing, which costs less?", ("pruning", "growing")),
        ("pruning vs growing, which trade-offs are there?", ("pruning", "growing")),
        ("inner view vs outer view of pruning", ("inner view", "outer view")),
        ("loss of layers vs growth of layers", ("loss of layers", "growth of layers")),
        ("How did Rita's test differ from Omar's in the garden?", ("Rita", "Omar")),
        ("How many layers can it prune compared with gardens?", None),
        ("What is pruning?", None),
    ],
)
def test_the_two_sides_of_a_comparison(text: str, pair: tuple[str, str] | None) -> None:
    assert two_sides(text) == pair


@pytest.mark.parametrize(
    "text",
    [
        "what's the difference to growing?",
        "how is it different from growing?",
        "what is different from growing?",
        "how does the method compare with growing?",
    ],
)
def test_a_side_that_is_not_named_is_what_is_spoken_of(text: str) -> None:
    assert two_sides(text, "Quietnet") == ("Quietnet", "growing")
    assert two_sides(text) is None


def test_what_is_usual_is_no_part_of_a_side() -> None:
    assert without_usual("a normal net") == "a net"
    assert without_usual("other") == "other"
    assert is_usual("earlier nets")
    told = telling_sides(("Quietnet", "a standard net"), lambda _: ())
    assert told is not None
    assert told.terms == (frozenset({"quietnet"}), frozenset({"net"}))
    assert told.usual == (False, True)


def test_a_quality_is_compared_with_a_quality() -> None:
    told = telling_sides(("sparse", "dense layers"), lambda _: ())
    assert told is not None
    assert told.terms == (frozenset({"spars"}), frozenset({"dens"}))
    told = telling_sides(("outer view", "inner view judging"), lambda _: ())
    assert told is not None
    assert told.terms == (frozenset({"outer"}), frozenset({"inner"}))
    told = telling_sides(("Quietnet", "full gardens"), lambda _: ())
    assert told is not None
    assert told.terms[1] == frozenset({"full", "garden"})
