"""In: a policy that prefers one strategy, coin-flip rewards; out: whether clipping strengthens it.

Idea. One model trained with rewards drawn at random gained almost as much as with true ones. The
explanation offered is that GRPO's clipped objective is not neutral: it favours what the model does
often anyway, here writing code, which happens to be the better strategy. Without clipping the
random reward should do nothing, and a model without that habit should gain nothing.

Formula. For a group of answers y_i with rewards R_i and ratio w_i = p(y_i) / p_old(y_i),
    maximise mean_i min(w_i A_i, clip(w_i, 1 - e, 1 + e) A_i),   A_i = (R_i - mean R) / std R.
A term has no slope once w_i > 1 + e with A_i > 0, or w_i < 1 - e with A_i < 0. With p = 0.9 the
ratio cannot pass 1.2 at all: an often-used answer is never held back, a rare one is.

Real here: GRPO with groups, several steps on each batch, clipping, on a softmax policy over
strategies, 300 runs at once; the same with true rewards and with rewards for wrong answers.
Stands in: one choice of strategy, each right with a fixed chance, for a language model's answers.
Left out: tokens, and weights shared between questions.

What the toy says. Half of it shows: without clipping the habit wears off towards all strategies
being equal, with clipping it wears off far less (second check). But it does not grow (first
check): single runs drift to one strategy each, and to the favoured one somewhat less often than
it was likely at first. So clipping protects a habit; that it builds one is refuted here, in every
setting tried. What amplifies it in a large model, with tokens and shared weights, is not in here.
Try: prior 0.1; two strategies; clip 0.05. Control: no clipping.
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from demos.kit.bandit import softmax
from demos.kit.checks import above, line
from demos.kit.panels import bars, panel
from demos.kit.seeds import rng
from demos.kit.words import draw
from demos.records import Demo, Outcome

Array = NDArray[np.float64]
RUNS, GROUPS, GROUP, RATE = 300, 2, 8, 0.5
RIGHT_CODE, RIGHT_OTHER = 0.6, 0.3  # how often each strategy is right
REWARDS = ("true", "random", "wrong")

DEMO = Demo(
    id="spurious_rewards",
    papers=("spurious-rewards-rethinking-training-signals-in-rlvr",),
    title="Coin-flip rewards and the clip",
    claim="With random rewards GRPO's clipping makes the strategy that the model already prefers "
    "more frequent; without clipping it does not.",
    stated_at="review of 09.06.25, findings 2 and 4",
    fidelity="proxy",
    stands_in="A softmax policy over a few strategies stands in for a language model; it tests "
    "what the clip does to probabilities, not mathematics.",
)


def advantages(rewards: Array) -> Array:
    """Rewards less their group's mean, over its spread; 0 where all agree. (runs, groups, n)."""
    spread = rewards.std(axis=-1, keepdims=True)
    scaled: Array = (rewards - rewards.mean(axis=-1, keepdims=True)) / np.where(spread, spread, 1)
    return scaled


def slope(logits: Array, old: Array, chosen: Array, gain: Array, clip: float) -> Array:
    """Gradient of the clipped objective. logits (runs, k); chosen (runs, n, k); gain (runs, n)."""
    p = softmax(logits)
    ratio = (chosen * p[:, None]).sum(-1) / (chosen * old[:, None]).sum(-1)  # (runs, n)
    flat = ((gain > 0) & (ratio > 1 + clip)) | ((gain < 0) & (ratio < 1 - clip))
    weight = np.where(flat, 0.0, ratio * gain)
    grad: Array = (weight[..., None] * (chosen - p[:, None])).mean(axis=1)
    return grad


def rewards_of(kind: str, answers: NDArray[np.int64], random: np.random.Generator) -> Array:
    """0 or 1 for each answer (runs, n): true, wrong (the reverse) or a coin flip."""
    if kind == "random":
        return (random.random(answers.shape) < 0.5).astype(float)
    chance = np.where(answers == 0, RIGHT_CODE, RIGHT_OTHER)
    right: Array = (random.random(answers.shape) < chance).astype(float)
    return right if kind == "true" else np.subtract(1.0, right)


def train(
    kind: str, prior: float, strategies: int, clip: float, inner: int, batches: int, seed: int
) -> Array:
    """Mean share of the favoured strategy 0 before each batch and at the end (batches + 1,)."""
    random = rng(seed, f"{kind} {prior}")
    start = np.r_[prior, np.full(strategies - 1, (1 - prior) / (strategies - 1))]
    logits, path = np.repeat(np.log(start)[None], RUNS, axis=0), [prior]
    for _ in range(batches):
        old = softmax(logits)
        answers = draw(old, GROUPS * GROUP, random)
        given = rewards_of(kind, answers, random).reshape(RUNS, GROUPS, GROUP)
        gain = advantages(given).reshape(answers.shape)
        for _ in range(inner):
            logits = logits + RATE * slope(logits, old, np.eye(strategies)[answers], gain, clip)
        path.append(float(softmax(logits)[:, 0].mean()))
    return np.array(path)


def run(
    clip: Annotated[float, Field(ge=0.05, le=0.4, description="Clip range e.")] = 0.2,
    prior: Annotated[float, Field(ge=0.1, le=0.9, description="Share at first.")] = 0.65,
    strategies: Annotated[int, Field(ge=2, le=10, description="Strategies in all.")] = 4,
    inner: Annotated[int, Field(ge=2, le=16, description="Steps on a batch.")] = 8,
    batches: Annotated[int, Field(ge=20, le=200, description="Batches.")] = 100,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train on random rewards with the clip and without, and on other rewards with it."""
    used = np.inf if control else clip
    task = (prior, strategies)
    with_clip = {r: train(r, *task, used, inner, batches, seed) for r in REWARDS}
    without = train("random", *task, np.inf, inner, batches, seed)
    after = float(with_clip["random"][-1])
    ends = {f"{r} rewards": float(path[-1]) for r, path in with_clip.items()}
    steps = range(batches + 1)
    return Outcome(
        checks=(
            above("share of the favoured strategy, after and before", after, prior, 0.05),
            above("share after training, with clip and without", after, without[-1], 0.05),
        ),
        curves={
            "Share of the favoured strategy, random rewards": panel(
                "batch",
                "mean over runs",
                line("with clip", steps, with_clip["random"]),
                line("without", steps, without, "dashed"),
            ),
            "Share after training": bars(
                "reward", "mean over runs", ends | {"random, no clip": float(without[-1])}
            ),
        },
    )
