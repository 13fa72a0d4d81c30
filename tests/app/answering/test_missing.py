"""Names in a question, and whether any text has them."""

from collections import Counter
from dataclasses import replace

import pytest

from app.answering.answer import answer
from app.answering.missing import is_phrase, lacking, missing_names, names, strange_pair
from app.answering.terms import Vocabulary, stem, terms
from tests.app.invented import GARDEN, make_reader

SAID = "mamba and its successor mamba-2 by gu. 3 of them; llama 3.1, the kan and gpt-4\nturbo"
SAID += ", all gnns, mup, neurips2024"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What is Mamba-3?", ("Mamba-3",)),
        ("Is mamba-3 any good?", ("mamba-3",)),
        ("Does GPT-4o beat Llama 3.1 in March 2025?", ("GPT-4o", "Llama 3.1")),
        ("In 2024, what is a tree?", ()),
        ("how do cats see", ()),
        ("What came between Christmas and New Year 2024?", ("Christmas", "New", "Year 2024")),
        ("WHAT IS A STATE SPACE", ()),
        ("How does Tree of Thoughts score?", ("Tree of Thoughts", "Tree", "Thoughts")),
    ],
)
def test_what_counts_as_a_name(question, found) -> None:
    assert names(question) == found


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("What is Mamba-3?", ("Mamba-3",)),
        ("What is Mamba-2?", ()),
        ("Are KANs slow?", ()),
        ("Is GPT4 better than Llama 3?", ()),
        ("Is GPT-40 better?", ("GPT-40",)),
        ("Does it beat Gu or Dao?", ("Dao",)),
        ("What is a GNN or a KNA?", ("KNA",)),
        ("Is muP or μP meant?", ()),
        ("Was it at NeurIPS or NeurI?", ("NeurI",)),
        ("What do they say of the Kan Gu Theorem?", ("Kan Gu Theorem",)),
    ],
)
def test_a_name_is_missing_with_its_version(question, missing) -> None:
    assert missing_names(question, "", lambda: SAID) == missing
    assert missing_names(question, SAID, str) == missing


def test_a_phrase_has_words_that_may_stand_apart() -> None:
    assert is_phrase("Tree of Thoughts")
    assert not is_phrase("Llama 3")
    assert not is_phrase("Mamba-3")


def test_words_that_no_text_has_come_before_those_that_this_text_lacks() -> None:
    known = Vocabulary([terms("slow layers melt"), terms("slow frozen cats")])
    asked = "Do slow layers melt in zirconium?"
    assert lacking(asked, terms(asked), known, terms("slow layers")) == ("no text", ("zirconium",))
    asked = "Do slow layers like frozen cats?"
    found = lacking(asked, terms("slow layers frozen cats"), known, terms("slow layers"))
    assert found == ("one text", ("frozen", "cats"))


def test_a_word_that_stands_in_part_is_not_said_to_stand_nowhere() -> None:
    text = GARDEN.replace("weather", "weathervane")
    made = answer("what of the vane on the quay?", make_reader({"garden.txt": text}))
    assert "Nothing here speaks of" in made.text
    made = answer("what does weather do on the quay?", make_reader({"garden.txt": text}))
    assert "Nothing here speaks of “weather”" not in made.text


def test_where_something_is_published_is_no_name_of_it() -> None:
    assert names("That Bluesky thread on owls, or an arXiv paper on GitHub?") == ()
    assert names("That Eyrie thread on owls") == ("Eyrie",)


PAIRS = """quantum mechanics needs computation. folding of a protein. tax evasion, tax evaders.
tax-related fraud. policies of trade, a trade policy."""
COUNTS = {
    "quantum": 2,
    "computing": 40,
    "protein": 1,
    "folding": 1,
    "tax": 1,
    "fraud": 9,
    "large": 90,
    "actually": 3,
    "doing": 3,
    "anyway": 2,
    "policy": 3,
    "trade": 3,
}
MANY = Vocabulary.of(Counter({stem(word): n for word, n in COUNTS.items()}), 100)


@pytest.mark.parametrize(
    ("question", "pair"),
    [
        ("what is said about quantum computing?", "quantum computing"),
        ("anything on quantum mechanics?", None),
        ("anything on protein folding?", None),
        ("papers about tax evasion", None),
        ("papers about large computing", None),
        ("papers about trade policies", None),
        ("papers about policy fraud", "policy fraud"),
        ("what is said about tax fraud", None),
        ("quantum computing", None),
        ("what computes about a quantum", None),
        ("What is protein mechanics?", None),
        ("how does the protein computing work", "protein computing"),
        ("What's quantum computing?", "quantum computing"),
        ("What is tax fraud?", None),
        ("How does quantum computing work in banks?", None),
        ("papers about tax computing", "tax computing"),
        ("papers about fraud computing", None),
        ("What is fraud computing?", "fraud computing"),
        ("what is large computing", None),
        ("How does quantum actually work?", None),
        ("What is fraud doing?", None),
        ("what is computing anyway", None),
    ],
)
def test_two_words_that_stand_together_nowhere_are_strange(question, pair) -> None:
    assert strange_pair(question, MANY, lambda: PAIRS) == pair


def test_a_strange_pair_alone_is_refused_and_told_beside_more() -> None:
    text = GARDEN.replace(
        "Growing costs", "Quantum mechanics helps. Computing grows. Growing costs"
    )
    reader = replace(make_reader({"garden.txt": text}), words=lambda: MANY)
    made = answer("what does Omar say about quantum computing?", reader)
    assert made.status == "abstained"
    assert "“quantum computing”" in made.text
    made = answer("how many models does the garden train for quantum computing?", reader)
    assert made.text.startswith("*No sentence found speaks of “quantum computing”.")
