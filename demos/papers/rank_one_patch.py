"""In: a random transformer block and a prompt; out: whether a rank-1 patch replaces the prompt.

Idea. A frozen block answers differently when a context C stands before the query x. The paper
says that this is the same as changing its weights for one moment: the context is folded into a
rank-1 change of the first matrix W of the MLP, and the block is then given x alone.

Formula (theorem 2.2). Let A(x) and A(C, x) be what attention gives at the query without and with
context, and dA = A(C, x) - A(x). Then  M_W(A(C, x)) = M_{W + dW}(A(x))  with
    dW = (W dA) A(x)^T / |A(x)|^2.
Proposition 3.1: with A_i = A(c_1..c_i, x), tokens fed one at a time give steps of online descent,
W_i = W_{i-1} - h grad L_i,  h = 1/|A(x)|^2,  L_i(W) = trace(D_i^T W),
D_i = W_0 (A_{i-1} - A_i) A(x)^T.

Real here: softmax attention with its own skip, a two-layer MLP, the patch, the online steps, all
in double precision. Stands in: weights are random, not trained; the identity does not care.
Left out: later tokens and deeper stacks, which the theorem does not cover either.

Try: skip = 1 puts the skip around the MLP back, which the theorem excludes, and the patch fails.
More context makes the steps smaller. Control: the patch keeps its size and its rank, but is
projected with a random direction instead of the query's.
"""

from itertools import pairwise
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from demos.kit.checks import below, line
from demos.kit.seeds import rng
from demos.records import Demo, Outcome, Panel

Array = NDArray[np.float64]

DEMO = Demo(
    id="rank_one_patch",
    papers=("2507.16003",),
    title="A prompt as a rank-1 change of one weight matrix",
    claim="For one block without a skip around its MLP, the output with a prompt equals the output "
    "of the query alone under a rank-1 patch of the frozen weights that follow attention.",
    stated_at="repost of 25.07.25, 'How the Patch Works' and 'Hidden Gradient Descent'",
    fidelity="exact",
    stands_in="Random weights and random prompts instead of a trained model and linear-map tasks.",
)


def attend(context: Array, x: Array, q: Array, k: Array, v: Array) -> Array:
    """A(C, x): attention with its skip at the query. context (n, d), x (d,) -> (d,)."""
    tokens = np.vstack([context, x])  # (n + 1, d)
    scores = tokens @ k.T @ (q @ x) / np.sqrt(len(x))  # (n + 1,)
    shares = np.exp(scores - scores.max())
    mixed: Array = x + v @ (tokens.T @ (shares / shares.sum()))
    return mixed


def block(w: Array, z: Array, second: Array, skip: float) -> Array:
    """M_W(z) = W' tanh(W z) + skip z; the theorem needs skip = 0."""
    return second @ np.tanh(w @ z) + skip * z


def patch(w: Array, change: Array, query: Array) -> Array:
    """Theorem 2.2: dW = (W dA) a^T / |a|^2 for a change dA and the query's representation a."""
    return np.outer(w @ change, query) / (query @ query)


def descend(w0: Array, path: list[Array], query: Array) -> tuple[Array, list[float]]:
    """Proposition 3.1: one gradient step for each token. path: A_0 .. A_n. Returns W_n, sizes."""
    w, sizes = w0.copy(), []
    for before, after in pairwise(path):
        gradient = np.outer(w0 @ (before - after), query)  # of trace(D_i^T W)
        step = -gradient / (query @ query)
        sizes.append(float(np.linalg.norm(step)))
        w = w + step
    return w, sizes


def run(
    tokens: Annotated[int, Field(ge=4, le=200, description="Context tokens.")] = 50,
    width: Annotated[int, Field(ge=4, le=128, description="Width of the stream.")] = 32,
    skip: Annotated[float, Field(ge=0, le=1, description="Strength of the MLP's skip.")] = 0.0,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Twenty blocks and prompts: distance between prompted output and patched output."""
    random = rng(seed, "rank_one_patch")
    patched, online, noise, norms = [], [], [], []
    for _ in range(20):
        q, k, v = (random.normal(0, width**-0.5, (width, width)) for _ in range(3))
        w = random.normal(0, width**-0.5, (4 * width, width))
        second = random.normal(0, 1, (width, 4 * width))
        context, x = random.normal(size=(tokens, width)), random.normal(size=width)
        path = [attend(context[:i], x, q, k, v) for i in range(tokens + 1)]
        bare, full = path[0], path[-1]

        stray = random.normal(size=width)
        stray *= np.linalg.norm(bare) / np.linalg.norm(stray)
        direction = stray if control else bare
        target = block(w, full, second, skip)  # the prompt, weights untouched

        def miss(changed: Array, goal: Array = target, z: Array = bare, m: Array = second) -> float:
            return float(np.abs(block(changed, z, m, skip) - goal).max())

        patched.append(miss(w + patch(w, full - bare, direction)))
        stepped, sizes = descend(w, path, direction)
        online.append(miss(stepped))
        noise.append(miss(w + patch(w, full - bare, stray)))
        norms.append(sizes)

    baseline = float(np.median(noise))
    numbers = np.arange(1, len(norms) + 1)
    floor = np.finfo(np.float64).tiny
    return Outcome(
        checks=(
            below("one patch: worst error", max(patched), 1e-6 * baseline, 0.0),
            below("token by token: worst error", max(online), 1e-6 * baseline, 0.0),
        ),
        curves={
            "Distance to the prompted output": Panel(
                x_label="block and prompt",
                y_label="largest error of an output",
                log_y=True,
                lines=(
                    line("the patch", numbers, np.maximum(patched, floor), "points"),
                    line("token by token", numbers, np.maximum(online, floor), "points"),
                    line("random rank-1, same size", numbers, noise, "points"),
                ),
            ),
            "What each further token changes": Panel(
                x_label="context token",
                y_label="norm of its step (mean)",
                log_y=True,
                lines=(line("step", np.arange(1, tokens + 1), np.mean(norms, axis=0)),),
            ),
        },
    )
