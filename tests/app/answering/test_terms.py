"""Terms, and how rare they are."""

import math

from app.answering.terms import Vocabulary, stem, subject_terms, terms


def test_numbers_are_terms_and_commas_do_not_count() -> None:
    assert terms("from 0.3125 to 10,000 (top-k=2048)") == ["0.3125", "10000", "top", "k", "2048"]


def test_greek_letters_go_by_name() -> None:
    assert terms("μP, \u00b5P and λ") == terms("muP, mup, lambda")


def test_stop_words_go_and_inflections_meet() -> None:
    assert terms("The models are forgetting") == terms("a model forgets")


def test_asking_words_are_no_subject() -> None:
    assert subject_terms("What does the paper say about pruned layers and layers?") == [
        "prune",
        "layer",
    ]


def test_share_weighs_rare_terms_more() -> None:
    vocabulary = Vocabulary([["model", "prune"], ["model"], ["model"]])
    assert vocabulary.count("prune") == 1
    assert vocabulary.idf("prune") == math.log(1 + 2.5 / 1.5)
    assert vocabulary.share(["model", "prune"], ["prune"]) > 0.8
    assert vocabulary.share(["model", "prune"], ["model"]) < 0.2
    assert vocabulary.share([], ["model"]) == 0.0


def test_what_makes_a_thing_so_is_told_from_what_is_so() -> None:
    assert len({stem(w) for w in ("tokenizer", "tokenizers", "tokenize", "tokenization")}) == 1
    for made, plain_word in (("tokenizer", "token"), ("normalized", "normal"), ("realize", "real")):
        assert stem(made) != stem(plain_word)
    assert stem("sizes") == stem("size")


def test_the_plural_of_a_short_name_is_the_name() -> None:
    assert (stem("llms"), stem("rnns")) == (stem("llm"), stem("rnn"))
    assert stem("loss") == "loss"


def test_british_and_american_spellings_of_a_verb_share_a_stem() -> None:
    for one, other in (
        ("memorise", "memorization"),
        ("optimiser", "optimizers"),
        ("quantised", "quantize"),
        ("generalising", "generalizes"),
    ):
        assert stem(one) == stem(other)
    for word, kin in (("precise", "precision"), ("supervised", "supervision"), ("noise", "noises")):
        assert stem(word) == stem(kin)
