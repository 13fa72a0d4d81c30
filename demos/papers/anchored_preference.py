"""In: a policy and one preference pair; out: where DPO and anchored losses take both likelihoods.

Idea. DPO looks at one number, the gap between the reward of the preferred answer w and that of
the other, l. It does not say how the gap is to be opened: both likelihoods may rise, or both may
fall. Anchored preference optimisation says it: one loss wants w up and l down, another wants both
down with l further. Which is right depends on whether w is better than what the model writes.

Formula. r_y = b log(p(y) / p_ref(y)), s the logistic function, gap = r_w - r_l. Minimised:
    DPO       -log s(gap)             the gap alone,
    APO-zero  -s(r_w) + s(r_l)        r_w up, r_l down, each anchored at 0,
    APO-down   s(r_w) - s(gap)        r_w down, the gap up.
At the start all r are 0 and DPO and APO-zero move alike; the slope of s, steepest at 0, holds
r_w there afterwards. The review reads "r near 0" as "unlikely under the first model"; it is
"not yet moved from it", as r_y = 0 for every answer when training starts.

Real here: the three losses and their exact gradients, on softmax policies over answers with
feature vectors, so that pushing l down drags w along as far as their features overlap.
Stands in: answers with features for texts, a number for quality. Left out: how pairs are
made (a model that improves an answer a little), and the benchmark scores.

Try: overlap 0 (DPO seldom lowers w); overlap 0.98 (a pair that differs little).
Control: the anchors are taken away, so that all three losses see only the gap.
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from demos.kit.bandit import softmax
from demos.kit.checks import above, below, line
from demos.kit.seeds import rng
from demos.records import Demo, Outcome, Panel

Array = NDArray[np.float64]
PROBLEMS, ANSWERS, FEATURES, RATE = 400, 12, 8, 0.2
LOSSES = ("DPO", "APO-zero", "APO-down")

DEMO = Demo(
    id="anchored_preference",
    papers=("2408.06266",),
    title="The same gap, opened upwards or downwards",
    claim="DPO opens the gap between two answers while the preferred one often becomes less "
    "likely; the anchored losses fix the direction, one up, the other down, and which of them pays "
    "depends on whether that answer is better than what the model writes.",
    stated_at="review of 07.01.25 (2408.06266), main paper ideas, first three paragraphs",
    fidelity="proxy",
    stands_in="Softmax policies over 12 answers with random features stand in for a language "
    "model and its texts; a random number stands in for the quality of an answer.",
)


def logistic(x: Array) -> Array:
    """s(x)."""
    return 1.0 / (1.0 + np.exp(-x))


def slope(x: Array) -> Array:
    """s'(x), largest at 0: the anchor."""
    return logistic(x) * (1.0 - logistic(x))


def pulls(loss: str, r_w: Array, r_l: Array, anchored: bool) -> tuple[Array, Array]:
    """How hard a descent step pushes r_w up and r_l down. All (problems,)."""
    gap = r_w - r_l
    if loss == "DPO":
        return logistic(-gap), logistic(-gap)
    if not anchored:  # s(gap) in place of the anchored terms
        return slope(gap), slope(gap)
    if loss == "APO-zero":
        return slope(r_w), slope(r_l)
    return slope(gap) - slope(r_w), slope(gap)


def train(
    loss: str, features: Array, start: Array, beta: float, steps: int, anchored: bool
) -> tuple[Array, Array]:
    """Gradient descent on each problem's pair (w is answer 0, l is answer 1).

    features (problems, answers, f), start (problems, f). Returns log p after training
    (problems, answers) and the mean change of log p_w and log p_l at each step (steps + 1, 2).
    """
    theta, path = start.copy(), []
    first = np.log(softmax(np.einsum("paf,pf->pa", features, start)))
    for _ in range(steps + 1):
        p = softmax(np.einsum("paf,pf->pa", features, theta))
        moved = np.log(p) - first
        path.append(moved[:, :2].mean(axis=0))
        up, down = pulls(loss, beta * moved[:, 0], beta * moved[:, 1], anchored)
        off = features[:, :2] - np.einsum("pa,paf->pf", p, features)[:, None]  # grad of log p
        theta = theta + RATE * beta * (up[:, None] * off[:, 0] - down[:, None] * off[:, 1])
    return np.log(p), np.array(path)


def problems(overlap: float, random: np.random.Generator) -> tuple[Array, Array, Array]:
    """Features with w and l as alike as `overlap`, first parameters, quality; w above l."""
    features = random.normal(size=(PROBLEMS, ANSWERS, FEATURES))
    features[:, 1] = overlap * features[:, 0] + np.sqrt(1 - overlap**2) * features[:, 1]
    quality = random.normal(size=(PROBLEMS, ANSWERS))
    quality[:, :2] = -np.sort(-quality[:, :2], axis=1)
    return features, 0.3 * random.normal(size=(PROBLEMS, FEATURES)), quality


def run(
    overlap: Annotated[float, Field(ge=0, le=0.98, description="Likeness of the pair.")] = 0.9,
    beta: Annotated[float, Field(ge=0.1, le=2, description="b, the reward's scale.")] = 0.5,
    steps: Annotated[int, Field(ge=50, le=1000, description="Steps of descent.")] = 400,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train the same problems with each loss; follow both likelihoods and the mean quality."""
    features, start, quality = problems(overlap, rng(seed, "anchored_preference"))
    first = softmax(np.einsum("paf,pf->pa", features, start))
    usual = (first * quality).sum(axis=1)  # what the model writes before training
    better = quality[:, 0] > usual  # is w better than that?
    fell, gain, paths = {}, {}, {}
    for loss in LOSSES:
        logs, paths[loss] = train(loss, features, start, beta, steps, not control)
        fell[loss] = float((logs[:, 0] < np.log(first[:, 0])).mean())
        change = (np.exp(logs) * quality).sum(axis=1) - usual
        gain[loss] = (float(change[~better].mean()), float(change[better].mean()))
    zero, down = gain["APO-zero"], gain["APO-down"]
    return Outcome(
        checks=(
            below("share of pairs whose w falls, zero and DPO", fell["APO-zero"], fell["DPO"], 0.1),
            above("share of pairs whose w falls, down and DPO", fell["APO-down"], fell["DPO"], 0.2),
            above("quality gained where w is better, zero and down", zero[1], down[1], 0.1),
            above("quality gained where w is worse, down and zero", down[0], zero[0], 0.1),
        ),
        curves={
            "Mean path of the two likelihoods": Panel(
                x_label="change of log p(w)",
                y_label="change of log p(l)",
                lines=tuple(line(n, p[:, 0], p[:, 1]) for n, p in paths.items()),
            ),
            "Mean quality of what is written, after less before": Panel(
                x_label="0: w worse than the model, 1: w better",
                y_label="gain",
                lines=tuple(line(n, (0, 1), g, "points") for n, g in gain.items()),
            ),
        },
    )
