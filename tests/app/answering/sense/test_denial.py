"""What a sentence denies, of what, and what it does without."""

import pytest

from app.answering.sense.denial import affirmed, denies, does_without, used
from app.answering.terms import terms


@pytest.mark.parametrize(
    ("said", "so"),
    [
        ("It works without requiring labeled data.", True),
        ("Earlier methods do not require labeled data.", False),
        ("Unlike others, it needs labeled data and does not stop.", False),
        ("If it fails, no labeled data is required.", False),
        ("It does not require a GPU and has labeled data.", False),
    ],
)
def test_a_denial_is_of_the_work_and_of_what_is_asked(said, so) -> None:
    taken = affirmed("Which labeled data does it require?")
    assert denies(said, taken, taken) == so
    assert affirmed("How does it do without labeled data?") == frozenset()


@pytest.mark.parametrize(
    ("question", "said", "so"),
    [
        ("How did it use a VAE?", "It goes on, although it contains no VAE.", True),
        ("How did it use a VAE?", "It does not use GPUs, but a VAE.", False),
        ("How did it use a VAE?", "Earlier models have no VAE.", False),
        ("Why did they pick DPO?", "They didn't use PPO, GRPO, or DPO.", True),
        ("Which DPO trains it?", "Training uses REINFORCE, not PPO or DPO.", True),
        ("Why did they pick DPO?", "They didn't use PPO, and DPO came later.", False),
        ("Why is the VAE slow?", "It contains no VAE.", False),
        ("How does it do without a VAE?", "It contains no VAE.", False),
    ],
)
def test_a_name_that_is_taken_to_be_used_may_be_denied_alone(question, said, so) -> None:
    assert does_without(said, used(question)) == so


def test_of_a_pair_whose_other_word_is_not_asked_for_nothing_is_denied() -> None:
    said = "The garden abandons the next-plant prediction of old."
    own = frozenset(terms("predict next"))
    assert not denies(said, own, own)
    assert denies("The garden abandons the next prediction of old.", own, own)
    assert denies(said, own | frozenset(terms("plant")), own)
