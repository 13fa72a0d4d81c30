"""In: frozen embeddings of many classes; out: search by few active parts, sparse and nested.

Idea. Short embeddings make search cheap. Matryoshka training orders the parts of an embedding: its
first k serve as a short one, the same k for every item. Sparse coding maps the frozen embedding to
a wide code, of which each item keeps its own k largest parts; the rest is zero and costs nothing.

Formula. z = relu(W x + b), z_k its k largest parts, x_k = V z_k + c, all for k = 4, 8, 16; n the
code over its norm, T a temperature, and Matryoshka's y = W' x:
    L = sum_k (|x - x_k|^2 + g L_con(z_k)) + L_aux,  in units of |x|^2,
    L_aux = |x - x_16 - V (largest parts among those that no item of the batch keeps)|^2,
    L_con = -mean log [sum_{same class} exp(n_i . n_j / T) / sum_{j != i} exp(n_i . n_j / T)],
    L_nested = sum_k cross-entropy of a classifier on the first k parts of y.
The review does not see why L_aux helps: parts that nobody keeps get no slope from reconstruction;
this term gives them one, from what is still missing.
Real here: both, on the same frozen embeddings, batches and steps; nearest neighbour by cosine among
classes that neither saw in training; the same k parts are stored. Also shown: principal components.
Stands in: drawn embeddings, classes that share sparse concepts, for an image model's. Left out: a
backbone trained along; and that a sparse part needs its index too: against dense codes of twice the
length the gain is small or gone, and at 16 parts principal components are ahead (first panel).
Try: k 2 or 16; pull 0. Control: the first k parts are kept, not the largest.
"""

from collections.abc import Callable
from typing import Annotated

import torch
from pydantic import Field
from torch import Generator, Tensor
from torch.nn.functional import cross_entropy, normalize

from demos.kit.checks import above, line
from demos.kit.nets import weight
from demos.kit.panels import panel
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome

INPUTS, HIDDEN, CONCEPTS, BATCH = 64, 192, 80, 128
CLASSES, SIZES, TEMPERATURE = 60, (2, 4, 8, 16), 0.1
Code = Callable[[Tensor, int], Tensor]  # items (n, INPUTS) and k -> codes with k active parts

DEMO = Demo(
    id="sparse_codes",
    papers=("2503.01776",),
    title="Each item picks its own few parts",
    claim="From frozen embeddings, codes of which each item keeps its own k largest parts find the "
    "right class more often than Matryoshka codes cut to their first k parts, for small k.",
    stated_at="review of 11.03.25, 'Sparse Auto-Encoder' and 'Contrastive Loss'",
    fidelity="proxy",
    stands_in="Drawn embeddings with sparse concepts, which favour them, for a model's.",
)


def embeddings(each: int, concepts: Tensor, noise: float, gen: Generator) -> tuple[Tensor, Tensor]:
    """`each` items of every class: a class is five concepts, which each item weighs anew."""
    picked = torch.rand(CLASSES, CONCEPTS, generator=gen).argsort(1)[:, :5]
    label = torch.arange(CLASSES).repeat_interleave(each)
    amount = 1 + 0.3 * torch.randn(len(label), 5, generator=gen)
    x = (amount[..., None] * concepts[picked[label]]).sum(1)
    return x + noise * torch.randn(x.shape, generator=gen), label


def kept(z: Tensor, k: int, first: bool) -> Tensor:
    """z with all but its k largest parts zero; the first k parts instead if `first`."""
    if first:
        return z * (torch.arange(z.shape[1]) < k)
    return torch.zeros_like(z).scatter(1, *reversed(z.topk(k, dim=1)))


def contrast(z: Tensor, label: Tensor) -> Tensor:
    """L_con over items (n, HIDDEN) that have another of their class beside them."""
    unit, self = normalize(z, dim=1), torch.eye(len(z), dtype=torch.bool)
    alike = (unit @ unit.T / TEMPERATURE).masked_fill(self, -torch.inf)
    same = (label[:, None] == label) & ~self
    logs = alike.masked_fill(~same, -torch.inf).logsumexp(1) - alike.logsumexp(1)
    return -logs[same.any(1)].mean()


