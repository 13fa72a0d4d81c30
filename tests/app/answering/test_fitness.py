"""Which sentences can be evidence."""

import pytest

from app.answering.fitness import commends, fitness, hangs, leans, stands_alone


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
    assert fitness("Hope I have made it clear how it falls!", "paragraph", None) < chatter
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
        ("One of the two losses falls.", False),
        ("One falls by half.", True),
        ("One framework serves all losses.", False),
        ("That the loss falls is shown.", False),
        ("That loss falls.", True),
        ("**It falls:** The loss is half of what it was.", False),
        ("They propose a smaller loss.", True),
        ("In this paper the loss falls.", False),
        ("In these cases the loss falls.", True),
        ("The authors support this with a proof.", True),
        ("The authors hold that the loss falls.", False),
        ("The authors hold that in language models the loss falls.", False),
    ],
)
def test_openings_that_lean_on_the_sentence_before(text: str, expected: bool) -> None:
    assert leans(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("However, the loss falls.", False),
        ("For example, larger models forget less.", False),
        ("However, this falls by half.", True),
        ("Or it falls by half.", True),
        ("Together, these make it fall.", True),
        ("Together, width and depth make it fall.", False),
        ("And so it falls.", True),
        ("This falls by half.", True),
        ("They propose a smaller loss.", False),
        ("They fall by half.", True),
        ("They also warn that the loss may rise.", False),
        ("The result: a loss that falls.", False),
        ("The result is a loss that falls.", True),
        ("**It falls:** The loss is half of what it was.", False),
        ("In this case the loss falls.", True),
        ("For such models, the loss falls.", True),
        ("In this paper the loss falls.", False),
        ("As noted, the loss falls.", False),
        ("The loss falls.", False),
    ],
)
def test_what_joins_can_do_without_the_sentence_before_and_what_points_cannot(text, expected):
    assert hangs(text) is expected


def test_what_breaks_off_or_hesitates_says_little() -> None:
    for text in (
        "Whenever somebody says that the loss falls...",
        "Like, you know, the loss falls.",
    ):
        assert 0 < fitness(text, "paragraph", None) < 0.7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It marks a big leap for the field.", True),
        ("An elegant proof is given.", True),
        ("This is a significant contribution to the field.", True),
        ("The loss falls by half.", False),
        ("The largest step is the first.", False),
        ("Each mark counts.", False),
    ],
)
def test_what_commends(text: str, expected: bool) -> None:
    assert commends(text) is expected


def test_captions_and_bold_titles_say_little() -> None:
    for text in ("Figure 6: the loss of every model by size.", "**A Loss That Falls By Half.**"):
        assert 0 < fitness(text, "item", None) < 0.5
    assert fitness("**Loss:** it falls by half in the end.", "item", None) == 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The loss falls by half.", True),
        ("However, the loss falls.", True),
        ("For example, the loss falls.", True),
        ("That is, the loss falls.", True),
        ("Rather than rise, the loss falls.", True),
        ("This paper cuts layers.", True),
        ("There are more insights: the loss falls.", True),
        ("It turns out that the loss falls.", True),
        ("It falls by half.", False),
        ("**It falls:** The loss is half of what it was.", True),
        ("**Loss**: it falls.", True),
        ("One framework serves all losses.", True),
        ("The result: a loss that falls.", True),
        ("However, it falls by half.", False),
        ("There, the loss falls.", False),
        ("On the other side, you have a loss.", False),
        ("Only 5% of the papers touch this theme.", False),
        ("The authors show that this paper is right.", True),
        ("In these cases the loss falls.", False),
        ("On the other hand, the loss falls.", False),
        ("Mainly because the loss falls.", False),
        ("Because the loss falls by half.", False),
        ("Because the loss falls, the model is better.", True),
        ("Meaning the loss falls by half.", False),
        ("Which is how the loss falls.", False),
        ("The second loss falls by half.", False),
        ("The first is the loss of a layer.", False),
        ("The first layer has no loss.", True),
        ("That's right: the loss falls.", False),
        ("The authors support this with a proof.", False),
    ],
)
def test_what_can_open_an_answer(text: str, expected: bool) -> None:
    assert stands_alone(text) is expected
