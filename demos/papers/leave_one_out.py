"""In: k samples and their rewards; out: how well estimators of the gradient point and learn.

Idea. In alignment the reward is given to the whole response, and the policy starts from a good
model. Then a response is one action of a bandit, and plain REINFORCE will do, without clipping,
value functions or token-level credit. What it needs is a baseline, and the other samples for the
same prompt are one. RAFT imitates the best of the k samples and throws the others away.

Formula. With k responses y_i, rewards R_i, and g_i = grad log p(y_i):
    RLOO       (1/k) sum_i (R_i - (1/(k-1)) sum_{j != i} R_j) g_i        unbiased,
    RAFT       g of the response with the largest R,
    REINFORCE  (1/k) sum_i (R_i - b) g_i,   b the mean reward so far.
A KL penalty is part of the reward: R - kl log(p(y) / p_start(y)).

Real here: a policy over 4 tokens in turn, all 256 responses enumerated, so the exact gradient is
known; the same samples for all; a learning rate tuned for each way and task on runs of its own.
Stands in: a random table for the reward model. Left out: PPO, hence the claim on its lambda.

What the toy says. The gradient is better and the penalty is met better, each time. Noisy rewards
alone are the unstable check: with a tuned rate the best of four by a noisy reward is still a good
guess, and all ways end near the top. REINFORCE with a running mean is a match for RLOO: on one
prompt a constant baseline is enough. Its b is 0 where single gradients are compared.
Try: noise 0; a KL weight of 0.5; k = 2. Control: no baseline, each reward as it is.
"""

from collections.abc import Callable
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from demos.kit.checks import above, line
from demos.kit.panels import panel
from demos.kit.seeds import rng
from demos.kit.words import all_words, along, draw, log_p, pair_counts
from demos.records import Demo, Outcome

Array = NDArray[np.float64]
Random = np.random.Generator
Task = tuple[int, float, float, int]  # k, noise of the reward, KL weight, updates
NOISY = "noisy rewards"
Weigher = Callable[[Array, Array], Array]  # from rewards (n, k) and b to weights of g (n, k)
TOKENS, LENGTH, MEAN, RUNS = 4, 4, 3.0, 40
RATES = (0.3, 1.0, 3.0, 10.0)
COUNT = pair_counts(all_words(TOKENS, LENGTH), TOKENS)  # (256, before, token)

DEMO = Demo(
    id="leave_one_out",
    papers=("2402.14740",),
    title="The other samples are the baseline",
    claim="Whole responses as single actions, with the mean of the other samples as baseline, "
    "give a better gradient than imitating the best sample, and withstand noisy rewards better.",
    stated_at="review of 24.01.25, practical efficiency, robustness, multi-sample baselines",
    fidelity="proxy",
    stands_in="A table policy over 256 responses and a random reward table stand in for a language "
    "model and a reward model.",
)


def rloo(rewards: Array, _: Array) -> Array:
    """Each reward less the mean of the others, over k."""
    k = rewards.shape[1]
    others = (rewards.sum(1, keepdims=True) - rewards) / (k - 1)
    weights: Array = (rewards - others) / k
    return weights


def raft(rewards: Array, _: Array) -> Array:
    """One for the best, nothing for the others."""
    weights: Array = (rewards == rewards.max(1, keepdims=True)).astype(float)
    return weights


def reinforce(rewards: Array, b: Array) -> Array:
    """Each reward less a baseline b (n,) given from outside, over k."""
    weights: Array = (rewards - b[:, None]) / rewards.shape[1]
    return weights


def without_baseline(rewards: Array, b: Array) -> Array:
    """Each reward as it is, over k."""
    return reinforce(rewards, 0.0 * b)


def estimate(
    weigh: Weigher, table: Array, scores: Array, b: Array, task: Task, gen: Random
) -> tuple[Array, Array]:
    """One gradient from k samples for each table, and the rewards (n, k) that it saw."""
    k, noise = task[:2]
    drawn = draw(np.exp(log_p(table, COUNT)), k, gen)
    seen = np.take_along_axis(scores, drawn, 1) + noise * gen.normal(size=drawn.shape)
    weights = np.zeros((len(table), len(COUNT)))
    np.add.at(weights, (np.arange(len(table))[:, None], drawn), weigh(seen, b))
    return along(table, weights, COUNT), seen


def train(
    weigh: Weigher, rate: float, start: Array, truth: Array, task: Task, gen: Random
) -> list[float]:
    """Mean true reward, less the KL penalty, before each of `updates` updates, over RUNS runs."""
    kl, updates = task[2:]
    table, b, path = np.repeat(start[None], RUNS, 0), np.zeros(RUNS), []
    for step in range(updates):
        logs = log_p(table, COUNT)
        scores = truth - kl * (logs - log_p(start[None], COUNT))  # the penalised reward
        path.append(float((np.exp(logs) * scores).sum(1).mean()))
        grad, seen = estimate(weigh, table, scores, b, task, gen)
        b = b + (seen.mean(1) - b) / (step + 1)
        table = table + rate * grad
    return path


def run(
    k: Annotated[int, Field(ge=2, le=8, description="Samples for an update.")] = 4,
    noise: Annotated[float, Field(ge=0, le=2, description="Noise of the reward.")] = 1.0,
    kl: Annotated[float, Field(ge=0, le=0.5, description="Weight of the KL penalty.")] = 0.2,
    updates: Annotated[int, Field(ge=20, le=100, description="Updates of a run.")] = 60,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Measure single estimates against the exact gradient, then train with each."""
    gen = rng(seed, "leave_one_out")
    start = gen.normal(0, 0.5, (TOKENS + 1, TOKENS))
    truth = MEAN + gen.normal(size=len(COUNT))
    ways = {"RLOO": without_baseline if control else rloo, "RAFT": raft, "REINFORCE": reinforce}
    exact = along(start[None], np.exp(log_p(start[None], COUNT)) * truth, COUNT).ravel()
    many, zero = np.repeat(start[None], 3000, 0), np.zeros(3000)
    cosine, paths = {}, {}
    tasks = {NOISY: (k, noise, 0.0, updates), "KL penalty": (k, 0.0, kl, updates)}
    for name, weigh in ways.items():
        grads, _ = estimate(weigh, many, truth[None].repeat(3000, 0), zero, tasks[NOISY], gen)
        flat = grads.reshape(3000, -1)
        size = np.linalg.norm(flat, axis=1) * np.linalg.norm(exact)
        cosine[name] = float((flat @ exact / np.maximum(size, 1e-12)).mean())
        for told, task in tasks.items():
            tuned = max(RATES, key=lambda r: train(weigh, r, start, truth, task, gen)[-1])
            paths[told, name] = train(weigh, tuned, start, truth, task, gen)
    noisy, held = ({name: paths[told, name][-1] for name in ways} for told in tasks)
    lines = {t: [line(n, range(updates), paths[t, n]) for n in ways] for t in tasks}
    return Outcome(
        checks=(
            above("cosine with the exact gradient", cosine["RLOO"], cosine["RAFT"], 0.004),
            above("reward learned from noisy rewards", noisy["RLOO"], noisy["RAFT"], 0.05),
            above("reward less KL penalty, learned", held["RLOO"], held["RAFT"], 0.05),
        ),
        curves={
            f"Learning: {told}": panel("update", "true reward less penalty", *lines[told])
            for told in tasks
        },
    )
