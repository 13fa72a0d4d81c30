"""Set phrases of a question that none of some sentences has."""

import pytest

from app.answering.attribute import unspoken
from tests.app.sentence import evidence

SAID = "a context length; context\nlengths; context-length." * 2 + "a batch size, the batch size"


@pytest.mark.parametrize(
    ("question", "gone"),
    [
        ("What is its context length?", ("context length",)),
        ("What are its context lengths, in tokens?", ("context lengths",)),
        # two times make no set phrase
        ("What batch size?", ()),
        # parted by a comma, or one with a capital: no pair
        ("In context, length?", ()),
        ("What is the Context length?", ()),
    ],
)
def test_a_set_phrase_is_missing_if_no_sentence_has_both_words(question, gone) -> None:
    apart = (evidence("The context is kept."), evidence("Its length is free.", order=1))
    assert unspoken(question, frozenset(), apart, lambda: SAID) == gone
    both = evidence("The length of the context is 512 tokens.")
    assert unspoken(question, frozenset(), (*apart, both), lambda: SAID) == ()


def test_a_pair_of_a_works_name_tells_which_work_is_meant() -> None:
    assert unspoken("its context length", {"context"}, (), lambda: SAID) == ()
