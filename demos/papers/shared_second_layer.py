"""In: a task that two circuits can solve; out: how they help and displace one another in training.

Idea. A small transformer that can take a label from the context first learns to (ICL), and later
drops this for a strategy that knows examples by heart and looks for their label in the context
(CIWL). The thread explains both with one fact: the two share their second layer and differ in the
first. What ICL builds there serves the slower CIWL, which then displaces it.

Formula. y is the target. Two inputs tell it: x_1 = y + noise of variance s (reading the context
misleads now and then) and x_2 = e y (exact, but weak, hence slow). Units h = u x_1 + w x_2 with
first-layer weights u, w, out = c . h, c shared. With the strengths p = c.u and q = e c.w,
    L = (1 - p - q)^2 / 2 + s p^2 / 2,
and descent on u, w, c. The least loss has p = 0, q = 1. Without sharing each input has units and a
second layer of its own, c_1 and c_2; without ICL there is x_2 alone.

Real here: the linear network, descent from small random weights. The thread says that the authors
have a minimal model and does not print it; this one is ours. Stands in: it, for a transformer of
two attention layers; inputs for circuits. Left out: attention, labels, sequences, CIWL's own need
of the context. Cooperation: CIWL is there sooner if the second layer is shared. Competition: it
comes later than with no ICL at all, as the error that would drive it is gone (dashed).
What the toy does not say: that sharing makes ICL pass. Without it ICL emerges and passes too, only
later, as the noise speaks against it. And the thread's dips in the slow mechanism are not seen.
Try: noise 0: ICL stays, since nothing speaks against it. Control: nothing is shared.
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
RATE = 0.05

DEMO = Demo(
    id="shared_second_layer",
    papers=("2503.05631",),
    title="Two circuits that help and displace each other",
    claim="Learning from the context shares its second layer with the slower strategy that later "
    "replaces it: what it builds there makes that one come sooner than with layers of its own.",
    stated_at="thread of 11.03.2025, posts 6 to 8 of 11",
    fidelity="proxy",
    stands_in="A linear network of two layers with a noisy strong and an exact weak input stands "
    "in for the circuits of a transformer; it shows the dynamics of sharing, not attention.",
)


class Course(NamedTuple):
    """Over training: strengths of ICL and CIWL, and the norms of what CIWL is made of. (steps,)."""

    icl: Array
    ciwl: Array
    first: Array
    second: Array


def train(parts: list[Array], weak: float, noise: float, steps: int, shared: bool) -> Course:
    """Descent on L. `parts`: u, w, and c_1, c_2 (units,) each; c_2 is not used if shared."""
    u, w, *seconds = (part.copy() for part in parts)
    seconds = seconds[:1] * 2 if shared else seconds  # shared: one array under two names
    told = []
    for _ in range(steps):
        c_1, c_2 = seconds
        p, q = c_1 @ u, weak * (c_2 @ w)
        told.append((p, q, np.linalg.norm(w), np.linalg.norm(c_2)))
        to_p = 1.0 - p - q - noise * p  # -dL/dp
        to_q = weak * (1.0 - p - q)  # -dL/d(c_2 . w)
        steer = to_p * u, to_q * w
        u, w = u + RATE * to_p * c_1, w + RATE * to_q * c_2
        if shared:
            seconds = [c_1 + RATE * (steer[0] + steer[1])] * 2
        else:
            seconds = [c_1 + RATE * steer[0], c_2 + RATE * steer[1]]
    return Course(*np.array(told).T)


def reached(strength: Array, level: float = 0.5) -> int:
    """The first step at which the strength is above the level; the number of steps if never."""
    over = np.flatnonzero(strength > level)
    return int(over[0]) if len(over) else len(strength)


def run(
    weak: Annotated[float, Field(ge=0.1, le=0.6, description="e, the slow input's size.")] = 0.3,
    noise: Annotated[float, Field(ge=0, le=0.5, description="s, the noise of the context.")] = 0.1,
    units: Annotated[int, Field(ge=2, le=64, description="Hidden units.")] = 16,
    steps: Annotated[int, Field(ge=1000, le=9000, description="Steps of descent.")] = 6000,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train with a shared second layer, with separate ones, and without ICL."""
    random = rng(seed, "shared_second_layer")
    parts = list(0.02 * random.normal(size=(4, units)))
    joint = train(parts, weak, noise, steps, shared=not control)
    apart = train(parts, weak, noise, steps, shared=False)
    alone = train(
        [0 * parts[0], parts[1], 0 * parts[2], parts[3]], weak, noise, steps, shared=False
    )
    peak = int(joint.icl.argmax())
    second, first = (float(part[peak] / part[-1]) for part in (joint.second, joint.first))
    sooner, later = reached(joint.ciwl), reached(apart.ciwl)
    every = slice(0, steps, max(1, steps // 200))
    at = np.arange(steps)[every]

    def curves(course: Course) -> list[Array]:
        return [course.icl[every], course.ciwl[every]]

    names = ("ICL", "CIWL")
    both = [line(f"{n}, shared", at, y) for n, y in zip(names, curves(joint), strict=True)]
    split = [
        line(f"{n}, separate", at, y, "dashed") for n, y in zip(names, curves(apart), strict=True)
    ]
    lone = line("CIWL without ICL", at, alone.ciwl[every], "dashed")
    layers = (line("its first layer", at, joint.first[every]),)
    return Outcome(
        checks=(
            below("step at which CIWL is there: shared, separate", sooner, later, 0.1 * later),
            above("built when ICL peaks: second layer, first layer", second, first, 0.2),
        ),
        curves={
            "Strengths": panel("step", "strength", *both, *split, lone),
            "What CIWL is made of": panel(
                "step", "norm", *layers, line("its second layer", at, joint.second[every])
            ),
        },
    )
