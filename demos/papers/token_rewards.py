"""In: a language model and pairs of answers; out: what guiding each token by a reward gains.

Idea. A reward is known for whole answers only, but a decoder needs one for each next token. Scoring
the unfinished answer as if it were whole is short-sighted: what a token makes possible later does
not count. An autoregressive reward model is itself a small language model whose log-probabilities
add up to the reward; since they are normalised, what comes later is priced in at each token.

Formula. Reward of an answer: r(y) = sum_t log p_r(y_t | y_<t), p_r a softmax table, fitted to pairs
(w preferred to l) by  -log s(b (r(y_w) - r(y_l))),  s the logistic function. Decoding:
    p(y_t | y_<t) ~ p_0(y_t | y_<t) exp(sum_i a_i log p_ri(y_t | y_<t) / beta),   p_0 frozen.

Real here: the fit and decoding; all 4096 answers are enumerated. By its beta each way is brought to
the same KL(p || p_0). Rivals: the same table without softmax, fitted to the same pairs, scoring the
unfinished answer; and that with every continuation tried (many more calls). Stands in: tables for
language models; p_0 looks back two symbols, the small reward table one. Left out: prompts.
The review calls the objective a ratio of summed rewards; it is a difference within a logistic.
Means are over six random languages. In a single one the mixture of two rewards can go either way.
Try: 100 pairs: nothing is gained. Control: the table is not normalised: the first rival.
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from scipy.optimize import minimize

from demos.kit.bandit import softmax
from demos.kit.checks import above, line
from demos.kit.panels import bars, panel
from demos.kit.seeds import rng
from demos.kit.words import all_words, pair_counts
from demos.records import Demo, Outcome

Array = NDArray[np.float64]
S, LENGTH, WORLDS, SHARES = 4, 6, 6, (0.0, 0.25, 0.5, 0.75, 1.0)
COUNT = pair_counts(all_words(S, LENGTH), S)  # (words, S + 1, S)
NAMES = ("by tokens", "unfinished as whole", "all continuations")

DEMO = Demo(
    id="token_rewards",
    papers=(
        "genarm-reward-guided-generation-with-autoregressive-reward-model-for-test-time-alignment",
    ),
    title="A reward for every token",
    claim="At the same distance from the frozen model, guiding it token by token with a small "
    "autoregressive reward model earns more than scoring unfinished answers as if they were whole.",
    stated_at="review of 19.07.25, fifth to eighth paragraph",
    fidelity="proxy",
    stands_in="Tables over 4 symbols stand in for language models, random ones for preferences.",
)


def language(random: np.random.Generator) -> list[Array]:
    """log p_0(y_t | y_<t) for each t, (S,) * (t + 1): a table over the last two symbols."""
    table = np.log(softmax(1.2 * random.normal(size=(S, S, S))))
    shapes = [(1,) * (t - 2) + (S, S, S) for t in range(2, LENGTH)]
    later = [table.reshape(shape) + np.zeros((S,) * len(shape)) for shape in shapes]
    return [np.full((S,) * n, -np.log(S)) for n in (1, 2)] + later


def guided(base: list[Array], rewards: list[Array], strength: float) -> Array:
    """log p(y) of all words, each token's reward (of shape like `base`) added at `strength`."""
    total = np.zeros((S,) * LENGTH)
    for t, (known, reward) in enumerate(zip(base, rewards, strict=True)):
        step = np.log(softmax(known + strength * reward))
        total = total + step.reshape(step.shape + (1,) * (LENGTH - 1 - t))
    return total.ravel()


def per_token(table: Array) -> list[Array]:
    """A reward table (S + 1, S), last row the start, as one array for each t."""
    shapes = [(1,) * (t - 1) + (S, S) for t in range(1, LENGTH)]
    return [table[S], *(table[:S].reshape(s) + np.zeros((S,) * len(s)) for s in shapes)]


