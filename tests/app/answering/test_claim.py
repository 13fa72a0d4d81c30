"""Claims: which sentences speak for them, which against, and which merely name the same things."""

import pytest

from app.answering.answer import answer
from app.answering.claim import weigh
from app.answering.draft import UNDECIDED
from app.answering.rank import Ranked, Scored
from app.answering.terms import Vocabulary, terms
from tests.app.invented import make_reader
from tests.app.sentence import evidence


def stance(claim: str, said: str) -> str | None:
    """How one sentence stands to a claim; None where it decides nothing."""
    scored = Scored(evidence(said), 1.0, 1.0, 0.5, 0.5, 0.0)
    groups = weigh(claim, Ranked((scored,), {}), Vocabulary([terms(said)]))
    return groups[0].lead if groups else None


@pytest.mark.parametrize(
    ("claim", "said", "lead"),
    [
        ("Owls forget less than kites", "Owls lead to more forgetting than kites.", "Against"),
        ("Owls forget less than kites", "Owls forget less than kites do.", "For"),
        ("Owls need less data than kites", "Owls stand more noise in data than kites need.", None),
        ("REEF beats kites", "Avoiding it with REEF helps, but kites do not matter.", None),
        ("Owls can cross water", "Owls cannot cross water.", "Against"),
        ("Is Owls", "Anybody who says Owls means this paper.", None),
        ("Owls outperform kites", "Kites outperform owls.", "Against"),
        ("Owls train on a million songs", "Owls train on 1,000 songs.", "Against"),
        ("Owls train on a million songs", "Owls train on songs with 32 notes.", None),
        ("Owls train on 1000 songs", "Owls train on 1,000 songs.", "For"),
        ("Owls cross water", "Whether owls cross water is an open matter.", None),
    ],
)
def test_a_sentence_speaks_for_a_claim_against_it_or_not_at_all(claim, said, lead) -> None:
    assert stance(claim, said) == lead


def test_a_claim_that_nobody_decides_says_so() -> None:
    made = answer("Quietnet prunes whole forests of layers: true?", make_reader(threshold=0.0))
    assert made.text.startswith(UNDECIDED)


def test_the_verdict_of_a_demo_stands_beside_the_claim() -> None:
    made = answer("Pruned models lose accuracy on short texts: true?", make_reader(threshold=0.0))
    assert "- `quietnet` (confirmed): Removing the layers nearest to the identity" in made.text
