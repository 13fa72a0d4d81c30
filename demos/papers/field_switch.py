"""In: points on a spiral; out: where the field that makes them from noise points, as time passes.

Idea. A model that makes images from noise predicts a field: an arrow at every place, for every
time. Early, when a place could have come from any image, the arrow points to the middle of them
all. Later there is a time past which it points to one small region. The stream tells it of a video
in which each point of a flat spiral is an image.

Formula. Noise x_0 ~ N(0, I) at t = 0, data x_1 at t = 1, x_t = (1 - t) x_0 + t x_1. The field
that flow matching learns has a closed form for given data points c_i:
    v(x, t) = (m(x, t) - x) / (1 - t),  m = sum_i w_i c_i,  w_i ~ exp(-|x - t c_i|^2 / 2 (1-t)^2),
the mean of the points that may have led to x. Euler steps along v turn noise into samples. Measured
on the way: the cosine of v with the direction to the centre of the data, and exp(entropy of w),
the number of points that the arrow still aims at.

Real here: the exact field, nothing is trained; so it leads back to the given points themselves,
where a trained model would fill the curve. Stands in: a spiral in the plane, as in the video, for
images. Left out: text prompts, and noise added while sampling.
The stream gives the switch as 0.4 once and as 0.5 to 0.6 once. The dashed line of the first panel
is where the cosine passes one half: 0.4 at size 2, but 0.7 at size 1 and 0.2 at size 4. It is no
constant: data spread wide against the noise are told apart sooner.

Try: size; few points. Control: the field forgets the time and stays that of the start.
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
PATHS, STEPS = 300, 50
EARLY, LATE = 0.2, 0.7

DEMO = Demo(
    id="field_switch",
    papers=("how-do-ai-videos-actually-work",),
    title="First to the middle, then to one place",
    claim="The field that leads noise to data points to the centre of the data at first, and past "
    "a threshold to a small region of them; that it changes with time is what makes samples.",
    stated_at="stream in document 004, lines 643 to 659: the field and its switch at 0.4",
    fidelity="exact",
    stands_in="A spiral in the plane stands in for images, as in the video.",
)


def spiral(count: int, size: float, random: np.random.Generator) -> Array:
    """Points (count, 2) evenly along a spiral of two turns, a little off it; radius up to size."""
    turn = 4 * np.pi * np.sqrt(random.uniform(0.05, 1.0, size=count))
    points: Array = size * (turn / (4 * np.pi))[:, None] * np.c_[np.cos(turn), np.sin(turn)]
    return points + 0.01 * size * random.normal(size=(count, 2))


def shares(x: Array, t: float, data: Array) -> Array:
    """w: how probably each data point (k, 2) led to each place x (n, 2) at time t. (n, k)."""
    logs = -((x[:, None] - t * data) ** 2).sum(-1) / (2 * (1 - t) ** 2)
    w: Array = np.exp(logs - logs.max(axis=1, keepdims=True))
    w /= w.sum(axis=1, keepdims=True)
    return w


def field(x: Array, t: float, data: Array) -> Array:
    """v(x, t) = (m(x, t) - x) / (1 - t). (n, 2) -> (n, 2)."""
    return (shares(x, t, data) @ data - x) / (1 - t)


def to_centre(v: Array, x: Array, centre: Array) -> float:
    """Mean cosine between arrows v and the directions from x to the centre."""
    way = centre - x
    size = np.linalg.norm(v, axis=1) * np.linalg.norm(way, axis=1)
    return float(((v * way).sum(axis=1) / np.maximum(size, 1e-12)).mean())


def aimed_at(x: Array, t: float, data: Array) -> float:
    """Mean over places of exp(entropy of w): how many points the arrow aims at."""
    w = shares(x, t, data)
    return float(np.exp(-(w * np.log(np.maximum(w, 1e-300))).sum(axis=1)).mean())


def misses(x: Array, data: Array) -> float:
    """Mean distance from x to the nearest data point."""
    return float(np.sqrt(((x[:, None] - data) ** 2).sum(-1).min(axis=1)).mean())


def crossing(times: Array, cosines: list[float], level: float = 0.5) -> float:
    """The first time at which the cosine is below the level; 1 if it never is."""
    under = np.flatnonzero(np.array(cosines) < level)
    return float(times[under[0]]) if len(under) else 1.0


def run(
    count: Annotated[int, Field(ge=50, le=600, description="Data points.")] = 300,
    size: Annotated[float, Field(ge=1, le=4, description="Radius over the noise's.")] = 2.0,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Follow paths from noise to data, and look at the field along them."""
    random = rng(seed, "field_switch")
    data = spiral(count, size, random)
    centre, x = data.mean(axis=0), random.normal(size=(PATHS, 2))
    times = np.arange(STEPS) / STEPS
    cosines, numbers, middle = [], [], misses(np.repeat(centre[None], PATHS, 0), data)
    tracks = [x]
    for t in times:
        seen = 0.0 if control else float(t)  # the control's field knows no time but the first
        v = field(x, seen, data)
        cosines.append(to_centre(v, x, centre))
        numbers.append(aimed_at(x, seen, data))
        x = x + v / STEPS
        tracks.append(x)
    early, late = (round(t * STEPS) for t in (EARLY, LATE))
    switch = crossing(times, cosines)
    shown = np.stack(tracks)[:, :6].transpose(1, 2, 0)  # (paths, 2, times)
    ways = [line(f"path {i + 1}", x_i, y_i) for i, (x_i, y_i) in enumerate(shown)]
    spots = line("data", data[:, 0], data[:, 1], "points")
    return Outcome(
        checks=(
            above("cosine to the centre: early, late", cosines[early], cosines[late], 0.5),
            below(
                "points aimed at, late and early", numbers[late], numbers[early], numbers[early] / 2
            ),
            below("distance to the data: samples, centre", misses(x, data), middle, middle / 2),
        ),
        curves={
            "Does the arrow point to the centre?": panel(
                "t",
                "cosine",
                line("along the paths", times, cosines),
                line("passes one half", [switch, switch], [min(cosines), 1.0], "dashed"),
            ),
            "How many points it aims at": panel("t", "points", line("mean", times, numbers)),
            "Paths": panel("x", "y", spots, *ways),
        },
    )
