"""In: a fixed diffusion sampler and a verifier; out: quality by how extra computation is spent.

Idea. More denoising steps soon stop helping. The same number of network calls can go into the
choice of the noise from which sampling starts: sample from several, let a verifier score what
comes out, keep the best. Nothing is trained and the number of steps stays as it is.

Formula. B calls of the model for one image, K of them for a sample x(z), z the noise, v verifier:
    steps:       x(z) with B steps,                     one z, nothing is chosen,
    random:      argmax v(x(z_i)),                      B/K fresh noises,
    zero-order:  z <- argmax v over z and z + d n,      4 neighbours in each round, d small,
    paths:       x_t renoised to time t = 0.5 and sampled again, half the calls of a sample.

Real here: the deterministic (DDIM) sampler, three searches, equal calls, a verifier that knows the
target only by 200 points of it, and a metric that no search sees: the true log-density. Stands in:
a Gaussian mixture with its exact score, blurred, for an image model. Left out: prompts; FID.

What the toy adds. A blurred model's samples are too far out; the search brings them back to where
real data are, and from 4 samples on past it, to the peaks: more of the verifier is then less of
the data. The last panel shows that variety falls as well. Starting anew half way (paths) gains
fastest. Try: budget 2; blur 0 (it only seeks peaks). Control: a sample at random is kept.
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from demos.kit.checks import above, below, line
from demos.kit.ddim import denoise, renoise
from demos.kit.density import log_density, points
from demos.kit.gaussians import Mixture
from demos.kit.panels import panel
from demos.kit.seeds import rng
from demos.records import Demo, Outcome, Panel

Array = NDArray[np.float64]
Random = np.random.Generator
IMAGES, DIMENSIONS, MODES, SHOWN, CALLS = 400, 4, 8, 200, 10  # CALLS: of the model for one sample

DEMO = Demo(
    id="noise_search",
    papers=("2501.09732",),
    title="Search for the noise instead of taking more steps",
    claim="With the same number of model calls, choosing among initial noises with a verifier "
    "brings samples nearer to the density of real data than taking more denoising steps.",
    stated_at="review of 13.06.25, third paragraph",
    fidelity="proxy",
    stands_in="A Gaussian mixture with a blurred exact score stands in for an image model, a "
    "density estimate from 200 points for a learned verifier.",
)


class Search:
    """Keeps, for each image, the best noise and sample so far; `blind` keeps any at random."""

    def __init__(self, model: Mixture, verifier: Mixture, blind: bool, gen: Random) -> None:
        self.model, self.verifier, self.blind, self.gen = model, verifier, blind, gen
        self.score = np.full(IMAGES, -np.inf)
        self.z, self.x = np.zeros((2, IMAGES, DIMENSIONS))

    def offer(self, z: Array, start: float = 1.0) -> None:
        """Denoise z (images, d) from `start` and keep what the verifier prefers."""
        x = denoise(z, self.model, start, round(CALLS * start))
        score = self.gen.random(IMAGES) if self.blind else log_density(x, self.verifier)
        better = score > self.score
        self.score, chosen = np.where(better, score, self.score), better[:, None]
        self.z, self.x = np.where(chosen, z, self.z), np.where(chosen, x, self.x)

    def fresh(self) -> Array:
        """New noise for every image."""
        return self.gen.normal(size=(IMAGES, DIMENSIONS))


def by_random(search: Search, budget: int, _: float) -> Array:
    """Best of `budget` noises."""
    for _i in range(budget):
        search.offer(search.fresh())
    return search.x


def by_zero_order(search: Search, budget: int, reach: float) -> Array:
    """Best of the pivot and 4 neighbours, which becomes the pivot."""
    search.offer(search.fresh())
    pivot = search.z
    for i in range(budget - 1):
        pivot = search.z if i % 4 == 0 else pivot
        search.offer((pivot + reach * search.fresh()) / np.sqrt(1 + reach**2))
    return search.x


def by_paths(search: Search, budget: int, _: float) -> Array:
    """Take the best sample half way back into noise and denoise it anew, twice for one sample."""
    search.offer(search.fresh())
    for _i in range(2 * (budget - 1)):
        search.offer(renoise(search.x, 0.5, search.gen), 0.5)
    return search.x


def variety(x: Array, mixture: Mixture) -> float:
    """Effective number of modes that the samples fall on: exp of the entropy of their shares."""
    near = ((x[:, None] - mixture.means) ** 2).sum(-1).argmin(axis=1)
    share = np.bincount(near, minlength=MODES) / len(x)
    return float(np.exp(-(share[share > 0] * np.log(share[share > 0])).sum()))


def run(
    budget: Annotated[int, Field(ge=2, le=32, description="In samples.")] = 16,
    blur: Annotated[float, Field(ge=0, le=0.8, description="Error of the model.")] = 0.4,
    reach: Annotated[float, Field(ge=0.05, le=1, description="d of zero-order.")] = 0.3,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Spend growing budgets in four ways, and score what comes out by the true density."""
    gen = rng(seed, "noise_search")
    means = 1.5 * gen.normal(size=(MODES, DIMENSIONS))
    truth = Mixture(means, np.full(MODES, 0.1), np.ones(MODES))
    model = truth._replace(variances=truth.variances + blur**2)
    verifier = Mixture(points(truth, SHOWN, gen), np.full(SHOWN, 0.1), np.ones(SHOWN))
    budgets = sorted({1, 2, 4, 8, budget})
    starts = gen.normal(size=(len(budgets), IMAGES, DIMENSIONS))
    each = zip(starts, budgets, strict=True)
    found = {"steps": [denoise(z, model, 1.0, CALLS * b) for z, b in each]}
    ways = {"random": by_random, "zero-order": by_zero_order, "paths": by_paths}
    for name, way in ways.items():
        found[name] = [way(Search(model, verifier, control, gen), b, reach) for b in budgets]
    found["real data"] = [points(truth, 4000, gen)] * len(budgets)
    judged, true, kinds = (
        {n: [float(np.mean(of(x, by))) for x in xs] for n, xs in found.items()}
        for of, by in ((log_density, verifier), (log_density, truth), (variety, truth))
    )

    def over_budget(label: str, ys: dict[str, list[float]]) -> Panel:
        lines = (line(n, budgets, y) for n, y in ys.items())
        return panel("budget, in samples", label, *lines, log_x=True)

    at, pair = budgets.index(budget), ("random", "steps")
    searched, steps = (judged[n][at] for n in pair)
    near, far = (abs(true[n][at] - true["real data"][at]) for n in pair)
    return Outcome(
        checks=(
            above("verifier's score, random and steps", searched, steps, 1),
            below("true log-density, off real data: random, steps", near, far, 1),
        ),
        curves={
            "What the verifier sees": over_budget("mean log-density of 200 points", judged),
            "What no search sees": over_budget("mean true log-density", true),
            "Variety": over_budget("effective number of modes", kinds),
        },
    )
