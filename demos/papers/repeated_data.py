"""In: a fixed set of short sequences; out: what repetition costs two ways of predicting them.

Idea. When data are few and compute is not, the same text is read again and again. A model that
predicts left to right sees the same tasks each time; masked diffusion hides other tokens each
time, so that an epoch is never quite the last one again.

Formula. With a set M of hidden tokens of x (length L), drawn with rate t ~ U(0, 1):
    AR:        loss = - sum_i log p(x_i | x_<i),
    diffusion: loss = - E_t (1/t) sum_(i in M) log p(x_i | x outside M)   >= - log p(x).
The second is an upper bound, so that a comparison of the two is kind to AR.

Real here: both losses, one network for both (AR hides all later tokens), the same sequences in
the same steps, twins that see fresh ones instead, and held-out losses all along. A step of AR
counts all eight places of a sequence, one of diffusion a single mask, as in one pass of each.
Stands in: Markov sequences of 8 tokens for text, an MLP for a transformer.
Left out: larger models at greater compute, in which the paper finds that the crossing lies.

What the toy says: repetition harms AR several times more than diffusion, as claimed. The crossing
of the best models does not come: AR stopped at its best stays ahead. On fresh data diffusion is
behind too, as it learns to fill every pattern of gaps in the steps in which AR learns eight.
Try: fewer sequences; scramble mixes the places, and AR keeps its lead: order is not the reason.
Control: each sequence keeps the same hidden tokens in every epoch.
"""

from collections.abc import Callable
from typing import Annotated

import torch
from pydantic import Field
from torch import Generator, Tensor

from demos.kit.checks import below, line
from demos.kit.nets import Layers, flat, mlp, mlp_init
from demos.kit.panels import panel
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome, Style

SYMBOLS, LENGTH, BATCH, WIDTH = 6, 8, 100, 96
Batch = tuple[Tensor, Tensor]  # sequences (n, LENGTH) and draws (n, 1 + LENGTH)
Way = Callable[[Tensor, Tensor], tuple[Tensor, Tensor, Tensor]]

DEMO = Demo(
    id="repeated_data",
    papers=("2507.15857",),
    title="Repeating data: masked diffusion against left to right",
    claim="Repeating a fixed set many times harms masked diffusion less than a left-to-right "
    "model, and with enough epochs the best diffusion model beats the best left-to-right one.",
    stated_at="thread of 23.07.25, findings 1 to 3",
    fidelity="proxy",
    stands_in="Short Markov sequences and an MLP stand in for text and transformers.",
)


def sequences(table: Tensor, order: Tensor, count: int, gen: Generator) -> Tensor:
    """Markov walks (count, LENGTH), their places rearranged by `order`."""
    words = [torch.randint(SYMBOLS, (count,), generator=gen)]
    for _ in range(LENGTH - 1):
        words.append(torch.multinomial(table[words[-1]], 1, generator=gen).squeeze(1))
    return torch.stack(words, 1)[:, order]


def scores(model: Layers, words: Tensor, hidden: Tensor) -> Tensor:
    """Negative log-probabilities (n, LENGTH) of the words given those not hidden (n, LENGTH)."""
    shown = torch.nn.functional.one_hot(words.masked_fill(hidden, SYMBOLS), SYMBOLS + 1)
    logs = mlp(model, shown.flatten(1).float()).view(len(words), LENGTH, SYMBOLS).log_softmax(-1)
    return -logs.gather(2, words[..., None]).squeeze(2)


def left_to_right(words: Tensor, _: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Every place of every sequence, it and all later ones hidden. Rows, hidden, weights."""
    place, n = torch.arange(LENGTH), len(words)
    hidden = place >= place[:, None]  # (LENGTH, LENGTH)
    rows = words.repeat_interleave(LENGTH, 0)
    return rows, hidden.repeat(n, 1), torch.eye(LENGTH).repeat(n, 1) * LENGTH


def masked(words: Tensor, draws: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """A random number k of random places hidden, each of weight LENGTH/k. draws (n, 1 + LENGTH)."""
    count = (draws[:, :1] * LENGTH).long() + 1  # k, from 1 to LENGTH
    hidden = draws[:, 1:].argsort(1).argsort(1) < count
    return words, hidden, hidden * LENGTH / count


WAYS: dict[str, Way] = {"diffusion": masked, "AR": left_to_right}


def loss(model: Layers, way: Way, words: Tensor, draws: Tensor) -> Tensor:
    """Mean over sequences of the AR loss or of the diffusion bound, in nats."""
    rows, hidden, weights = way(words, draws)
    return (scores(model, rows, hidden) * weights).sum(1).mean()


def train(way: Way, batches: list[Batch], held: Batch, every: int, seed: int) -> list[float]:
    """Adam over the batches; the held-out loss after every `every` steps."""
    sizes = (LENGTH * (SYMBOLS + 1), WIDTH, WIDTH, LENGTH * SYMBOLS)
    model = mlp_init(sizes, generator(seed, "model"))
    curve: list[float] = []

    def step(number: int) -> Tensor:
        if number and number % every == 0:
            with torch.no_grad():
                curve.append(loss(model, way, *held).item())
        return loss(model, way, *batches[min(number, len(batches) - 1)])

    fit(flat(model), step, len(batches) + 1, 0.003, decay=False)
    return curve


def run(
    unique: Annotated[int, Field(ge=100, le=400, description="Sequences.")] = 300,
    epochs: Annotated[int, Field(ge=20, le=100, description="Times they are read.")] = 80,
    scramble: Annotated[int, Field(ge=0, le=1, description="1 mixes the places.")] = 0,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Four models: each way on repeated and on fresh sequences; their held-out losses."""
    gen = generator(seed, "repeated_data")
    table = (1.5 * torch.randn(SYMBOLS, SYMBOLS, generator=gen)).softmax(-1)
    order = torch.randperm(LENGTH, generator=gen) if scramble else torch.arange(LENGTH)

    def noise(count: int) -> Tensor:
        return torch.rand(count, 1 + LENGTH, generator=gen)

    data, masks = sequences(table, order, unique, gen), noise(unique)
    held, repeated, fresh = (sequences(table, order, 600, gen), noise(600)), [], []
    for _ in range(epochs):
        for pick in torch.split(torch.randperm(unique, generator=gen), BATCH):
            repeated.append((data[pick], masks[pick] if control else noise(len(pick))))
            fresh.append((sequences(table, order, len(pick), gen), repeated[-1][1]))
    every = max(1, len(repeated) // 25)
    found = {
        (name, kind): train(way, batches, held, every, seed)
        for name, way in WAYS.items()
        for kind, batches in (("repeated", repeated), ("fresh", fresh))
    }
    gap, other_gap = (found[n, "repeated"][-1] - found[n, "fresh"][-1] for n in WAYS)
    best, other_best = (min(found[n, "repeated"]) for n in WAYS)
    at = [epochs * every * (i + 1) / len(repeated) for i in range(len(found["AR", "fresh"]))]
    style: dict[str, Style] = {"repeated": "line", "fresh": "dashed"}
    lines = [line(f"{n}, {kind}", at, y, style[kind]) for (n, kind), y in found.items()]
    return Outcome(
        checks=(
            below("loss by repetition against half of AR's", gap, other_gap / 2, 0.1),
            below("best held-out loss, diffusion against AR", best, other_best, 0.05),
        ),
        curves={"Held-out loss": panel("epochs", "nats a sequence", *lines, log_x=True)},
    )
