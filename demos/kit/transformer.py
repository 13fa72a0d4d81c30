"""In: tokens; out: logits of a tiny causal transformer whose attention and MLP can be replaced."""

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Generator, Tensor

from demos.kit.nets import Layers, flat, mlp, mlp_init, weight

Attention = Callable[[Tensor, Tensor, Tensor], Tensor]
"""From queries, keys and values (batch, heads, length, size) to mixed values of that shape."""
Feed = Callable[[Layers, Tensor], Tensor]
"""From a block's MLP and activations (batch, length, width) to activations of that shape."""


class Block(NamedTuple):
    """One block: projections to queries, keys, values and back (width, width), and its MLP."""

    query: Tensor
    key: Tensor
    value: Tensor
    out: Tensor
    feed: Layers


class Transformer(NamedTuple):
    """Embeddings (vocabulary, width) and (length, width), blocks, read-out (vocabulary, width)."""

    tokens: Tensor
    places: Tensor
    blocks: list[Block]
    read: Tensor
    heads: int


def transformer(
    vocabulary: int, length: int, width: int, depth: int, heads: int, gen: Generator
) -> Transformer:
    """A fresh model; the MLP is twice as wide as the stream."""
    blocks = [
        Block(
            query=weight((width, width), gen),
            key=weight((width, width), gen),
            value=weight((width, width), gen),
            out=weight((width, width), gen, 0.5 * width**-0.5),
            feed=mlp_init((width, 2 * width, width), gen),
        )
        for _ in range(depth)
    ]
    tokens, places = (weight((n, width), gen, 0.5) for n in (vocabulary, length))
    return Transformer(tokens, places, blocks, weight((vocabulary, width), gen), heads)


def parameters(model: Transformer) -> list[Tensor]:
    """All trainable tensors."""
    inner = [t for b in model.blocks for t in (b.query, b.key, b.value, b.out, *flat(b.feed))]
    return [model.tokens, model.places, *inner, model.read]


def causal_attention(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Softmax attention in which no token sees a later one."""
    scores = query @ key.transpose(-1, -2) * query.shape[-1] ** -0.5  # (batch, heads, n, n)
    later = torch.ones(scores.shape[-2:], dtype=torch.bool).triu(1)
    shares: Tensor = scores.masked_fill(later, -torch.inf).softmax(-1)
    return shares @ value


def logits(
    model: Transformer,
    tokens: Tensor,
    attention: Attention = causal_attention,
    feed: Feed = mlp,
) -> Tensor:
    """Logits (batch, length, vocabulary) for tokens (batch, length)."""
    x = model.tokens[tokens] + model.places[: tokens.shape[1]]
    for block in model.blocks:
        z = _norm(x)
        mixed = attention(*(_split(z @ w.T, model.heads) for w in block[:3]))
        x = x + _join(mixed) @ block.out.T
        x = x + feed(block.feed, _norm(x))
    return _norm(x) @ model.read.T


def _norm(x: Tensor) -> Tensor:
    return torch.nn.functional.layer_norm(x, x.shape[-1:])


def _split(x: Tensor, heads: int) -> Tensor:
    batch, length, width = x.shape
    return x.view(batch, length, heads, width // heads).transpose(1, 2)


def _join(x: Tensor) -> Tensor:
    batch, heads, length, size = x.shape
    return x.transpose(1, 2).reshape(batch, length, heads * size)
