"""In: a trained residual network; out: losses after rounding its weights to a few bits.

Idea. Rounding the weights to 2 bits ruins a network. Training with the rounding in the loop lets it
adapt, and doing so block by block needs little memory; in the end only the scales are tuned.

Formula. With b bits, step s and zero-point z for each row of W:
    W_q = clamp(round(W / s) + z, 0, 2^b - 1),    W' = s (W_q - z),
gradients pass the rounding unchanged (straight-through). Phase 1, for blocks in turn: train W, s, z
so that the block's output is that of the full-precision block, then freeze. Phase 2: train all s
on the task, with W_q and z fixed.

Real here: both phases, on a residual network of four blocks; phase 1 gives a block the input that
the quantised blocks before it make. Rivals: rounding to nearest (RTN), with the better of the
range of a row and the step of least squared error, and RTN followed by phase 2 alone.
Stands in: a classifier of points by a random teacher for a language model.
Left out: packing into integers, speed, quantised embeddings.
Try: 3 and 4 bits, where rounding alone does less harm and phase 2 has less left to do.
Control: training runs without rounding in the loop, and the weights are rounded afterwards.
"""

from collections.abc import Callable
from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor
from torch.nn.functional import cross_entropy, layer_norm

from demos.kit.checks import below
from demos.kit.nets import mlp, mlp_init, weight
from demos.kit.panels import bars
from demos.kit.rounding import Rounded, dequantised, to_nearest
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome

INPUTS, WIDTH, BLOCKS, CLASSES, BATCH = 12, 32, 4, 6, 128
Block = list[Tensor]  # two matrices (WIDTH, WIDTH)

DEMO = Demo(
    id="quantised_blocks",
    papers=("2407.11062",),
    title="Training with the rounding in the loop, block by block",
    claim="Training each block with its own steps and zero-points keeps far more of the model than "
    "rounding it afterwards, and tuning the steps alone at the end keeps more still.",
    stated_at="review of 11.05.25, second and third paragraph",
    fidelity="proxy",
    stands_in="A residual network on a random teacher's classes stands in for a language model.",
)


def through(blocks: list[Block], x: Tensor) -> Tensor:
    """x + W2 relu(W1 norm(x)) for each block in turn. (n, WIDTH) -> (n, WIDTH)."""
    for first, second in blocks:
        x = x + torch.relu(layer_norm(x, x.shape[-1:]) @ first.T) @ second.T
    return x


def phase_one(
    block: Block, bits: int, steps: int, pairs: Callable[[], tuple[Tensor, Tensor]], control: bool
) -> list[Rounded]:
    """One block's W, s and z, trained to give the wanted output; then frozen."""
    own = [Rounded(*(t.clone().requires_grad_() for t in to_nearest(w, bits))) for w in block]

    def loss(_: int) -> Tensor:
        given, wanted = pairs()
        used = [w.matrix if control else dequantised(w, bits) for w in own]
        return ((through([used], given) - wanted) ** 2).mean()

    fit([t for w in own for t in w], loss, steps, 0.003)
    done = [Rounded(*(t.detach() for t in w)) for w in own]
    return [to_nearest(w.matrix, bits) for w in done] if control else done


def phase_two(
    blocks: list[list[Rounded]], bits: int, steps: int, task: Callable[[list[Block]], Tensor]
) -> list[Block]:
    """All steps s, trained on the task; W_q and z stay as they are."""
    scales = [[w.step.clone().requires_grad_() for w in block] for block in blocks]

    def used() -> list[Block]:
        return [
            [s * dequantised(w, bits) / w.step for s, w in zip(*pair, strict=True)]  # s (W_q - z)
            for pair in zip(scales, blocks, strict=True)
        ]

    fit([s for block in scales for s in block], lambda _: task(used()), steps, 0.001)
    return [[w.detach() for w in block] for block in used()]


def run(
    bits: Annotated[int, Field(ge=2, le=4, description="Bits of a weight.")] = 2,
    steps: Annotated[int, Field(ge=50, le=300, description="Steps of each training.")] = 120,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train in full precision, quantise in four ways, measure the loss on fresh points."""
    gen = generator(seed, "quantised_blocks")
    teacher = mlp_init((INPUTS, 24, CLASSES), gen)
    enter, leave = weight((WIDTH, INPUTS), gen), weight((CLASSES, WIDTH), gen)
    scales, square = (None, 0.1), (WIDTH, WIDTH)
    blocks = [[weight(square, gen, scale) for scale in scales] for _ in range(BLOCKS)]

    def points(count: int = BATCH) -> Tensor:
        return torch.randn(count, INPUTS, generator=gen)

    def task(found: list[Block], x: Tensor | None = None) -> Tensor:
        x = points() if x is None else x
        with torch.no_grad():
            label = mlp(teacher, x).argmax(1)
        return cross_entropy(through(found, x @ enter.T) @ leave.T, label)

    fit([enter, leave, *(w for b in blocks for w in b)], lambda _: task(blocks), 500, 0.01)
    enter, leave, test = enter.detach(), leave.detach(), points(4000)
    blocks = [[w.detach() for w in block] for block in blocks]
    nearest = [[to_nearest(w, bits) for w in block] for block in blocks]
    trained: list[list[Rounded]] = []

    def dense(found: list[list[Rounded]]) -> list[Block]:
        return [[dequantised(w, bits) for w in block] for block in found]

    @torch.no_grad()
    def pairs() -> tuple[Tensor, Tensor]:
        x, number = points() @ enter.T, len(trained)
        before = blocks[:number] if control else dense(trained)
        return through(before, x), through(blocks[: number + 1], x)

    for block in blocks:
        trained.append(phase_one(block, bits, steps, pairs, control))

    def tuned(found: list[list[Rounded]]) -> list[Block]:  # unrounded, s has nothing to do
        return dense(found) if control else phase_two(found, bits, steps, task)

    ways = {
        "full precision": blocks,
        "nearest": dense(nearest),
        "nearest + phase 2": tuned(nearest),
        "phase 1": dense(trained),
        "phases 1 + 2": tuned(trained),
    }
    losses = {name: task(found, test).item() for name, found in ways.items()}
    lost = losses["nearest"] - losses["full precision"]
    one, both = losses["phase 1"], losses["phases 1 + 2"]
    return Outcome(
        checks=(
            below("phase 1 against rounding", one, losses["nearest"], 0.3 * lost),
            below("phases 1 + 2 against phase 1", both, one, 0.02 * lost),
        ),
        curves={f"Loss on fresh points, {bits} bits": bars("way", "nats", losses)},
    )
