"""In: sources of unequal difficulty; out: mixture weights by minimax, and a model trained on them.

Idea. Not the source with the highest loss deserves more data, but the one on which a model lags
furthest behind what a reference model of its size already reaches. DoReMi finds the weights in
one cheap run of a small proxy, and a larger model is then trained on them.

Formula. Excess of source i on a batch: l_i = mean_t max(loss_t - loss_ref_t, 0). At every step
    a <- a exp(eta l) / sum,   a <- (1 - c) a + c / K,   proxy: descent on sum_i a_i loss_i,
and the final weights are the mean of a over all steps. The reference is trained on even weights.

Real here: the reference, the proxy, the clipped excess by tokens, both updates, the average, and
a final model twice as wide, trained on the weights with the same budget as its rivals: even
weights, and weights by the plain loss (the same minimax without a reference).
Stands in: five bigram sources with a common small network: easy, medium, two rich ones and one
of almost pure noise. Losses are measured above each source's own entropy, which is known here.
Left out: real domains, whose texts help one another, and the second round of the paper.
What the toy says: the noise always gets less than an even share, where the plain loss gives it
most. The worst source gains on some seeds only: weights follow the lag behind a reference of the
same size, which is not the distance to what a wider model could reach, and what is taken from
an easy source is missed there. With more sources than five there is more to take from.
Try: no noise in the last source (purity 1) and the plain loss does less harm.
Control: the reference's loss is taken to be zero, so that the excess is the plain loss.
"""

from typing import Annotated

import torch
from pydantic import Field
from torch import Generator, Tensor
from torch.nn.functional import cross_entropy

from demos.kit.bigrams import draw, exact_losses
from demos.kit.checks import below, line
from demos.kit.nets import Layers, flat, mlp, mlp_init
from demos.kit.panels import panel
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome

SYMBOLS, EACH = 16, 24
NAMES = ("easy", "medium", "rich 1", "rich 2", "noise")
SHARPNESS = (0.3, 1.0, 2.0, 2.0, 2.0)
K = len(NAMES)

DEMO = Demo(
    id="robust_mixture",
    papers=("2305.10429",),
    title="Data weights from a minimax game against a reference",
    claim="Weights found by a small proxy against a reference model make the worst source of a "
    "larger model better than even weights do, and give little to a source that is noise.",
    stated_at="review of 26.03.25, 'Proposed Approach' and 'Iterative Optimization'",
    fidelity="proxy",
    stands_in="Five bigram sources and networks of one hidden layer stand in for text domains and "
    "language models.",
)


def sources(purity: float, gen: Generator) -> Tensor:
    """Transition tables (K, symbols, symbols), from easy to rich; the last is mostly noise."""
    scales = torch.tensor(SHARPNESS)[:, None, None]
    tables = (scales * torch.randn(K, SYMBOLS, SYMBOLS, generator=gen)).softmax(-1)
    tables[0] = tables[0, :1]  # one row for all symbols
    tables[-1] = purity * tables[-1] + (1.0 - purity) / SYMBOLS
    return tables


def train(tables: Tensor, weights: Tensor, width: int, steps: int, gen: Generator) -> Layers:
    """A model on batches whose sources are drawn by `weights`."""
    model = mlp_init((K + SYMBOLS, width, SYMBOLS), gen)

    def loss(_: int) -> Tensor:
        picks = torch.multinomial(weights, K * EACH, replacement=True, generator=gen)
        inputs, following = draw(tables, picks, gen)
        return cross_entropy(mlp(model, inputs), following)

    fit(flat(model), loss, steps, 0.01)
    return model


def minimax(
    tables: Tensor, reference: Layers | None, width: int, steps: int, eta: float, gen: Generator
) -> Tensor:
    """DoReMi's second stage: weights of the sources at every step. (steps, K)."""
    proxy, weights, path = mlp_init((K + SYMBOLS, width, SYMBOLS), gen), torch.ones(K) / K, []

    def loss(_: int) -> Tensor:
        nonlocal weights
        inputs, following = draw(tables, torch.arange(K).repeat_interleave(EACH), gen)
        each = cross_entropy(mlp(proxy, inputs), following, reduction="none")
        with torch.no_grad():
            excess = each
            if reference is not None:
                known = cross_entropy(mlp(reference, inputs), following, reduction="none")
                excess = (each - known).clamp_min(0)  # clipped token by token
            weights = weights * (eta * excess.view(K, EACH).mean(1)).exp()
            weights = 0.999 * weights / weights.sum() + 0.001 / K
            path.append(weights)
        return (weights * each.view(K, EACH).mean(1)).sum()

    fit(flat(proxy), loss, steps, 0.01)
    return torch.stack(path)


def run(
    eta: Annotated[float, Field(ge=0.01, le=1, description="Step of the weights.")] = 0.05,
    purity: Annotated[float, Field(ge=0, le=1, description="Signal in the noise.")] = 0.05,
    width: Annotated[int, Field(ge=4, le=32, description="Hidden units of the proxy.")] = 12,
    steps: Annotated[int, Field(ge=200, le=600, description="Steps of each run.")] = 350,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Reference, minimax with and without it, and final models on four mixtures."""
    gen = generator(seed, "robust_mixture")
    tables, even = sources(purity, gen), torch.ones(K) / K
    reference = train(tables, even, width, steps, generator(seed, "reference"))
    path = minimax(tables, None if control else reference, width, steps, eta, generator(seed, "m"))
    plain = minimax(tables, None, width, steps, eta, generator(seed, "m")).mean(0)
    mixes = {"DoReMi": path.mean(0), "even": even, "by plain loss": plain}
    entropy, gaps = -(tables * tables.log()).sum(-1).mean(1), {}
    for name, weights in mixes.items():
        final = train(tables, weights, 2 * width, steps, generator(seed, "final"))
        gaps[name] = exact_losses(final, tables) - entropy
    worst = {n: float(g.max()) for n, g in gaps.items()}
    limit, noise = worst["even"], float(mixes["DoReMi"][-1])
    return Outcome(
        checks=(
            below("loss of the worst source", worst["DoReMi"], limit, 0.05 * limit),
            below("weight of the noise", noise, 1 / K, 0.02),
        ),
        curves={
            "Weights over the proxy's run": panel(
                "step",
                "weight",
                *(line(n, range(steps), path[:, i].tolist()) for i, n in enumerate(NAMES)),
            ),
            "Final model": panel(
                "source (easy, medium, rich, rich, noise)",
                "nats above its entropy",
                *(line(n, range(1, K + 1), g.tolist(), "points") for n, g in gaps.items()),
            ),
        },
    )
