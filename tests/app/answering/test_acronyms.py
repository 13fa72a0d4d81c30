"""Acronyms that a text introduces."""

from app.answering.acronyms import acronyms
from app.answering.terms import stem, terms


def test_initials_before_the_bracket_are_found() -> None:
    found = acronyms("Wide tree nets (WTNs), and low-rank maps (LRM).")
    assert found == {
        stem("wtns"): frozenset(terms("wide tree nets")),
        stem("lrm"): frozenset(terms("low-rank maps")),
    }


def test_other_brackets_are_no_acronyms() -> None:
    assert acronyms("a small net (GPU), a tall tree (tt), some words (see Fig. 2)") == {}
