"""In: a pretrained model and a new source; out: what is forgotten with old data mixed in.

Idea. Fine-tuning on a new source makes a model forget the old ones. Mixing a small share of the
old data into the batches holds the loss of the old sources nearly where it was.

Formula. With D fine-tuning examples, N parameters and a share p of pretraining data, the law that
the review describes in words reads    L = L_0 + A D^beta / ((1 + B p) N)^alpha.
At fixed D and N the rise L - L_0 falls as (1 + B p)^-alpha; the dashed line is this law, fitted
to the measured rises over p.

Real here: pretraining on eight bigram sources with one common network, fine-tuning on a ninth,
rises measured exactly on all old sources; one more run takes its old examples from a pool of a few
hundred, as the paper finds a small pool enough. The new loss barely moves (second panel).
Stands in: bigram sources for web text. Left out: the law over N and D, and the 12 domains.

What the toy says: old data works, and a pool of 300 keeps most of what fresh ones do (in this run
they are read less than twice; a pool of 20 can do harm), but one percent of it stops only
about a third of the forgetting; three to ten percent are needed to stop most. A batch of 200 then
holds two old examples for 96 rows of transitions; a language model's batch of a million tokens
holds ten thousand, and what they say of one old text helps with many others. So the share of one
percent is a matter of scale. The form of the law fits here too.
Try: a larger share; a longer fine-tuning. Control: the injected examples come from the new source.
"""

from typing import Annotated

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import Field
from torch import Generator, Tensor
from torch.nn.functional import cross_entropy

from demos.kit.bigrams import draw, exact_losses
from demos.kit.checks import above, below, line
from demos.kit.nets import Layers, flat, mlp, mlp_init
from demos.kit.panels import panel
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome

Array = NDArray[np.float64]
SYMBOLS, OLD, BATCH, WIDTH = 12, 8, 200, 96
SHARES = (0.0, 0.01, 0.03, 0.1)

DEMO = Demo(
    id="pretraining_injection",
    papers=("scaling-laws-for-forgetting-during-finetuning-with-pretraining-data-injection",),
    title="A little old data against forgetting",
    claim="Mixing one percent of pretraining data into fine-tuning halts most of the forgetting, "
    "and a small pool of it is enough.",
    stated_at="review of 19.08.25, second paragraph and 'You Don't Need the Whole Haystack'",
    fidelity="proxy",
    stands_in="Bigram sources and a small network stand in for web text and language models.",
)


def fresh(tensor: Tensor) -> Tensor:
    """A trainable copy."""
    return tensor.detach().clone().requires_grad_()


def finetune(
    model: Layers, tables: Tensor, share: float, pool: int, old: Tensor, steps: int, gen: Generator
) -> Layers:
    """A copy trained on the new source with a share of examples of the sources `old` mixed in.

    With a pool > 0 the old examples are drawn from that many, chosen once.
    """
    copy = [(fresh(w), fresh(b)) for w, b in model]
    kept = draw(tables, old[torch.randint(len(old), (pool or 1,), generator=gen)], gen)

    def loss(_: int) -> Tensor:
        mixed = torch.rand(BATCH, generator=gen) < share
        count = int(mixed.sum())
        inputs, following = draw(tables, torch.full((BATCH - count,), OLD), gen)
        if pool:
            picks = torch.randint(pool, (count,), generator=gen)
            more = kept[0][picks], kept[1][picks]
        else:
            more = draw(tables, old[torch.randint(len(old), (count,), generator=gen)], gen)
        scores = mlp(copy, torch.cat([inputs, more[0]]))
        return cross_entropy(scores, torch.cat([following, more[1]]))

    fit(flat(copy), loss, steps, 0.003)
    return copy


def law(shares: Array, rises: Array, at: Array) -> Array:
    """(1 + B p)^-alpha times the rise at p = 0, fitted in logarithms over a grid of B. (m,)."""
    best, curve = np.inf, at
    drops = np.log(rises / rises[0])
    for b in np.geomspace(1.0, 10000.0, 60):
        logs = np.log1p(b * shares)
        alpha = -float(logs @ drops / (logs @ logs))
        miss = float(((drops + alpha * logs) ** 2).sum())
        if miss < best:
            best, curve = miss, rises[0] * (1.0 + b * at) ** -alpha
    return curve


def run(
    share: Annotated[float, Field(ge=0.002, le=0.1, description="Share of old data.")] = 0.01,
    pool: Annotated[int, Field(ge=20, le=2000, description="Old examples kept.")] = 300,
    steps: Annotated[int, Field(ge=100, le=500, description="Steps of fine-tuning.")] = 250,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Pretrain, fine-tune with each share, measure what is lost and what is learned."""
    gen = generator(seed, "pretraining_injection")
    tables = (1.5 * torch.randn(OLD + 1, SYMBOLS, SYMBOLS, generator=gen)).softmax(-1)
    model = mlp_init((OLD + 1 + SYMBOLS, WIDTH, SYMBOLS), gen)

    def pretrain(_: int) -> Tensor:
        inputs, following = draw(tables, torch.randint(OLD, (BATCH,), generator=gen), gen)
        return cross_entropy(mlp(model, inputs), following)

    fit(flat(model), pretrain, 400, 0.01)
    before = exact_losses(model, tables)[:OLD].mean()
    source = torch.tensor([OLD]) if control else torch.arange(OLD)

    def after(mixed: float, kept: int = 0) -> tuple[float, float]:
        tuned = finetune(model, tables, mixed, kept, source, steps, generator(seed, "tune"))
        losses = exact_losses(tuned, tables)
        return (losses[:OLD].mean() - before).item(), losses[OLD].item()

    shares = sorted({*SHARES, share})
    rises, news = zip(*(after(p) for p in shares), strict=True)
    pooled, _ = after(share, pool)
    none, some = rises[0], rises[shares.index(share)]
    fresh_help = 0.8 * (none - some)
    fine = np.linspace(0.0, shares[-1], 50)
    return Outcome(
        checks=(
            below("rise with old data against half of the rise without", some, 0.5 * none, 0.02),
            above("rise prevented: small pool, 0.8 of fresh", none - pooled, fresh_help, 0.02),
        ),
        curves={
            "What is forgotten": panel(
                "share of old data",
                "rise of the old loss, nats",
                line("measured", shares, rises, "points"),
                line("law", fine, law(np.array(shares), np.array(rises), fine), "dashed"),
                line("small pool", [share], [pooled], "points"),
            ),
            "What is learned": panel(
                "share of old data", "new loss, nats", line("measured", shares, news)
            ),
        },
    )
