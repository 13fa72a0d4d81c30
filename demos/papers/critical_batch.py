"""In: a regression with anisotropic inputs; out: what batches of each size gain in one step.

Idea. A larger batch points more exactly down the hill, and past some size there is nothing left to
gain. That size follows from the gradient's noise, its mean and the curvature.

Formula. With mean gradient G, covariance S of single examples' gradients and Hessian H:
    B_noise = tr(H S) / (G' H G),
    best step  e(B) = e_max / (1 + B_noise / B),       e_max = |G|^2 / (G' H G),
    best gain dL(B) = dL_max / (1 + B_noise / B),     dL_max = |G|^4 / (2 G' H G).
At B = B_noise half of the greatest gain is left. If H is the identity: B_noise = tr(S) / |G|^2.

What the review leaves out: in the identity case it names the sum of variances alone, tr(S). This
has the units of a squared gradient; it falls during training where B_noise rises (second panel),
and its prediction is off by a factor. The run settles it: the squared norm of G belongs there.

Real here: least squares, in which the expansion is exact, batches drawn from the data, gains
measured on the whole data, three training sets of different size. Rival: the identity formula.
Stands in: one layer for a network. Left out: Adam, and the trade of time against examples.

Try: condition 1 makes the identity formula right, and the first check then has nothing to show.
Control: noise is not set against signal: B is tr(S), as the review has it.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from demos.kit.checks import above, below, line
from demos.kit.panels import panel
from demos.kit.seeds import rng
from demos.records import Demo, Outcome

Array = NDArray[np.float64]
WIDTH, DRAWS = 12, 1000
FACTORS = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
SIZES = (1000, 5000, 30000)

DEMO = Demo(
    id="critical_batch",
    papers=("an-empirical-model-of-large-batch-training",),
    title="How large a batch is worth while",
    claim="Gradient covariance, Hessian and mean gradient predict what a batch of any size gains, "
    "and the batch size that pays grows while training goes on.",
    stated_at="review of 02.03.25, fourth and fifth paragraph",
    fidelity="exact",
    stands_in="Least squares with one layer stands in for a network; its Hessian is constant.",
)


class Slope(NamedTuple):
    """Single examples' gradients (n, d), their mean (d,), and the Hessian (d, d)."""

    each: Array
    mean: Array
    hessian: Array


def slope(x: Array, y: Array, w: Array) -> Slope:
    """Of the loss (x w - y)^2 / 2. x (n, d), y (n,), w (d,)."""
    each = (x @ w - y)[:, None] * x
    return Slope(each, each.mean(axis=0), x.T @ x / len(x))


def noise_scale(s: Slope) -> float:
    """B_noise = tr(H S) / (G' H G)."""
    covariance = np.cov(s.each, rowvar=False)
    return float(np.trace(s.hessian @ covariance) / (s.mean @ s.hessian @ s.mean))


def variance(s: Slope) -> float:
    """tr(S), the review's reading; over |G|^2 it is B_noise with the identity for H."""
    return float(s.each.var(axis=0).sum())


def gain(s: Slope, size: int, random: np.random.Generator) -> float:
    """Mean drop of the loss in a step with a batch of `size`, at the best length of step."""
    picks = (random.integers(len(s.each), size=size) for _ in range(DRAWS))
    found = np.stack([s.each[pick].mean(axis=0) for pick in picks])  # (draws, d)
    down = (found @ s.mean).mean()  # the loss is quadratic: drop = e down - e^2 bend / 2
    bend = np.einsum("nd,de,ne->n", found, s.hessian, found).mean()
    return float(down**2 / (2.0 * bend))


def data(size: int, condition: float, noise: float, random: np.random.Generator) -> list[Array]:
    """Inputs (n, d) with a Hessian of the given condition number, and noisy labels (n,)."""
    x = random.normal(size=(size, WIDTH)) * np.geomspace(1.0, condition**-0.5, WIDTH)
    return [x, x @ np.linspace(0.5, 1.5, WIDTH) + noise * random.normal(size=size)]


def run(
    noise: Annotated[float, Field(ge=0.5, le=4, description="Noise of the labels.")] = 2.0,
    condition: Annotated[float, Field(ge=1, le=100, description="Of the Hessian.")] = 30.0,
    steps: Annotated[int, Field(ge=10, le=40, description="Descent steps of training.")] = 20,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Gains of seven batch sizes a quarter of the way on, and B_noise along the training."""
    random = rng(seed, "critical_batch")
    sets = [data(size, condition, noise, random) for size in SIZES]
    w, path = np.zeros(WIDTH), []
    for _ in range(steps + 1):
        path.append([slope(x, y, w) for x, y in sets])
        w = w - 0.2 * path[-1][-1].mean
    here = path[steps // 4][-1]
    wanted = noise_scale(here)
    greatest = float((here.mean @ here.mean) ** 2 / (2 * here.mean @ here.hessian @ here.mean))

    scale = variance if control else noise_scale

    sizes = np.unique(np.maximum(1, np.round(wanted * np.array(FACTORS))).astype(int))
    measured = np.array([gain(here, int(b), random) for b in sizes]) / greatest

    def predicted(critical: float) -> Array:
        return np.asarray(1.0 / (1.0 + critical / sizes))

    def miss(critical: float) -> float:
        return float(np.abs(predicted(critical) / measured - 1.0).max())

    over_time = [[scale(at[i]) for at in path] for i in range(len(SIZES))]
    times, variances = range(steps + 1), [variance(at[-1]) for at in path]
    simple = variance(here) / float(here.mean @ here.mean)
    rise = over_time[-1][-1] / over_time[-1][0]
    return Outcome(
        checks=(
            below("worst relative miss of the gain", miss(scale(here)), miss(simple), 0.1),
            above("batch size at the end over the start", rise, 1.0, 1.0),
        ),
        curves={
            f"Gain of one step (B_noise {wanted:.0f})": panel(
                "batch size",
                "share of the greatest gain",
                line("measured", sizes, measured, "points"),
                line("predicted", sizes, predicted(scale(here))),
                line("identity formula", sizes, predicted(simple), "dashed"),
                log_x=True,
            ),
            "The batch size that pays": panel(
                "step of training",
                "examples",
                *(
                    line(f"{n} examples of data", times, v)
                    for n, v in zip(SIZES, over_time, strict=True)
                ),
                line("tr(S), the review's reading", times, variances, "dashed"),
                log_y=True,
            ),
        },
    )
