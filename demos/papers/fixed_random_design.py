"""In: random regression problems; out: errors at the training inputs against fresh inputs.

Idea. Textbooks measure error at the training inputs with labels drawn anew (fixed design); machine
learning measures it at fresh inputs (random design). The note shows that this, and no new law of
statistics, is what double descent and a bias that falls with more averaging come from.

Formula. ERR_fixed = E (1/n) sum_i (y~_i - f(x_i))^2,  ERR_random = E (y_0 - f(x_0))^2.
For k-NN with weights w the bias at x_0 is a sum of two parts:
    [f*(x_0) - f*(sum_i w_i x_i)]  neighbour matching  +  [f*(sum_i w_i x_i) - sum_i w_i f*(x_i)].
At a training input and k = 1 both are zero; at a fresh input the first one never is.

What the review contradicts itself in: it gives the fixed-design error of an interpolator as
2 sigma^2 in one place and sigma^2 in another, and says that its variance is zero. The run says
2 sigma^2: sigma^2 from the training labels it has copied, sigma^2 from the new ones. Its bias is
zero, its variance is sigma^2. The dashed lines of the first picture are the two candidates.

Real here: everything; least-norm regression on the first p of 4n features, and k-NN on a smooth
function. Stands in: nothing. Left out: forests and networks and their measure of complexity.

Try: in one dimension k = 1 has the least bias, in six k = 4; more noise raises the peak at p = n.
Control: the "fresh" inputs are the training inputs, so that only the labels are new.
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from demos.kit.checks import above, below, line
from demos.kit.panels import panel
from demos.kit.seeds import rng
from demos.records import Demo, Outcome

Array = NDArray[np.float64]
SHARES = (0.1, 0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0)  # p / n
NEIGHBOURS = (1, 2, 3, 4, 6, 8, 12, 16)
REPEATS = 40

DEMO = Demo(
    id="fixed_random_design",
    papers=(
        "classical-statistical-in-sample-intuitions-don-t-generalize-well-a-note-on-bias-"
        "variance-tradeoffs-overfitting-and-moving-from-fixed-to-random-designs",
    ),
    title="Double descent comes from where the error is measured",
    claim="Least-norm regression peaks at as many features as examples, and averaging a few "
    "neighbours lowers bias, only when the inputs of the test are fresh.",
    stated_at="review of 31.01.25, 'Double Descent Phenomenon' and 'New Behavior in Random Design'",
    fidelity="exact",
    stands_in="Nothing: linear regression and nearest neighbours on drawn data, as in the note.",
)


def least_norm(x: Array, y: Array, at: Array) -> Array:
    """Predictions of the least-norm least-squares fit. x (n, p), y (n,), at (m, p) -> (m,)."""
    predicted: Array = at @ (np.linalg.pinv(x) @ y)
    return predicted


def smooth(x: Array) -> Array:
    """The true function of the k-NN problem. (..., d) -> (...)."""
    value: Array = np.sin(3.0 * x).mean(axis=-1) + (x**2).mean(axis=-1)
    return value


def bias_parts(x: Array, at: Array, k: int) -> tuple[Array, Array]:
    """Neighbour-matching and averaging bias of k-NN. x (n, d), at (m, d) -> two (m,)."""
    apart = ((at[:, None, :] - x) ** 2).sum(-1)  # (m, n)
    near = x[np.argsort(apart, axis=1, kind="stable")[:, :k]]  # (m, k, d), weights 1/k
    middle = smooth(near.mean(axis=1))
    return smooth(at) - middle, middle - smooth(near).mean(axis=1)


def regression_errors(
    n: int, noise: float, control: bool, random: np.random.Generator
) -> tuple[list[float], list[float]]:
    """Median over draws of both errors at each p = share * n."""
    fixed, fresh = np.empty((REPEATS, len(SHARES))), np.empty((REPEATS, len(SHARES)))
    for row in range(REPEATS):
        weights = random.normal(size=4 * n) / np.sqrt(4 * n)
        x, x_new = random.normal(size=(n, 4 * n)), random.normal(size=(50 * n, 4 * n))
        if control:
            x_new = np.tile(x, (50, 1))
        y, y_new = (z @ weights + noise * random.normal(size=len(z)) for z in (x, x_new))
        again = np.tile(x @ weights, 50) + noise * random.normal(size=50 * n)
        for column, share in enumerate(SHARES):
            p = round(share * n)
            inside = np.tile(least_norm(x[:, :p], y, x[:, :p]), 50)
            outside = least_norm(x[:, :p], y, x_new[:, :p])
            fixed[row, column] = ((again - inside) ** 2).mean()
            fresh[row, column] = ((y_new - outside) ** 2).mean()
    return np.median(fixed, axis=0).tolist(), np.median(fresh, axis=0).tolist()


def run(
    n: Annotated[int, Field(ge=20, le=60, description="Examples of the regression.")] = 30,
    noise: Annotated[float, Field(ge=0.2, le=3, description="Sigma of the labels.")] = 1.0,
    dimensions: Annotated[int, Field(ge=1, le=6, description="Inputs of the k-NN.")] = 2,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Both errors while p passes n, and the parts of the k-NN bias while k grows."""
    random = rng(seed, "fixed_random_design")
    fixed, fresh = regression_errors(n, noise, control, random)

    parts = np.zeros((3, len(NEIGHBOURS)))  # matching, averaging, whole: mean squares
    inside = np.zeros(len(NEIGHBOURS))
    for _ in range(REPEATS):
        x, x_new = (
            random.uniform(-1, 1, (100, dimensions)),
            random.uniform(-1, 1, (200, dimensions)),
        )
        if control:
            x_new = x
        for column, k in enumerate(NEIGHBOURS):
            match, average = bias_parts(x, x_new, k)
            squares = [(b**2).mean() for b in (match, average, match + average)]
            parts[:, column] += np.array(squares) / REPEATS
            inside[column] += (np.add(*bias_parts(x, x, k)) ** 2).mean() / REPEATS

    peak, end = SHARES.index(1.0), len(SHARES) - 1
    ratio = fresh[peak] / fresh[end]
    return Outcome(
        checks=(
            above("error at p = n over p = 4n, fresh", ratio, fixed[peak] / fixed[end], 2.0),
            below("k-NN bias^2, best k > 1", parts[2, 1:].min(), parts[2, 0], 0.1 * parts[2, 0]),
        ),
        curves={
            "Error while features pass examples": panel(
                "features over examples",
                "squared error (median)",
                line("fresh inputs", SHARES, fresh),
                line("training inputs, new labels", SHARES, fixed),
                line("2 sigma^2", SHARES, [2 * noise**2] * len(SHARES), "dashed"),
                line("sigma^2", SHARES, [noise**2] * len(SHARES), "dashed"),
                log_y=True,
            ),
            "Squared bias of k-NN": panel(
                "neighbours k",
                "mean square",
                line("fresh inputs", NEIGHBOURS, parts[2]),
                line("of it matching", NEIGHBOURS, parts[0], "dashed"),
                line("of it averaging", NEIGHBOURS, parts[1], "dashed"),
                line("training inputs", NEIGHBOURS, inside),
            ),
        },
    )
