"""In: points in the plane; out: how well one step makes them, with and without shortcuts.

Idea. A flow-matching model knows the velocity at each place; following it from noise to data takes
many small steps, since the path bends where different data could still be meant. A shortcut model
is also told how far it is to jump, and trained so that one jump lands where two jumps of half
the length would. Then one step is enough.

Formula. x_t = (1 - t) x_0 + t x_1, noise x_0, data x_1, step size d in {1/64, .. 1/2, 1} and 0:
    flow:         s(x_t, t, 0) = x_1 - x_0,
    consistency:  s(x_t, t, 2 d) = (s(x_t, t, d) + s(x', t + d, d)) / 2,  x' = x_t + d s(x_t, t, d),
the right side of the second without gradient; d = 1/64 is read as 0 there. Sampling: x <- x + d s.

The review speaks of a path of d segments and of the displacement in each; in the formulas d is the
size of a step and s the mean velocity over it, so that d s is that displacement.
Real here: both losses in every batch, one network for all d, Euler sampling. Rival: the same
network, steps and batches with flow matching alone. Stands in: eight blobs on a ring for images.
Left out: guidance, and averaging of the weights over training.

What it costs: two more forward passes for the rows on consistency, and fewer rows for the flow. At
64 steps nothing is lost by it here (first panel).
Try: few training steps; share 0.1. Control: no consistency; jumps are trained as the flow is.
"""

from typing import Annotated

import torch
from pydantic import Field
from torch import Generator, Tensor
from torch.nn.functional import silu

from demos.kit.checks import below, line
from demos.kit.data import ring_of_blobs
from demos.kit.nets import Layers, flat, mlp, mlp_init
from demos.kit.panels import panel
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome

BATCH, WIDTH, LEVELS, TESTED = 256, 64, 6, 600
COUNTS = (1, 2, 4, 16, 64)

DEMO = Demo(
    id="shortcut_steps",
    papers=("2410.12557",),
    title="One long step that agrees with two short ones",
    claim="A flow model that is told its step size, and trained so that a step equals two of half "
    "the size, makes far better samples in one or two steps than a plain flow model does.",
    stated_at="review of 13.04.25, first paragraph and third to last",
    fidelity="exact",
    stands_in="Eight blobs in the plane and a small network stand in for images.",
)


def velocity(model: Layers, x: Tensor, t: Tensor, d: Tensor) -> Tensor:
    """s(x, t, d): x (n, 2), t and d (n, 1) -> (n, 2)."""
    waves = [f(k * torch.pi * t) for k in (1, 2) for f in (torch.sin, torch.cos)]
    size = torch.where(d > 0, (d.clamp(min=2.0**-LEVELS).log2() + LEVELS) / LEVELS, -0.5)
    return mlp(model, torch.cat([x, t, *waves, size], 1), silu)


@torch.no_grad()
def two_short(model: Layers, x: Tensor, t: Tensor, d: Tensor) -> Tensor:
    """The mean of two velocities, the second half a jump later: what a jump of 2 d should be."""
    told = torch.where(d > 2.0**-LEVELS, d, 0.0)  # the smallest step is the flow itself
    first = velocity(model, x, t, told)
    return (first + velocity(model, x + d * first, t + d, told)) / 2


def batch_loss(model: Layers, data: Tensor, share: float, control: bool, gen: Generator) -> Tensor:
    """Flow matching on the first rows, consistency on `share` of them. data (BATCH, 2)."""
    noise = torch.randn(data.shape, generator=gen)
    jumps = round(share * len(data))
    level = torch.randint(LEVELS, (jumps, 1), generator=gen)
    d = 2.0 ** (level - LEVELS)  # half of the jump: 1/64 .. 1/2
    t = torch.rand(len(data), 1, generator=gen)
    t = torch.cat([(t[:jumps] / (2 * d)).floor() * 2 * d, t[jumps:]])  # jumps start on their grid
    x, straight = (1 - t) * noise + t * data, data - noise
    if jumps and not control:
        wanted = two_short(model, x[:jumps], t[:jumps], d)
        straight = torch.cat([wanted, straight[jumps:]])
    told = torch.cat([2 * d, torch.zeros(len(data) - jumps, 1)])
    return ((velocity(model, x, t, told) - straight) ** 2).mean()


@torch.no_grad()
def sample(model: Layers, x: Tensor, steps: int, told: bool) -> Tensor:
    """Euler from noise x (n, 2) in equal steps; the model hears their size if it was trained to."""
    size = 1.0 / steps
    for i in range(steps):
        t = torch.full((len(x), 1), i * size)
        d = torch.full((len(x), 1), size if told and size > 2.0**-LEVELS else 0.0)
        x = x + size * velocity(model, x, t, d)
    return x


def energy_distance(a: Tensor, b: Tensor) -> float:
    """2 E|a - b| - E|a - a'| - E|b - b'|, 0 if both have one distribution. (n, 2), (m, 2)."""
    within = [torch.cdist(x, x).sum() / (len(x) * (len(x) - 1)) for x in (a, b)]
    return float(2 * torch.cdist(a, b).mean() - within[0] - within[1])


def run(
    share: Annotated[float, Field(ge=0.1, le=0.75, description="Consistency in a batch.")] = 0.5,
    steps: Annotated[int, Field(ge=200, le=1200, description="Training steps.")] = 600,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train with shortcuts and without, and sample from both in 1 to 64 steps."""
    gen = generator(seed, "shortcut_steps")
    points = ring_of_blobs(8, 575, gen)[0]
    data, real = points[: 8 * 500], points[8 * 500 :]
    start = torch.randn(TESTED, 2, generator=gen)

    def trained(part: float) -> Layers:
        draws = generator(seed, "shortcut_steps batches")
        model = mlp_init((8, WIDTH, WIDTH, WIDTH, 2), generator(seed, "shortcut_steps model"))

        def loss(_: int) -> Tensor:
            rows = data[torch.randint(len(data), (BATCH,), generator=draws)]
            return batch_loss(model, rows, part, control, draws)

        fit(flat(model), loss, steps, 0.003)
        return model

    parts = {"shortcut": share, "flow alone": 0.0}
    models = {name: trained(part) for name, part in parts.items()}
    samples = {k: [sample(m, start, n, parts[k] > 0) for n in COUNTS] for k, m in models.items()}
    found = {name: [energy_distance(x, real) for x in xs] for name, xs in samples.items()}
    one, two = ((found["shortcut"][i], found["flow alone"][i]) for i in (0, 1))
    clouds = [line(n, x[0][:200, 0], x[0][:200, 1], "points") for n, x in samples.items()]
    clouds.append(line("data", real[:200, 0], real[:200, 1], "points"))
    lines = [line(n, COUNTS, y) for n, y in found.items()]
    return Outcome(
        checks=(
            below("distance to the data, 1 step", *one, 0.5 * one[1]),
            below("distance to the data, 2 steps", *two, 0.3 * two[1]),
        ),
        curves={
            "Distance to the data": panel("steps", "energy distance", *lines, log_x=True),
            "Samples in one step": panel("x", "y", *clouds),
        },
    )
