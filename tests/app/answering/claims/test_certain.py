"""What seems to be against a claim, and is certain only if it is of all that the claim says."""

import pytest

from app.answering.claims.certain import certain
from app.answering.claims.statement import Claim, Said
from app.answering.terms import subject_terms, terms


@pytest.mark.parametrize(
    ("claim", "said", "lead"),
    [
        # another number must be of the same things, and of more than half of them
        ("The contest has 17 rounds", "The contest has 12 rounds.", "Against"),
        ("The contest has 17 rounds of songs and maps", "The contest has 12 rounds.", "Related"),
        # what is denied must be there
        ("The guards of the wood are not owls", "The guards of the wood are owls.", "Against"),
        ("The guards of the wood are not old owls", "The guards of the wood are owls.", "Related"),
        # what beats what is told by both sides alone
        ("Owls beat kites", "Kites beat owls.", "Against"),
        ("Owls beat kites", "Gulls, and not owls, beat all.", "Related"),
    ],
)
def test_what_is_against_a_claim_is_of_all_of_it(claim, said, lead) -> None:
    wanted = tuple(term for term in subject_terms(claim) if not term[0].isdigit())
    there = frozenset(terms(said))
    read = Said(said, there, there)
    assert certain(Claim(claim, claim, wanted, wanted, []), read, "Against") == lead
