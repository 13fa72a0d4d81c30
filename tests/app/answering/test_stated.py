"""What papers mostly state, asked of a work whose texts do not tell it."""

import pytest

from app.answering.answer import answer
from app.answering.choose import NEAREST
from app.answering.stated import untold
from tests.app.invented import CARD, TEXTS, make_reader

ASKED = {
    "On how many GPUs was it trained?": "hardware",
    "what did the training cost": "cost",
    "Which licence does the code have?": "licence",
    "Which optimizer was used?": "optimizer",
    "How large is the training dataset of it?": "size of the data",
    "How long did the training take?": "training time",
    "At which conference was it published?": "venue",
    "How many random seeds were run?": "random seeds",
    "What context length does it support?": "context length",
    "How many parameters does the model have?": "number of parameters",
    "Which framework was it written in?": "programming language",
    "How much energy did a run take?": "energy use",
}
TOLD = {
    "hardware": "It ran on four A100 cards.",
    "cost": "All of it took $42.",
    "licence": "The code is open source.",
    "optimizer": "They train with AdamW.",
    "size of the data": "They draw 7,000 hard questions.",
    "training time": "Training lasts three days.",
    "venue": "It was a poster at NeurIPS.",
    "random seeds": "The figures are averaged over five trials.",
    "context length": "It reads up to 8K tokens.",
    "number of parameters": "The 7B model wins.",
    "programming language": "Its code needs PyTorch.",
    "energy use": "A run draws 400 watts.",
}


@pytest.mark.parametrize(("question", "name"), ASKED.items())
def test_a_thing_is_untold_until_a_text_tells_it_in_any_words(question, name) -> None:
    other = "\n".join(said for key, said in TOLD.items() if name not in (key, "size of the data"))
    assert untold(question, other).untold == (name,)
    asked = untold(question, f"{other}\n{TOLD[name]}")
    assert (asked.all, asked.untold) == ((name,), ())


@pytest.mark.parametrize(
    "question",
    [
        "Why does the learning rate matter?",
        "Why is the licence important?",
        "How does it cut the cost?",
        "Does a larger batch size help?",
        "Explain the tokenizer.",
        "Which framework does the paper propose?",
        "What cost function does it minimise?",
        "Which power law fits the loss?",
        "What does the energy function score?",
        "Which library of skills does the agent fill?",
        "How long are the training sequences?",
    ],
)
def test_what_is_only_spoken_of_is_not_asked_for(question) -> None:
    assert untold(question, "").all == ()


@pytest.mark.parametrize(
    ("question", "name", "said"),
    [
        ("How much did it cost to train?", "cost", "They want it at all costs."),
        ("How much did it cost to train?", "cost", "It is computationally expensive and costly."),
        ("What did the training cost?", "cost", "It has the computational costs of a tree."),
        ("How long did the training take?", "training time", "It came out six months ago."),
    ],
)
def test_a_word_in_another_sense_tells_nothing(question: str, name: str, said: str) -> None:
    assert untold(question, said).untold == (name,)


@pytest.mark.parametrize(
    "said", ["A run costs 42 cents.", "It took $42.", "It costs about 30 a day.", "It is cheap."]
)
def test_how_much_it_cost_is_told_by_a_price(said: str) -> None:
    assert untold("How much did it cost to train?", said) == (("cost",), ())
    assert untold("What is the computational cost of it?", "").all == ()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which licence does Quietnet have?", "says anything of the licence. What"),
        ("On what hardware was Quietnet trained?", "says anything of the hardware. What"),
        ("which licence has the net that knocks out layers", "says anything of the licence. What"),
        ("How many sentences does Quietnet average over?", ""),
    ],
)
def test_an_answer_says_first_what_its_work_does_not_tell(question, said) -> None:
    made = answer(question, make_reader(TEXTS, threshold=0.0))
    assert made.text.startswith("*No sentence found says") == bool(said)
    assert said in made.text


def test_where_nothing_tells_it_few_sentences_are_quoted() -> None:
    reader = make_reader(TEXTS, threshold=0.0)
    assert len(answer("How does Quietnet prune layers?", reader).citations) > NEAREST
    assert (
        len(answer("Under which licence does Quietnet prune layers?", reader).citations) == NEAREST
    )


def test_what_is_only_asked_of_a_work_is_not_told() -> None:
    asks = CARD + "- Under which licence may I copy it?\n"
    (card,) = (name for name in TEXTS if name.endswith(".md"))
    made = answer(
        "Which licence does Quietnet have?", make_reader(TEXTS | {card: asks}, threshold=0)
    )
    assert "says anything of the licence" in made.text
