"""In: tokens and a denoiser; out: absorbing diffusion: masked tokens, its bound, its samples.

Time t in [0, 1] is the share of tokens that are masked: signal 1 - t, as in the linear schedule of
masked diffusion language models (Sahoo et al. 2024; Shi et al. 2024).
"""

from collections.abc import Callable

import torch
from torch import Generator, Tensor

Denoiser = Callable[[Tensor], Tensor]
"""From tokens (n, length), some of them masked, to logits (n, length, vocabulary) of clean ones."""


def absorb(tokens: Tensor, t: Tensor, mask: int, gen: Generator) -> Tensor:
    """q(x_t | x_0): each token becomes `mask` with probability t. tokens (n, length), t (n,)."""
    lost = torch.rand(tokens.shape, generator=gen) < t[:, None]
    return tokens.masked_fill(lost, mask)


def bound(denoiser: Denoiser, tokens: Tensor, mask: int, gen: Generator) -> Tensor:
    """Negative evidence lower bound of each row, in nats, at one random time each. (n,).

    E_t [1/t sum over masked i of -log p(x_i | x_t)]. The times of a batch are spread evenly.
    """
    n = len(tokens)
    t = (torch.arange(n) + torch.rand(n, generator=gen)) / n
    noisy = absorb(tokens, t, mask, gen)
    logs = denoiser(noisy).log_softmax(-1).gather(-1, tokens[..., None])[..., 0]  # (n, length)
    return -(logs * (noisy == mask)).sum(1) / t


@torch.no_grad()
def sample(
    denoiser: Denoiser, count: int, length: int, steps: int, mask: int, gen: Generator
) -> Tensor:
    """Ancestral samples (count, length): all masked at t = 1, in `steps` equal steps to t = 0.

    From t to s a masked token is drawn with probability (t - s) / t, all of one step at once and
    independently: with few steps tokens that belong together are drawn apart.
    """
    tokens = torch.full((count, length), mask)
    for step in range(steps, 0, -1):
        shares = denoiser(tokens).softmax(-1)
        drawn = torch.multinomial(shares.flatten(0, 1), 1, generator=gen).view(count, length)
        due = torch.rand(count, length, generator=gen) < 1.0 / step  # (t - s) / t, t = step / steps
        tokens = torch.where((tokens == mask) & due, drawn, tokens)
    return tokens
