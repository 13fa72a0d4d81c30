"""In: parameters and a loss; out: the losses of plain Adam steps."""

from collections.abc import Callable, Iterable

import torch
from torch import Tensor


def fit(
    parameters: Iterable[Tensor],
    loss_at: Callable[[int], Tensor],
    steps: int,
    lr: float,
    decay: bool = True,
) -> list[float]:
    """Take `steps` Adam steps on `loss_at(step)`; returns the loss before each step.

    With `decay` the rate falls linearly to a tenth of `lr`. The tensors are changed in place.
    """
    held = [p for p in parameters if p.requires_grad]
    optimiser = torch.optim.Adam(held, lr=lr)
    losses = []
    for step in range(steps):
        if decay:
            optimiser.param_groups[0]["lr"] = lr * (1.0 - 0.9 * step / steps)
        optimiser.zero_grad()
        loss = loss_at(step)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        losses.append(loss.item())
    return losses
