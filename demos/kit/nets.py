"""In: sizes and a generator; out: parameters and forward passes of plain networks."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import torch
from torch import Generator, Tensor

Layers = list[tuple[Tensor, Tensor]]
"""Weights (out, in) and biases (out,) of each layer."""


def weight(shape: Sequence[int], gen: Generator, scale: float | None = None) -> Tensor:
    """A trainable tensor, normal with standard deviation `scale` (default 1/sqrt(last size))."""
    spread = shape[-1] ** -0.5 if scale is None else scale
    return (spread * torch.randn(*shape, generator=gen)).requires_grad_()


def mlp_init(sizes: Sequence[int], gen: Generator) -> Layers:
    """Layers of an MLP of the given widths, He-scaled, biases zero."""
    return [
        (weight((n_out, n_in), gen, (2.0 / n_in) ** 0.5), torch.zeros(n_out, requires_grad=True))
        for n_in, n_out in pairwise(sizes)
    ]


def mlp(layers: Layers, x: Tensor, activation: Callable[[Tensor], Tensor] = torch.relu) -> Tensor:
    """The MLP on x (..., in): activation after every layer but the last."""
    for place, (w, b) in enumerate(layers):
        x = x @ w.T + b
        if place < len(layers) - 1:
            x = activation(x)
    return x


def flat(layers: Layers) -> list[Tensor]:
    """All tensors of the layers."""
    return [tensor for pair in layers for tensor in pair]


def count(tensors: Sequence[Tensor]) -> int:
    """How many numbers the tensors hold."""
    return sum(tensor.numel() for tensor in tensors)
