"""In: transition tables of several sources; out: examples of them, and a model's exact losses."""

import torch
from torch import Generator, Tensor
from torch.nn.functional import one_hot

from demos.kit.nets import Layers, mlp


def draw(tables: Tensor, where: Tensor, gen: Generator) -> tuple[Tensor, Tensor]:
    """One example from each source named in `where` (n,), from an even choice of symbols.

    tables (sources, symbols, symbols). Returns inputs (n, sources + symbols), one-hot source and
    one-hot symbol, and the symbol that follows (n,).
    """
    sources, symbols = tables.shape[:2]
    now = torch.randint(symbols, where.shape, generator=gen)
    following = torch.multinomial(tables[where, now], 1, generator=gen).squeeze(1)
    return torch.cat([one_hot(where, sources), one_hot(now, symbols)], 1).float(), following


@torch.no_grad()
def exact_losses(model: Layers, tables: Tensor) -> Tensor:
    """Cross-entropy of the model on each source, over all symbols, in nats. (sources,)."""
    sources, symbols = tables.shape[:2]
    place, now = torch.meshgrid(torch.arange(sources), torch.arange(symbols), indexing="ij")
    inputs = torch.cat([one_hot(place, sources), one_hot(now, symbols)], -1).float()
    return -(tables * mlp(model, inputs).log_softmax(-1)).sum(-1).mean(1)
