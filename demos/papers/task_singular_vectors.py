"""In: models fine-tuned from one base; out: how well one merged model does all their tasks.

Idea. Adding up the weight changes of several fine-tuned models makes them disturb one another. Each
change needs only a few singular vectors; making those of all tasks orthogonal removes most of it.

Formula. For each layer and task i:  Delta_i = U_i S_i V_i^T, cut to r = rank / T vectors. With
U = [U_1 .. U_T] and V = [V_1 .. V_T], whitening is U_w = U (U^T U)^(-1/2), which the SVD
U = P D Q^T gives as P Q^T. The merged change is  a U_w diag(S_1 .. S_T) V_w^T.
Interference of a layer: the mean overlap |u^T u'| of vectors that belong to different tasks;
after whitening it is 0 whatever the tasks, so that it is shown and not checked.

Real here: all of it, layer by layer, on a trunk of three layers that is fine-tuned on each task in
turn. Rivals: the average of the changes, their sum with the best scale a of a grid, and the cut
without whitening with its best scale. All scales are chosen on separate points, TSV's too.
Stands in: classes of point clouds with fixed random read-outs for image tasks with CLIP's heads.
Left out: the compression of single tasks, and read-outs that are trained.
The review speaks of the pseudoinverse; by the SVD no inverse of (U^T U)^(1/2) is needed.
Try: two tasks hardly disturb one another; eight do. Control: vectors are cut, not whitened.
"""

from functools import partial
from typing import Annotated

import numpy as np
import torch
from pydantic import Field
from torch import Tensor
from torch.nn.functional import cross_entropy

from demos.kit.checks import above, line
from demos.kit.nets import mlp, weight
from demos.kit.panels import bars, panel
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome

INPUTS, WIDTH, CLASSES, CLOUDS, BATCH = 32, 64, 6, 12, 64
SCALES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 1.5)
Trunk = list[Tensor]

DEMO = Demo(
    id="task_singular_vectors",
    papers=("2412.00081",),
    title="Merging models with whitened singular vectors",
    claim="A merge of fine-tuned models whose few top singular vectors are made orthogonal across "
    "tasks does the tasks better than averaged or summed changes.",
    stated_at="review of 05.06.25, 'What's the approach?'",
    fidelity="proxy",
    stands_in="A small network on point clouds stands in for vision models on image tasks.",
)


def cut(changes: list[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """U (out, T r), S (T r,), V (T r, in) of the top r = rank / T singular vectors of each."""
    r = min(changes[0].shape) // len(changes)
    parts = [torch.linalg.svd(change, full_matrices=False) for change in changes]
    u, s, v = zip(*((u[:, :r], s[:r], v[:r]) for u, s, v in parts), strict=True)
    return torch.cat(u, 1), torch.cat(s), torch.cat(v)


def whitened(vectors: Tensor) -> Tensor:
    """The nearest matrix with orthonormal columns (or rows): P Q^T of the SVD."""
    p, _, q = torch.linalg.svd(vectors, full_matrices=False)
    return torch.matmul(p, q)


def merged(changes: list[Tensor], whiten: bool) -> Tensor:
    """The merged change of one layer, before its scale."""
    u, s, v = cut(changes)
    if whiten:
        u, v = whitened(u), whitened(v)
    return (u * s) @ v


def overlap(vectors: Tensor, tasks: int) -> float:
    """Mean |u^T u'| over columns that belong to different tasks."""
    task = torch.arange(tasks).repeat_interleave(vectors.shape[1] // tasks)
    return (vectors.T @ vectors).abs()[task[:, None] != task].mean().item()


def run(
    tasks: Annotated[int, Field(ge=2, le=8, description="Models to merge.")] = 6,
    steps: Annotated[int, Field(ge=40, le=160, description="Of each fine-tuning.")] = 80,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train a base on all tasks briefly, fine-tune a copy on each, merge in four ways."""
    gen = generator(seed, "task_singular_vectors")
    centres = 1.2 * torch.randn(tasks, CLOUDS, INPUTS, generator=gen)
    heads = 2.0 * WIDTH**-0.5 * torch.randn(tasks, CLASSES, WIDTH, generator=gen)

    def points(task: int, count: int) -> tuple[Tensor, Tensor]:
        cloud = torch.randint(CLOUDS, (count,), generator=gen)
        noise = torch.randn(count, INPUTS, generator=gen)
        return centres[task, cloud] + noise, cloud % CLASSES

    def scores(trunk: Trunk, task: int, x: Tensor) -> Tensor:
        x = mlp([(w, torch.zeros(())) for w in trunk], x).relu()
        return torch.matmul(x, heads[task].T)

    def loss(trunk: Trunk, task: int) -> Tensor:
        x, y = points(task, BATCH)
        return cross_entropy(scores(trunk, task, x), y)

    shapes = ((WIDTH, INPUTS), (WIDTH, WIDTH), (WIDTH, WIDTH))
    base = [weight(shape, gen, (2 / shape[1]) ** 0.5) for shape in shapes]
    fit(base, lambda _: torch.stack([loss(base, t) for t in range(tasks)]).mean(), 60, 0.001)
    base = [w.detach() for w in base]
    tuned = []
    for task in range(tasks):
        own = [w.clone().requires_grad_() for w in base]
        fit(own, partial(lambda own, task, _: loss(own, task), own, task), steps, 0.003)
        tuned.append([w.detach() for w in own])
    choose, test = ([points(t, 800) for t in range(tasks)] for _ in range(2))

    def right(trunk: Trunk, sets: list[tuple[Tensor, Tensor]]) -> float:
        hits = [(scores(trunk, t, x).argmax(1) == y).float() for t, (x, y) in enumerate(sets)]
        return torch.cat(hits).mean().item()

    changes = [[own[layer] - w for own in tuned] for layer, w in enumerate(base)]
    ways = {
        "sum": [torch.stack(c).sum(0) for c in changes],
        "cut": [merged(c, False) for c in changes],
        "TSV": [merged(c, not control) for c in changes],
    }

    def at(name: str, scale: float) -> Trunk:
        return [w + scale * change for w, change in zip(base, ways[name], strict=True)]

    curves, seen = ({n: [right(at(n, a), d) for a in SCALES] for n in ways} for d in (test, choose))
    best = {n: SCALES[int(np.argmax(y))] for n, y in seen.items()}
    found = {n: curves[n][SCALES.index(best[n])] for n in ways}
    found["average"] = right(at("sum", 1 / tasks), test)
    rival = max(found[n] for n in ("sum", "cut", "average"))
    crossed = {f"layer {i}": overlap(cut(c)[0], tasks) for i, c in enumerate(changes, 1)}
    return Outcome(
        checks=(above("tasks right, TSV against the best rival", found["TSV"], rival, 0.03),),
        curves={
            "Right on all tasks": panel(
                "scale of the change",
                "share",
                *(line(f"{n}, chosen {best[n]:g}", SCALES, y) for n, y in curves.items()),
            ),
            "Overlap before whitening": bars("layer", "mean |u . u'|", crossed),
            "At the chosen scale": bars("merge", "share", {"base": right(base, test), **found}),
        },
    )
