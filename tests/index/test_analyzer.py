import pytest

from index.analyzer import Analyzer
from index.lexical import LexicalIndex

ANALYZER = Analyzer(["the", "of", "and", "free"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2,048", "2048"),
        (".41", "0.41"),
        ("σ²", "\\sigma^2"),
        ("W_{ll}", "W_ll"),
        ("Memory^3", "Memory³"),
        ("VIOLINS", "violin"),
        ("low‑rank", "low-rank"),
    ],
)
def test_spellings_of_one_thing_find_each_other(one: str, other: str) -> None:
    assert set(ANALYZER.asked(one)) & set(ANALYZER.stems(other))
    assert set(ANALYZER.asked(other)) & set(ANALYZER.stems(one))


def test_numbers_stay_whole() -> None:
    assert ANALYZER.stems("0.41 of 1.3B and 7") == ["0.41", "1.3b", "7"]


def test_a_compound_is_indexed_by_its_parts_and_as_a_whole() -> None:
    assert ANALYZER.stems("low-rank") == ["low", "rank", "lowrank"]
    assert ANALYZER.asked("low-rank") == ("low", "rank")


@pytest.mark.parametrize(("asked", "whole"), [("GPT-4", "gpt4"), ("T-FREE", "tfree")])
def test_a_compound_whose_parts_say_little_is_asked_for_whole(asked: str, whole: str) -> None:
    assert whole in ANALYZER.asked(asked)


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("2048", 0),
        ("0.41", 0),
        ("σ²", 1),
        ("W_{ll}", 1),
        ("dataset", 2),
        ("snow drift", 3),
        ("finetuning", 4),
        ("fine tuning", 4),
    ],
)
def test_each_is_found_where_it_stands(query: str, row: int) -> None:
    index = LexicalIndex.of(
        [
            "A window of 2,048 reaches 0.41 at most.",
            "The variance $\\sigma^2$ of W_{ll} stays.",
            "A data-set of owls.",
            "One snowdrift of kettles.",
            "They call it fine-tuning.",
        ]
    )
    assert index.search(query, 5).rows.tolist() == [row]


def test_a_row_knows_its_terms() -> None:
    index = LexicalIndex.of(["Owls hunt.", "Kettles boil owls."])
    numbers, scores = index.terms_of(1)
    assert [index.names[n] for n in numbers] == ["boil", "kettl", "owl"]
    found = index.search("kettle boil owl", 2)
    assert scores.sum() == pytest.approx(found.scores[0])
