"""In: sizes and a generator; out: toy data sets."""

import math

import torch
from torch import Generator, Tensor


def ring_of_blobs(classes: int, each: int, gen: Generator) -> tuple[Tensor, Tensor]:
    """Gaussian blobs of spread 0.25 on a ring of radius 2, in random order, interleaved.

    Returns points (classes * each, 2) and their classes (classes * each,).
    """
    angle = torch.randperm(classes, generator=gen) * (2 * math.pi / classes)
    centres = 2.0 * torch.stack([angle.cos(), angle.sin()], dim=1)
    centres = centres + 0.25 * torch.randn(classes, 2, generator=gen)
    labels = torch.arange(classes).repeat(each)
    return centres[labels] + 0.25 * torch.randn(classes * each, 2, generator=gen), labels


def walk(moves: Tensor, batch: int, length: int, gen: Generator) -> tuple[Tensor, Tensor]:
    """Random tokens (batch, length) and the place after each, starting at place 0.

    `moves[token, place]` is the next place; moves has shape (tokens, places).
    """
    tokens = torch.randint(len(moves), (batch, length), generator=gen)
    place, places = torch.zeros(batch, dtype=torch.long), []
    for t in range(length):
        place = moves[tokens[:, t], place]
        places.append(place)
    return tokens, torch.stack(places, 1)


def labelled_sets(count: int, size: int, classes: int, gen: Generator) -> tuple[Tensor, Tensor]:
    """Sets of items, each a key in [0, 1) and a one-hot class; the label is the top key's class.

    Returns items (count, size, 1 + classes) and labels (count,).
    """
    keys = torch.rand(count, size, generator=gen)
    kinds = torch.randint(classes, (count, size), generator=gen)
    one_hot = torch.nn.functional.one_hot(kinds, classes).to(keys.dtype)
    label = kinds.gather(1, keys.argmax(1, keepdim=True)).squeeze(1)
    return torch.cat([keys.unsqueeze(-1), one_hot], -1), label
