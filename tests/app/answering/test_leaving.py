"""Questions for works that leave some out: on a subject, or by name."""

import pytest

from app.answering.answer import answer
from app.answering.leaving import leaving
from app.answering.turn import read_turn
from tests.app.invented import make_reader

READER = make_reader(threshold=0.0)
GARDENS, QUIETNET = "2401.00002", "2401.00001"


@pytest.mark.parametrize(
    ("asked", "kept", "out"),
    [
        ("Papers on owls other than the Barn Study?", "Papers on owls", "the Barn Study"),
        ("Which owl papers are not about song?", "Which owl papers", "song"),
        ("Which owl papers don't deal with song?", "Which owl papers", "song"),
        ("Which owl papers are not surveys?", "Which owl papers", "surveys"),
        ("anything on birds that is not about owls", "anything on birds", "owls"),
        ("surveys on birds, apart from those on owls", "surveys on birds", "owls"),
        ("surveys on birds other than the one on owls", "surveys on birds", "owls"),
        ("works on owls but not on their song", "works on owls", "their song"),
        (
            "Which papers have nothing to do with song, but with old birds such as owls?",
            "Which papers with old birds such as owls",
            "song",
        ),
    ],
)
def test_what_is_left_out_is_parted_from_what_is_asked(asked: str, kept: str, out: str) -> None:
    assert leaving(asked) == (kept, out)


@pytest.mark.parametrize(
    "asked",
    [
        "Which papers on owls need no song?",
        "Which papers on owls do not use song?",  # those may speak of song most
        "Papers on owls other than those of 2024",  # for records
        "Papers on owls not by Ada",
        "Which papers reviewed in May 2025 are not about owls?",
        "Which papers have nothing to do with owls?",  # nothing else is asked for
        "Papers on why owls do not sing",
    ],
)
def test_what_leaves_nothing_out_is_left_alone(asked: str) -> None:
    assert leaving(asked) is None


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Which papers are about models and layers?", {GARDENS, QUIETNET}),
        ("Papers about models and layers other than Quietnet", {GARDENS}),
        ("Papers about models and layers that are not about gardens", {QUIETNET}),
        ("Papers about models and layers except pruning", {GARDENS}),
        ("Layer papers that aren't about gardens or whales", {QUIETNET}),
        ("Anything on models and layers besides Quietnet?", {GARDENS}),
    ],
)
def test_a_list_is_without_what_it_leaves_out(asked: str, found: set[str]) -> None:
    assert {hit.paper_id for hit in read_turn(asked, [], READER).hits} == found
    made = answer(asked, READER)
    assert {c.paper_id for c in made.citations} <= found
    assert made.text.startswith("- **")


def test_what_leaves_works_out_is_told_by_texts_not_by_records() -> None:
    assert read_turn("Papers about models that are not about gardens", [], READER).fewer
    assert not read_turn("Papers about models", [], READER).fewer
    assert not read_turn("Papers about models that are not about whales", [], READER).fewer
