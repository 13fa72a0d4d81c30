"""Sentences that have all words of a claim and are of something else."""

from dataclasses import replace

import pytest

from app.answering.claims.claim import weigh
from app.answering.rank import Ranked, Scored
from app.answering.terms import Vocabulary, terms
from tests.app.sentence import evidence

NAMES = ("Quietnet", "REEF2")


@pytest.mark.parametrize(
    ("claim", "said", "lead"),
    [
        (
            "Quietnet uses separate ears for owls and kites",
            "In most owl models, separate ears are used for owls and kites.",
            None,
        ),
        (
            "Quietnet uses separate ears for owls and kites",
            "Quietnet, as most owl models, uses separate ears for owls and kites.",
            "For",
        ),
        (
            "Most owl models use separate ears for owls and kites",
            "In most owl models, separate ears are used for owls and kites.",
            "For",
        ),
        (
            "Quietnet makes all owls share a single nest",
            "Some owl models make all owls share a single nest.",
            None,
        ),
        (
            "REEF2 was trained on slips of owls",
            "REEF3: takes the REEF2 trained on slips of owls and lets it retry.",
            None,
        ),
        (
            "REEF2 was trained on slips of owls",
            "REEF2: was trained on slips of owls.",
            "For",
        ),
        (
            "Quietnet keeps the nests of owls",
            "Quietnet keeps a lower price than the nests of owls.",
            None,
        ),
        ("Quietnet keeps the nests of owls", "Quietnet keeps the nests of owls.", "For"),
    ],
)
def test_what_is_of_something_else_bears_nothing_out(claim, said, lead) -> None:
    scored = Scored(evidence(said), 1.0, 1.0, 0.5, 0.5, 0.0)
    vocabulary = Vocabulary([terms(said)])
    groups = weigh(claim, Ranked((scored,), {}), vocabulary, lambda _: NAMES)
    assert (groups[0].lead if groups else None) == lead


def test_examples_of_what_stands_before_take_nothing_from_the_heading() -> None:
    said = "Examples include tame owls, kites and gulls."
    row = replace(evidence(said), context=frozenset(terms("caged birds")))
    scored = Scored(row, 1.0, 1.0, 0.5, 0.5, 0.0)
    vocabulary = Vocabulary([terms(f"{said} caged birds")])
    groups = weigh("Tame owls are caged birds", Ranked((scored,), {}), vocabulary)
    assert [group.lead for group in groups] == []
