"""In: a weight matrix and a number of bits; out: it rounded to a grid of its own in each row."""

from typing import NamedTuple

import torch
from torch import Tensor


class Rounded(NamedTuple):
    """A matrix (out, in), its steps (out, 1) and its zero-points (out, 1)."""

    matrix: Tensor
    step: Tensor
    zero: Tensor


def whole(x: Tensor) -> Tensor:
    """x rounded, with the gradient of x (straight-through)."""
    return x + (x.round() - x).detach()


def dequantised(w: Rounded, bits: int) -> Tensor:
    """s (clamp(round(W / s) + z, 0, 2^bits - 1) - z), with gradients to W, s and z."""
    zero = whole(w.zero)
    return w.step * ((whole(w.matrix / w.step) + zero).clamp(0, 2**bits - 1) - zero)


def to_nearest(matrix: Tensor, bits: int) -> Rounded:
    """Row by row the range of the weights, shrunk by the factor of least squared error."""
    low, high = matrix.amin(1, keepdim=True), matrix.amax(1, keepdim=True)
    tried = []
    for factor in torch.linspace(0.3, 1.0, 15):
        step = factor * (high - low) / (2**bits - 1)
        tried.append(Rounded(matrix, step, -factor * low / step))
    errors = [((dequantised(t, bits) - matrix) ** 2).sum(1, keepdim=True) for t in tried]
    best = torch.stack(errors).argmin(0, keepdim=True)  # (1, out, 1)
    step, zero = (torch.stack([t[i] for t in tried]).gather(0, best)[0] for i in (1, 2))
    return Rounded(matrix, step, zero)
