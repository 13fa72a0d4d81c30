"""Which sentences can be evidence."""

import pytest

from app.answering.fitness import fitness, leans


@pytest.mark.parametrize(
    "text",
    [
        "Does the loss fall in the end?",
        "Here is the translated text of the review.",
        "[Rest of the details follows]",
        "<https://example.org/abs/1234.5678>",
        "This shows that the larger model still",
        "Short one.",
        "Two circuits compete for the same role (5/11)",
    ],
)
def test_what_is_no_statement_is_no_evidence(text: str) -> None:
    assert fitness(text, "paragraph", None) == 0.0


def test_plain_statements_are_evidence_and_chatter_is_less() -> None:
    plain = fitness("The loss of the larger model falls by half.", "paragraph", None)
    chatter = fitness("Today we review a paper on how the loss falls.", "paragraph", None)
    praise = fitness("This timely paper shows that the loss falls by half.", "paragraph", None)
    assert plain == 1.0
    assert 0 < chatter < praise < plain


def test_items_need_no_final_mark_and_headings_and_questions_of_a_card_never_count() -> None:
    text = "Larger models lose less"
    assert fitness(text, "item", None) > 0.5
    assert fitness(text, "paragraph", None) == 0.0
    assert fitness(text, "heading", None) == 0.0
    assert fitness("A model is said to lose less here.", "item", "Asked as") == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It falls by half.", True),
        ("However, the loss falls.", True),
        ("These results hold.", True),
        ("This paper cuts layers.", False),
        ("The authors cut layers.", False),
        ("Itemised bills are long.", False),
    ],
)
def test_openings_that_lean_on_the_sentence_before(text: str, expected: bool) -> None:
    assert leans(text) is expected