def sparse(x: Tensor, label: Tensor, pull: float, steps: int, first: bool, gen: Generator) -> Code:
    """Train the code with several k at once; `first` keeps the first parts."""
    w, v = weight((HIDDEN, INPUTS), gen), weight((INPUTS, HIDDEN), gen)
    b, c = torch.zeros(HIDDEN, requires_grad=True), torch.zeros(INPUTS, requires_grad=True)

    def loss(_: int) -> Tensor:
        pick = torch.randint(len(x), (BATCH,), generator=gen)
        seen, wide = x[pick], x[pick] @ w.T + b
        codes = [kept(wide.relu(), k, first) for k in SIZES[1:]]
        missed = [seen - c - z @ v.T for z in codes]
        dead = kept(wide * (codes[-1] == 0).all(0), SIZES[-1], first)
        missed.append(missed[-1].detach() - dead @ v.T)  # L_aux
        rebuilt = torch.cat(missed).pow(2).mean() * len(missed) / seen.pow(2).mean()
        return rebuilt + pull * torch.stack([contrast(z, label[pick]) for z in codes]).sum()

    fit([w, v, b, c], loss, steps, 0.003)
    return lambda x, k: kept((x @ w.T + b).relu(), k, first)


def nested(x: Tensor, label: Tensor, steps: int, gen: Generator) -> Code:
    """Matryoshka: a linear map whose first k parts are trained to classify, for each k."""
    w = weight((SIZES[-1], INPUTS), gen)
    heads = {k: weight((CLASSES, k), gen) for k in SIZES}

    def loss(_: int) -> Tensor:
        pick = torch.randint(len(x), (BATCH,), generator=gen)
        each = [cross_entropy(x[pick] @ w[:k].T @ h.T, label[pick]) for k, h in heads.items()]
        return torch.stack(each).sum()

    fit([w, *heads.values()], loss, steps, 0.003)
    return lambda x, k: (x @ w.T)[:, :k]


def right(codes: Tensor, label: Tensor) -> float:
    """Share of items whose nearest neighbour is of their class. codes (n, parts)."""
    unit = normalize(codes, dim=1)
    nearest = (unit @ unit.T).fill_diagonal_(-2.0).argmax(1)
    return (label[nearest] == label).double().mean().item()


def run(
    k: Annotated[int, Field(ge=2, le=16, description="Active parts.")] = 4,
    noise: Annotated[float, Field(ge=0.1, le=0.5, description="Of the embeddings.")] = 0.3,
    pull: Annotated[float, Field(ge=0, le=0.5, description="g, of the contrastive term.")] = 0.1,
    steps: Annotated[int, Field(ge=50, le=500, description="Training steps.")] = 250,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train both on one set of classes, search among others."""
    gen = generator(seed, "sparse_codes")
    concepts = normalize(torch.randn(CONCEPTS, INPUTS, generator=gen), dim=1)
    x, label = embeddings(40, concepts, noise, gen)
    other, classes = embeddings(15, concepts, noise, gen)
    turn = torch.linalg.svd(x - x.mean(0), full_matrices=False)[2]
    ways: dict[str, Code] = {
        "sparse": sparse(x, label, pull, steps, control, gen),
        "nested": nested(x, label, steps, gen),
        "principal components": lambda x, k: x @ turn[:k].T,
    }
    sizes = sorted({*SIZES, k})
    with torch.no_grad():
        found = {n: {s: right(code(other, s), classes) for s in sizes} for n, code in ways.items()}
    lines = [line(name, sizes, list(score.values())) for name, score in found.items()]
    whole = line("whole embedding", sizes, [right(other, classes)] * len(sizes), "dashed")
    ours, nest, plain = (score[k] for score in found.values())
    return Outcome(
        checks=(
            above("right with k parts: sparse, nested", ours, nest, 0.1),
            above("right with k parts: sparse, principal components", ours, plain, 0.1),
        ),
        curves={"Nearest neighbour right": panel("parts", "share", *lines, whole, log_x=True)},
    )
