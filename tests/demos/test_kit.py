import math
from collections import Counter

import numpy as np
import pytest
import torch

from demos.kit.bandit import advantages, sample_pairs, softmax
from demos.kit.data import labelled_sets, ring_of_blobs, walk
from demos.kit.gaussians import Mixture, noise, score
from demos.kit.nets import count, flat, mlp, mlp_init
from demos.kit.seeds import generator, rng
from demos.kit.train import fit
from demos.kit.transformer import causal_attention, logits, parameters, transformer


def test_streams_repeat_and_differ() -> None:
    assert rng(1, "a").random() == rng(1, "a").random()
    assert len({rng(s, n).random() for s in (0, 1) for n in ("a", "b")}) == 4
    draws = {float(torch.rand((), generator=generator(s, n))) for s in (0, 1) for n in ("a", "b")}
    assert len(draws) == 4
    assert generator(5, "a").initial_seed() == generator(5, "a").initial_seed()


def test_fit_finds_the_minimum() -> None:
    x = torch.tensor([3.0, -2.0], requires_grad=True)
    goal = torch.tensor([1.0, 1.0])
    losses = fit([x], lambda _: (x - goal).square().sum(), 400, 0.05)
    assert losses[0] == pytest.approx(13.0)
    assert losses[-1] < 1e-3
    torch.testing.assert_close(x.detach(), goal, atol=0.03, rtol=0)


def test_mlp_against_torch() -> None:
    layers = mlp_init((3, 5, 2), generator(0))
    net = torch.nn.Sequential(torch.nn.Linear(3, 5), torch.nn.ReLU(), torch.nn.Linear(5, 2))
    with torch.no_grad():
        for place, (w, b) in zip((0, 2), layers, strict=True):
            net[place].weight.copy_(w)
            net[place].bias.copy_(b)
    x = torch.randn(7, 3, generator=generator(1))
    torch.testing.assert_close(mlp(layers, x), net(x))
    assert count(flat(layers)) == 3 * 5 + 5 + 5 * 2 + 2


def test_causal_attention_against_torch() -> None:
    q, k, v = torch.randn(3, 2, 4, 6, 8, generator=generator(0)).unbind(0)
    wanted = torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
    torch.testing.assert_close(causal_attention(q, k, v), wanted)


def test_transformer_sees_no_later_token() -> None:
    model = transformer(11, 8, 16, 2, 2, generator(0))
    words = torch.randint(11, (3, 8), generator=generator(1))
    changed = words.clone()
    changed[:, 5] = (changed[:, 5] + 1) % 11
    before, after = logits(model, words), logits(model, changed)
    assert before.shape == (3, 8, 11)
    torch.testing.assert_close(before[:, :5], after[:, :5])
    assert not torch.allclose(before[:, 5:], after[:, 5:])
    loss = before.square().mean()
    loss.backward()
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in parameters(model))


def test_transformer_parts_can_be_replaced() -> None:
    model = transformer(11, 8, 16, 1, 2, generator(0))
    words = torch.randint(11, (3, 8), generator=generator(1))
    changed = words.clone()
    changed[:, 0] = (changed[:, 0] + 1) % 11

    def own_only(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
        return v

    one, two = (logits(model, w, attention=own_only) for w in (words, changed))
    torch.testing.assert_close(one[:, 1:], two[:, 1:])  # no token looks at another
    silent = logits(model, words, feed=lambda _layers, x: torch.zeros_like(x))
    assert not torch.allclose(silent, logits(model, words))


def test_walk_follows_the_moves() -> None:
    moves = torch.tensor([[1, 0, 2], [1, 2, 0]])
    tokens, places = walk(moves, 20, 9, generator(0))
    for row, seen in zip(tokens.tolist(), places.tolist(), strict=True):
        place, wanted = 0, []
        for token in row:
            place = moves[token, place].item()
            wanted.append(place)
        assert seen == wanted
    assert set(tokens.flatten().tolist()) == {0, 1}


def test_labelled_sets_name_the_top_item() -> None:
    items, label = labelled_sets(50, 7, 4, generator(0))
    assert items.shape == (50, 7, 5)
    top = items[torch.arange(50), items[..., 0].argmax(1)]
    assert (top[:, 1:].argmax(1) == label).all()
    assert (items[..., 1:].sum(-1) == 1).all()


def test_blobs_lie_on_the_ring() -> None:
    x, y = ring_of_blobs(8, 200, generator(0))
    assert Counter(y.tolist()) == dict.fromkeys(range(8), 200)
    radius = torch.stack([x[y == c].mean(0) for c in range(8)]).norm(dim=1)
    assert ((radius > 1.0) & (radius < 3.0)).all()
    assert x[y == 0].std(0).mean().item() == pytest.approx(0.25, abs=0.03)


def test_score_is_the_gradient_of_the_log_density() -> None:
    random = rng(0)
    mixture = Mixture(random.normal(size=(3, 2)), np.array([0.3, 1.0, 0.1]), np.array([1, 2, 3.0]))
    x, signal = random.normal(size=(4, 2)), 0.7

    def log_density(p: torch.Tensor) -> torch.Tensor:
        means = torch.tensor(mixture.means) * math.sqrt(signal)
        spread = torch.tensor((signal * mixture.variances + 1 - signal) ** 0.5)
        parts = torch.distributions.Normal(means, spread[:, None]).log_prob(p).sum(-1)
        return torch.logsumexp(parts + torch.tensor(mixture.weights).log(), 0)

    for place, found in zip(x, score(x, mixture, signal), strict=True):
        p = torch.tensor(place, requires_grad=True)
        log_density(p).backward()
        np.testing.assert_allclose(found, p.grad, rtol=1e-9)
    np.testing.assert_allclose(noise(x, mixture, 0.7), -(0.3**0.5) * score(x, mixture, 0.7))


def test_pairs_follow_the_table() -> None:
    table = softmax(rng(0).normal(size=(4, 4)))
    words = sample_pairs(table, 4000, 10, rng(1))
    assert words.shape == (4000, 11)
    seen = np.zeros((4, 4))
    np.add.at(seen, (words[:, :-1].ravel(), words[:, 1:].ravel()), 1)
    np.testing.assert_allclose(seen / seen.sum(1, keepdims=True), table, atol=0.02)
    np.testing.assert_allclose(table.sum(1), 1.0)


def test_advantages() -> None:
    np.testing.assert_allclose(advantages(np.array([1.0, 3.0])), [-1.0, 1.0])
    np.testing.assert_array_equal(advantages(np.array([2.0, 2.0])), [0.0, 0.0])
