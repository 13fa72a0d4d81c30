"""In: samples of a composite function; out: test error of a spline network and of equal MLPs.

Idea. By Kolmogorov and Arnold, a continuous function of many variables is a sum of functions of
one variable, applied twice. A KAN learns those one-variable functions themselves: every edge
carries a curve, and a node only adds up what arrives.

Formula. One layer:  z_j = sum_i phi_ji(x_i),   phi(x) = w silu(x) + sum_k c_k B_k(x),
with B_k the B-splines of degree d on a grid of G segments (Cox and de Boor's recursion), so that
an edge has G + d coefficients and one weight. Target: f(x, y) = exp(sin(pi x) + y^2), a function
of a sum of one-variable functions: the kind that the paper begins with.

Real here: spline edges in two layers (2 -> 5 -> 1), trained by Adam on 500 points; MLPs of one
and two hidden layers with as many parameters, silu and tanh, all with the best of the same four
learning rates and the same steps. Stands in: one formula for data from science. Left out: growing
the grid, pruning, reading off formulas.

The review says that training is not simple and does not always converge. The second panel shows
it: error against learning rate. Here no KAN diverged; its step takes several times as long as an
MLP's, so that at equal time the gap is smaller than at equal steps.

Try: a fine grid (G = 12) fits more with more coefficients; degree 1 makes the edges broken lines.
Control: the splines are left out, so that an edge is w silu(x) alone, which cannot bend.
"""

import math
from collections.abc import Callable
from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor

from demos.kit.checks import below, line
from demos.kit.nets import flat, mlp, mlp_init, weight
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome, Panel

RATES = (0.01, 0.03, 0.1, 0.3)
HIDDEN = 5

DEMO = Demo(
    id="kan_splines",
    papers=("kan-kolmogorov-arnold-networks",),
    title="Learned curves on the edges instead of fixed activations",
    claim="A two-layer network whose edges are learned B-splines plus silu fits a sum of "
    "one-variable functions, passed through another, better than an MLP of as many parameters.",
    stated_at="review of 04.12.24, layers and edges; 'better than an MLP' is the paper's own claim",
    fidelity="exact",
    stands_in="One two-variable function of the favourable kind; nothing is said of other targets.",
)


def splines(x: Tensor, low: float, high: float, grid: int, degree: int) -> Tensor:
    """All B-splines at x: (..., ) -> (..., grid + degree), by Cox and de Boor's recursion."""
    t = low + (high - low) / grid * torch.arange(-degree, grid + degree + 1)  # knots
    x = x.unsqueeze(-1)
    b = ((x >= t[:-1]) & (x < t[1:])).to(x.dtype)
    for p in range(1, degree + 1):
        rise = (x - t[: -p - 1]) / (t[p:-1] - t[: -p - 1])
        fall = (t[p + 1 :] - x) / (t[p + 1 :] - t[1:-p])
        b = rise * b[..., :-1] + fall * b[..., 1:]
    return b


def kan_layer(x: Tensor, w: Tensor, c: Tensor, reach: float, grid: int, degree: int) -> Tensor:
    """z_j = sum_i w_ji silu(x_i) + c_ji . B(x_i). x (n, in), w (out, in), c (out, in, G + d)."""
    bent = splines(x, -reach, reach, grid, degree)  # (n, in, G + d)
    return torch.nn.functional.silu(x) @ w.T + torch.einsum("nik,oik->no", bent, c)


def target(x: Tensor) -> Tensor:
    """exp(sin(pi x) + y^2), centred and scaled by its rough mean and spread on the square."""
    return (torch.exp(torch.sin(math.pi * x[:, 0]) + x[:, 1] ** 2) - 1.85) / 1.45


def run(
    grid: Annotated[int, Field(ge=2, le=12, description="Segments of an edge's grid, G.")] = 5,
    degree: Annotated[int, Field(ge=1, le=4, description="Degree of the splines.")] = 3,
    steps: Annotated[int, Field(ge=50, le=300, description="Steps of training.")] = 250,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train KAN and MLPs at four rates each; compare the best of either on held-out points."""
    gen = generator(seed, "kan_splines")
    x, held_out = (2 * torch.rand(n, 2, generator=gen) - 1 for n in (500, 1000))
    y, wanted = target(x), target(held_out)

    def train(held: list[Tensor], f: Callable[[Tensor], Tensor], rate: float) -> tuple[float, ...]:
        """Training loss and held-out error (root mean square) after all steps."""
        fit(held, lambda _: (f(x)[:, 0] - y).square().mean(), steps, rate)
        with torch.no_grad():
            losses = [(f(p)[:, 0] - q).square().mean() for p, q in ((x, y), (held_out, wanted))]
        return losses[0].item(), losses[1].sqrt().item()

    def kan(rate: float) -> tuple[float, ...]:
        held = [weight((HIDDEN, 2), gen), weight((1, HIDDEN), gen)]
        curves = [torch.zeros(*w.shape, grid + degree) for w in held]
        if not control:
            curves = [weight(c.shape, gen, 0.1) for c in curves]

        def forward(p: Tensor) -> Tensor:
            z = kan_layer(p, held[0], curves[0], 1.0, grid, degree)
            return kan_layer(z, held[1], curves[1], 2.0, grid, degree)

        return train([*held, *curves], forward, rate)

    size = 3 * HIDDEN * (grid + degree + 1)  # parameters of the KAN
    one, two = round((size - 1) / 4), round(math.sqrt(3 + size) - 2)
    shapes = {"1 hidden": (2, one, 1), "2 hidden": (2, two, two, 1)}
    found = {"KAN": [kan(rate) for rate in RATES]}
    for name, widths in shapes.items():
        for bend in (torch.tanh, torch.nn.functional.silu):
            rows = found.setdefault(f"MLP, {name}, {bend.__name__}", [])
            for rate in RATES:
                net = mlp_init(widths, gen)
                rows.append(train(flat(net), lambda p, n=net, b=bend: mlp(n, p, b), rate))  # type: ignore[misc]
    best = {name: min(rows)[1] for name, rows in found.items()}  # chosen by training loss
    rival = min(error for name, error in best.items() if name != "KAN")
    return Outcome(
        checks=(below("held-out error, KAN against best MLP", best["KAN"], rival, 0.25 * rival),),
        curves={
            f"Held-out error, {size} parameters": Panel(
                x_label="network",
                y_label="root mean square",
                log_y=True,
                lines=tuple(line(n, [i], [e], "points") for i, (n, e) in enumerate(best.items())),
            ),
            "Does it converge?": Panel(
                x_label="learning rate",
                y_label="held-out error",
                log_x=True,
                log_y=True,
                lines=tuple(line(n, RATES, [r[1] for r in rows]) for n, rows in found.items()),
            ),
        },
    )