def with_continuations(base: list[Array], table: Array) -> list[Array]:
    """Expected whole reward over p_0's continuations, after each prefix and next token."""
    p = np.exp(guided(base, base, 0.0)).reshape((S,) * LENGTH)
    worth = (COUNT * table).sum((1, 2)).reshape(p.shape) * p
    later = [tuple(range(t + 1, LENGTH)) for t in range(LENGTH)]
    return [np.asarray(worth.sum(axis=a) / p.sum(axis=a)) for a in later]


def fit(pairs: Array, normalised: bool) -> Array:
    """The table (S + 1, S) most likely under differences of counts (pairs, S + 1, S); L2 1e-3."""

    def loss(flat: Array) -> tuple[float, Array]:
        table = flat.reshape(S + 1, S)
        gap = np.einsum("nbt,bt->n", pairs, np.log(softmax(table)) if normalised else table)
        pull = np.einsum("n,nbt->bt", 1.0 / (1.0 + np.exp(gap)), pairs) / len(pairs)
        if normalised:
            pull = pull - pull.sum(-1, keepdims=True) * softmax(table)
        value = np.logaddexp(0.0, -gap).mean() + 5e-4 * (flat @ flat)
        return float(value), (1e-3 * table - pull).ravel()

    table = minimize(loss, np.zeros((S + 1) * S), jac=True).x.reshape(S + 1, S)
    return np.asarray(np.log(softmax(table)) if normalised else table)


def at_distance(base: list[Array], rewards: list[Array], kl: float) -> Array:
    """p(y) guided by `rewards` at the strength at which KL(p || p_0) is `kl`."""
    start, low, high = guided(base, rewards, 0.0), 0.0, 30.0
    for _ in range(30):
        middle = (low + high) / 2
        logs = guided(base, rewards, middle)
        short = (np.exp(logs) * (logs - start)).sum() < kl
        low, high = (middle, high) if short else (low, middle)
    return np.exp(guided(base, rewards, low))


def world(kl: float, pairs: int, control: bool, random: np.random.Generator) -> Array:
    """One language and two rewards: gains (ways, shares, rewards) of their mixtures."""
    p_0 = np.exp(guided(base := language(random), base, 0.0))
    worths = [(COUNT * random.normal(size=(S + 1, S))).sum((1, 2)) for _ in range(2)]
    learned = []
    for worth in worths:
        drawn = random.choice(len(p_0), (pairs, 2), p=p_0)
        first = random.random(pairs) < 1 / (1 + np.exp(worth[drawn[:, 1]] - worth[drawn[:, 0]]))
        gaps = np.where(first, 1, -1)[:, None, None] * (COUNT[drawn[:, 0]] - COUNT[drawn[:, 1]])
        whole, small = fit(gaps, normalised=False), fit(gaps, normalised=not control)
        learned.append((per_token(small), per_token(whole), with_continuations(base, whole)))
    found = []
    for one, other in zip(*learned, strict=True):
        mixes = ([a * x + (1 - a) * y for x, y in zip(one, other, strict=True)] for a in SHARES)
        found.append([(at_distance(base, mix, kl) - p_0) @ np.transpose(worths) for mix in mixes])
    return np.array(found)


def run(
    kl: Annotated[float, Field(ge=0.2, le=3, description="Distance from p_0, nats.")] = 1.0,
    pairs: Annotated[int, Field(ge=100, le=5000, description="Pairs for each reward.")] = 2000,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Guide by each of two rewards and by mixtures of them, in three ways; mean over languages."""
    gen = rng(seed, "token_rewards")
    gains = np.mean([world(kl, pairs, control, gen) for _ in range(WORLDS)], axis=0)
    alone, mixed = (gains[:, -1, 0] + gains[:, 0, 1]) / 2, gains[:, 2].mean(axis=1)
    fronts = [line(name, g[:, 0], g[:, 1]) for name, g in zip(NAMES, gains, strict=True)]
    return Outcome(
        checks=(
            above("reward gained, one at a time", alone[0], alone[1], 0.03 * alone[1]),
            above("reward gained, two mixed", mixed[0], mixed[1], 0.03 * mixed[1]),
        ),
        curves={
            "Reward gained": bars("way", "mean over rewards", dict(zip(NAMES, alone, strict=True))),
            "Two rewards, mixed": panel("first gained", "second gained", *fronts),
        },
    )
