"""Against a table of words whose every conditional probability can be summed up."""

import itertools

import numpy as np
import torch

from demos.kit.masked_diffusion import absorb, bound, sample
from demos.kit.seeds import generator, rng

SYMBOLS, LENGTH = 2, 3
MASK = SYMBOLS
WORDS = torch.tensor(list(itertools.product(range(SYMBOLS), repeat=LENGTH)))
P = torch.tensor(rng(0).dirichlet(np.full(len(WORDS), 0.4)))


def exact(tokens: torch.Tensor) -> torch.Tensor:
    """Log p(x_i | the tokens that are not masked), summed over all words that agree with them."""
    agrees = ((tokens[:, None] == WORDS) | (tokens[:, None] == MASK)).all(-1)  # (n, words)
    joint = agrees * P
    chosen = torch.nn.functional.one_hot(WORDS, SYMBOLS).double()  # (words, length, symbols)
    shares = torch.einsum("nw,wls->nls", joint, chosen)
    return (shares / shares.sum(-1, keepdim=True)).log()


def shares_of(found: torch.Tensor) -> torch.Tensor:
    codes = (found * torch.tensor([4, 2, 1])).sum(1)
    return torch.bincount(codes, minlength=len(WORDS)).double() / len(found)


def test_absorbed_share_is_the_time_and_the_rest_stands() -> None:
    tokens = torch.randint(5, (4, 5_000), generator=generator(0))
    t = torch.tensor([0.0, 0.2, 0.7, 1.0])
    noisy = absorb(tokens, t, 5, generator(1))
    lost = noisy == 5
    torch.testing.assert_close(lost.double().mean(1), t.double(), atol=0.03, rtol=0)
    assert (noisy[~lost] == tokens[~lost]).all()


def test_bound_of_the_exact_denoiser_is_the_log_probability() -> None:
    for word, p in zip(WORDS, P, strict=True):
        found = bound(exact, word.repeat(40_000, 1), MASK, generator(2))
        assert abs(found.mean() + p.log()) < 4 * found.std() / 200  # standard errors


def test_bound_of_any_other_denoiser_is_looser() -> None:
    words = WORDS[torch.multinomial(P, 40_000, replacement=True, generator=generator(3))]

    def marginal(tokens: torch.Tensor) -> torch.Tensor:
        return exact(torch.full_like(tokens, MASK))

    best = bound(exact, words, MASK, generator(4)).mean()
    assert bound(marginal, words, MASK, generator(4)).mean() > best + 0.02


def test_many_steps_sample_the_words_one_step_their_marginals() -> None:
    many = shares_of(sample(exact, 10_000, LENGTH, 60, MASK, generator(5)))
    torch.testing.assert_close(many, P, atol=0.025, rtol=0)
    one = shares_of(sample(exact, 20_000, LENGTH, 1, MASK, generator(6)))
    each = exact(torch.full((1, LENGTH), MASK))[0].exp()  # (length, symbols)
    product = torch.stack([each[range(LENGTH), word].prod() for word in WORDS])
    torch.testing.assert_close(one, product, atol=0.015, rtol=0)
    assert (product - P).abs().max() > 0.08  # so the two can be told apart
