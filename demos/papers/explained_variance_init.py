"""In: a trained network and new data; out: LoRA started from the data's directions against random.

Idea. LoRA begins with random directions of the input. EVA looks at the activations of the new data
first: it starts from the directions in which they vary most, and gives the ranks to those layers
whose directions explain most of the variance.

Formula. X (n, d) are the inputs of a layer, X = U S V^T. Batch by batch the right singular vectors
are updated, until their cosine to those of the batch before is near one. Component i of a layer
explains  xi_i = s_i^2 / sum_j s_j^2.  All components of all layers are sorted by xi and the first
r L of them are kept: they are the rows of A of their layer, and B = 0. W = W_0 + B A.

What the review has otherwise: it names the ranks alone, by each layer's share of the variance of
all layers, and not that A itself starts from the vectors. Tried apart (first panel), neither of
the two gains much here, and together they do. It stops updates when cosine distance is "too
high"; stable vectors have a high similarity, as here.

Real here: incremental SVD with its stop, the start, the ranks, training of all layers' factors.
Rival: LoRA with random A of the same mean size, evenly spread ranks, the same data and steps; both
with the best of the same three rates. Stands in: clouds in a few directions of a wide input for
text. Left out: larger models.
Try: rank 1 or 4: the gain, six to twenty percent at rank 2, then misses five on some seeds.
Control: the vectors are turned by a random rotation and the ranks are spread evenly.
"""

from collections.abc import Callable
from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor
from torch.nn.functional import cross_entropy

from demos.kit.checks import below, line
from demos.kit.nets import Layers, flat, mlp, mlp_init
from demos.kit.panels import panel
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome

WIDTH, LAYERS, CLASSES, BATCH, WAYS = 64, 3, 6, 128, 4
RATES, ALIKE = (0.003, 0.01, 0.03), 0.99
Batch = tuple[Tensor, Tensor]

DEMO = Demo(
    id="explained_variance_init",
    papers=("2410.07170",),
    title="LoRA started from the directions of the data",
    claim="LoRA whose first matrix starts from the main directions of the new data's activations, "
    "with ranks given out by explained variance, learns the new task faster than LoRA as usual.",
    stated_at="review of 13.02.25, second to sixth paragraph",
    fidelity="proxy",
    stands_in="A small network and data in a few directions stand in for a language model.",
)


def layer_inputs(model: Layers, x: Tensor) -> list[Tensor]:
    """What each layer receives: (n, width) each."""
    return [mlp(model[:place], x).relu() if place else x for place in range(len(model))]


def update(s: Tensor, v: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
    """Incremental SVD: singular values (k,) and right vectors (k, width) with a batch added."""
    _, s_new, v_new = torch.linalg.svd(torch.cat([s[:, None] * v, x]), full_matrices=False)
    return s_new[: len(s)], v_new[: len(s)]


def directions(
    model: Layers, batch: Callable[[], Tensor], keep: int, most: int
) -> tuple[list[Tensor], list[Tensor], list[list[float]]]:
    """Right vectors (keep, width) and xi (keep,) of each layer, and the cosines by batch."""
    found = [(torch.zeros(keep), torch.zeros(keep, WIDTH)) for _ in model]
    whole, alike = [0.0] * len(model), [[0.0] for _ in model]
    for _ in range(most):
        for i, x in enumerate(layer_inputs(model, batch())):
            if alike[i][-1] < ALIKE:  # a stable layer is not updated again
                s, v = update(*found[i], x)
                alike[i].append((v * found[i][1]).sum(1).abs().mean().item())
                found[i], whole[i] = (s, v), whole[i] + float((x**2).sum())
    shares = [s**2 / total for (s, _), total in zip(found, whole, strict=True)]
    return [v for _, v in found], shares, alike


def run(
    rank: Annotated[int, Field(ge=1, le=4, description="Mean rank of a layer.")] = 2,
    spread: Annotated[float, Field(ge=0, le=1, description="Variance off the directions.")] = 0.1,
    steps: Annotated[int, Field(ge=40, le=200, description="Steps of tuning.")] = 100,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Pretrain on all directions, tune on data in a few, from four kinds of start."""
    gen = generator(seed, "explained_variance_init")
    basis = torch.linalg.qr(torch.randn(WIDTH, WAYS, generator=gen))[0].T  # (WAYS, width)
    old, new = (mlp_init((WIDTH, 32, CLASSES), gen) for _ in range(2))

    def data(shifted: bool, count: int = BATCH) -> Batch:
        x = torch.randn(count, WIDTH, generator=gen)
        if shifted:
            x = 4.0 * torch.randn(count, WAYS, generator=gen) @ basis + spread * x
        with torch.no_grad():
            return x, mlp(new if shifted else old, x).argmax(1)

    def loss(model: Layers, batch: Batch) -> Tensor:
        return cross_entropy(mlp(model, batch[0]), batch[1])

    model = mlp_init((*[WIDTH] * LAYERS, CLASSES), gen)
    fit(flat(model), lambda _: loss(model, data(False)), 400, 0.003)
    model = [(w.detach(), b.detach()) for w, b in model]
    vectors, shares, alike = directions(model, lambda: data(True)[0], rank * LAYERS, 20)
    held, even = data(True, 2000), [rank] * LAYERS
    least = torch.cat(shares).sort(descending=True).values[rank * LAYERS - 1]  # of those kept
    by_share = even if control else [int((share >= least).sum()) for share in shares]
    if control:
        turn = torch.linalg.qr(torch.randn(WIDTH, WIDTH, generator=gen))[0]
        vectors = [v @ turn for v in vectors]
    random = [WIDTH**-0.5 * torch.randn(rank * LAYERS, WIDTH, generator=gen) for _ in model]
    batches = [data(True) for _ in range(steps)]

    def tune(starts: list[Tensor], ranks: list[int], rate: float) -> list[float]:
        a = [start[:r].clone().requires_grad_() for start, r in zip(starts, ranks, strict=True)]
        sizes = [(len(w), r) for (w, _), r in zip(model, ranks, strict=True)]
        b, curve = [torch.zeros(size, requires_grad=True) for size in sizes], []

        def changed() -> Layers:
            return [(w + q @ p, c) for (w, c), p, q in zip(model, a, b, strict=True)]

        def step(number: int) -> Tensor:
            if number % 10 == 0:
                curve.append(loss(changed(), held).item())
            return loss(changed(), batches[number])

        fit([*a, *b], step, steps, rate)
        return [*curve, loss(changed(), held).item()]

    plan = {"EVA": (vectors, by_share), "vectors only": (vectors, even)}
    plan |= {"ranks only": (random, by_share), "LoRA": (random, even)}
    tried = {name: [tune(*start, rate) for rate in RATES] for name, start in plan.items()}
    found = {name: min(curves, key=lambda c: c[-1]) for name, curves in tried.items()}
    ours, usual = found["EVA"][-1], found["LoRA"][-1]
    at = [min(10 * i, steps) for i in range(len(found["EVA"]))]
    stable = (line(f"layer {i + 1}", range(len(c)), c) for i, c in enumerate(alike))
    return Outcome(
        checks=(below("loss of the new task, EVA against LoRA", ours, usual, 0.05 * usual),),
        curves={
            "Learning the new task": panel(
                "step", "held-out loss, nats", *(line(n, at, c) for n, c in found.items())
            ),
            f"Stability, ranks {by_share}": panel("batch", "cosine to the one before", *stable),
        },
    )
