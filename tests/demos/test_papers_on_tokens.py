"""Oracles of the demos on tokens and embeddings: by hand, by a loop, by a second library."""

import math

import numpy as np
import pytest
import torch
from sklearn.metrics import average_precision_score

from demos.kit.bandit import softmax
from demos.kit.seeds import generator, rng
from demos.papers import (
    counting_histogram,
    entropy_patches,
    hashed_words,
    sparse_codes,
    token_rewards,
    unused_tokens,
)


def test_orthogonal_embeddings_count_like_a_loop() -> None:
    random = rng(0)
    words = random.integers(6, size=(5, 20))
    v = counting_histogram.embeddings(6, 9, True, random)
    by_loop = [[row.tolist().count(token) for token in range(6)] for row in words]
    np.testing.assert_allclose(counting_histogram.estimates(words, v, words)[0], by_loop, atol=1e-9)
    near = counting_histogram.embeddings(6, 3, True, random)
    overlap = np.abs(near @ near.T - np.eye(6)).max()
    assert overlap >= math.sqrt((6 - 3) / (3 * (6 - 1))) - 1e-9  # Welch


def test_average_precision_against_sklearn() -> None:
    score = torch.randn(40, generator=generator(0)).double()
    wanted = torch.rand(40, generator=generator(1)) < 0.3
    expected = average_precision_score(wanted.numpy(), score.numpy())
    assert unused_tokens.average_precision(score, wanted) == pytest.approx(expected)
    assert unused_tokens.shared_direction(torch.ones(3, 4)) == pytest.approx(1.0)


def test_a_reward_model_alone_guides_to_itself() -> None:
    table = np.log(softmax(rng(0).normal(size=(5, 4))))
    even = [np.full((4,) * (t + 1), -math.log(4)) for t in range(token_rewards.LENGTH)]
    found = token_rewards.guided(even, token_rewards.per_token(table), 1.0)
    np.testing.assert_allclose(found, (token_rewards.COUNT * table).sum((1, 2)))
    assert np.exp(found).sum() == pytest.approx(1.0)
    kl = token_rewards.at_distance(even, token_rewards.per_token(table), 0.5)
    assert (kl * np.log(kl * 4**token_rewards.LENGTH)).sum() == pytest.approx(0.5, abs=1e-3)


def test_forms_share_their_letter_triples() -> None:
    code = hashed_words.codes(["talk", "talks", "bone"], 2, 4096, whole=False)
    assert code.sum(1).tolist() == [8, 10, 8]  # a triple for each letter, two hashes
    shared = hashed_words.overlap(code)
    assert shared[0, 1] == pytest.approx(6 / 12)  # _ta tal alk of 4 and 5
    assert shared[0, 2] == 0
    whole = hashed_words.overlap(hashed_words.codes(["talk", "talks"], 2, 4096, whole=True))
    assert whole[0, 1] == 0


def test_places_of_patches_by_hand() -> None:
    stream = torch.tensor([3, 1, 4, 1, 5, 9, 2])
    opens = torch.tensor([True, False, True, False, False, True, False])
    found = entropy_patches.Cut(stream, opens).spans(torch.tensor([6]))[0]
    assert [sorted(row[row >= 0].tolist()) for row in found] == [[0, 1], [2, 3, 4], [5]]


def test_entropy_is_low_where_the_next_byte_is_fixed() -> None:
    sure = torch.arange(3).repeat(200)
    assert entropy_patches.entropies(sure, sure[:9])[2:].max() < 0.02
    even = torch.randint(13, (60000,), generator=generator(0))
    assert entropy_patches.entropies(even, even)[2:].mean() == pytest.approx(math.log(13), abs=0.05)


def test_kept_parts_by_hand() -> None:
    z = torch.tensor([[0.1, 3.0, 2.0, 0.5]])
    assert sparse_codes.kept(z, 2, first=False).tolist() == [[0.0, 3.0, 2.0, 0.0]]
    assert sparse_codes.kept(z, 2, first=True).tolist() == [[pytest.approx(0.1), 3.0, 0.0, 0.0]]
    pair = torch.tensor([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    near = sparse_codes.contrast(pair, torch.tensor([0, 0, 1, 1]))
    assert near == pytest.approx(
        math.log(1 + 2 * math.exp(-1 / sparse_codes.TEMPERATURE)), abs=1e-6
    )
