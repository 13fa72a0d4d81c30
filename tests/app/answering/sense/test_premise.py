"""What a question takes for granted, and the sentence that says otherwise."""

from functools import cache

import pytest

from app.answering.answer import answer
from app.answering.evidence import Evidence, cut
from app.answering.sense.counting import counts
from app.answering.sense.premise import contradicted
from app.answering.terms import Vocabulary, subject_terms, terms
from app.home import DATA
from ingest.cards import parse_card
from ingest.read import decode, read_file
from tests.app.invented import make_reader
from tests.app.sentence import evidence

PAIRS = [
    ("on-speeding-up-*", "How are 85-95% of the runs saved?", "How are 30-40% of the runs saved?"),
    (
        "scaling-synthetic-*",
        "How were 1.09 million math problems made?",
        "How were 12 million made?",
    ),
    ("s1-*", "Why was it tuned on 1,000 examples?", "Why was it tuned on a million examples?"),
    (
        "s1-*",
        "Why do gains end after four insertions?",
        "Why do gains end after twenty insertions?",
    ),
    ("number-cook*", "What are the 17 task categories?", "How were the 50 task categories chosen?"),
    (
        "losing-dim*",
        "Why are high-variance directions the first to go?",
        "Why are the low-variance directions the first to go?",
    ),
    (
        "strategic-int*",
        "Why was Claude the most forgiving in the games?",
        "Why was Gemini the most forgiving in the games?",
    ),
    (
        "number-cook*",
        "Why does skill with numbers not simply emerge?",
        "How does skill with numbers emerge from large pretraining?",
    ),
    ("agent-as-*", "What do the five modules do?", "What do the eleven modules of the judge do?"),
    (
        "textbooks-*",
        "Why are synthetic textbooks better than generic internet text?",
        "Why does training on synthetic textbooks lead to worse results than on internet text?",
    ),
    (
        "autoregressive-model-*",
        "Why does VQ-GAN with a Transformer give better results than diffusion models?",
        "Why does VQ-GAN with a Transformer give worse results than diffusion models?",
    ),
    (
        "reinforcement-learning-for-*",
        "Why does the cosine reward favour shorter answers?",
        "Why does the cosine reward favour longer answers?",
    ),
    (
        "training-transformers-with-*",
        "How is training stable without Layer Normalization?",
        "Which Layer Normalization keeps training stable?",
    ),
    (
        "generative-representational-*",
        "Why are the two tasks not performed at once?",
        "How are the two tasks performed simultaneously by the heads?",
    ),
    (
        "thinking-llms-*",
        "Why does DPO need no reward function?",
        "Which reward function trains DPO?",
    ),
    ("graph-generative-*", "Why has a graph no natural order?", "What natural order has a graph?"),
    (
        "dino-wm-*",
        "How does it plan without demonstrations?",
        "Which demonstrations and which reward model does the planning need?",
    ),
]
FOUND = 13
"""So many of the false ones are told from the cards alone; none of the true ones may be."""


@cache
def card(pattern: str) -> tuple[str, tuple[Evidence, ...]]:
    (path,) = (DATA / "papers").glob(f"{pattern}.md")
    raw = decode(path.name, read_file(path))
    (source,) = parse_card(raw, {}).sources
    return source.title or "", tuple(cut(source, "work", raw.lines))


def otherwise(pattern: str, question: str) -> str | None:
    title, said = card(pattern)
    names = frozenset(terms(title))
    own = [term for term in subject_terms(question) if term not in names]
    every = Vocabulary(frozenset().union(*(e.terms for e in card(p)[1])) for p, _, _ in PAIRS)
    found = contradicted(question, own, said, every)
    return found.text if found else None


@pytest.mark.parametrize(("pattern", "true"), [(p, t) for p, t, _ in PAIRS])
def test_what_is_so_is_never_said_to_be_otherwise(pattern, true) -> None:
    assert otherwise(pattern, true) is None


def test_most_of_what_is_not_so_is_told() -> None:
    told = [question for pattern, _, question in PAIRS if otherwise(pattern, question)]
    assert len(told) >= FOUND, sorted({question for _, _, question in PAIRS} - set(told))


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        (
            "Why does pruning remove up to 80% of the layers without retraining?",
            "Pruning removes up to 40% of the layers without retraining.",
        ),
        (
            "Why does pruning remove a quarter of the layers without retraining?",
            "Pruning removes up to 40% of the layers without retraining.",
        ),
        (
            "Why does pruning remove over 70% of the layers without retraining?",
            "Pruning removes up to 40% of the layers without retraining.",
        ),
        (
            "Why does growing the model gardens cost 30 times the memory of a single run?",
            "Growing costs twice the memory of a single run.",
        ),
        (
            "Why do pruned models lose accuracy on short texts?",
            "Pruned models do not lose accuracy on short texts.",
        ),
    ],
)
def test_an_answer_opens_with_what_the_source_says_instead(question, quote) -> None:
    made = answer(question, make_reader(threshold=0.1))
    assert made.text.startswith("*The source says otherwise than the question takes for granted:*")
    assert made.citations[0].quote == quote


@pytest.mark.parametrize(
    "question",
    [
        "Why does pruning remove up to 40% of the layers without retraining?",
        "How many layers are removed, 80%?",
        "Would it remove 80% of the layers?",
        "Why do pruned models not lose accuracy on short texts?",
        "Do pruned models lose accuracy on short texts?",
        "Score of a layer: which 200 sentences?",
        "Why does the third stage remove layers without retraining?",
        "Why does the second half of pruning remove layers without retraining?",
        "Why does pruning remove more than a quarter of the layers without retraining?",
        "Why does pruning remove at most 50% of the layers without retraining?",
    ],
)
def test_what_is_so_or_is_asked_is_left_alone(question) -> None:
    assert "otherwise" not in answer(question, make_reader(threshold=0.1)).text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Only 5% of the layers, and In 12 of them.", [5, 12]),
        ("It costs \\$30 by Theorem 2 and Figure 3, with GPT-4.", [30]),
        ("Half of the layers and a third of the heads.", [50, 100 / 3]),
        ("The third stage; one million steps.", [1e6]),
    ],
)
def test_what_counts_is_told_from_what_names(text, values) -> None:
    assert [count.value for count in counts(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("question", "said", "otherwise"),
    [
        # who does it may be another than the one who does not
        ("Why do the owls mark the nests?", "The owls never mark nests or eggs.", True),
        ("Who marks the nests of owls?", "The owls never mark nests or eggs.", False),
        # the one that is the least is asked for, and not taken to be one
        ("Why was Kite the least patient bird?", "Kite was the most patient bird.", True),
        ("Which bird was the least patient?", "Kite was the most patient bird.", False),
        ("Who was the least patient bird?", "Kite was the most patient bird.", False),
        # an attribute is denied, and not the thing
        ("Which basket stores the eggs?", "The eggs are not stored in a basket.", True),
        (
            "Which basket stores the eggs?",
            "Large but not precious eggs are stored in baskets.",
            False,
        ),
        # what asks how a thing works takes nothing of it for granted
        ("How does the basket of owls work?", "It works without the basket of owls.", False),
        ("How does the basket of owls help?", "It works without the basket of owls.", False),
    ],
)
def test_what_is_asked_for_is_not_taken_for_granted(question, said, otherwise) -> None:
    own, row = subject_terms(question), evidence(said)
    vocabulary = Vocabulary([terms(said), terms(question)])
    assert (contradicted(question, own, [row], vocabulary) is row) is otherwise


def test_what_is_said_of_a_thing_takes_nothing_for_granted() -> None:
    said = evidence("The garden needs no sunlight for its models.", "g", 3)
    own = terms("sunlight models")
    vocabulary = Vocabulary([own])
    taken = "Which sunlight do the models need?"
    assert contradicted(taken, own, [said], vocabulary) == said
    for asked in ("What does the text say about sunlight for models?", "What is said on sunlight?"):
        assert contradicted(asked, own, [said], vocabulary) is None
