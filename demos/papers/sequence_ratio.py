"""In: a policy, its update, sampled responses; out: the spread of three importance ratios.

Idea. GRPO weighs every token of a response with its own ratio of new to old policy. One token is
one sample, so the weight is noisy, however long the response. GSPO takes one ratio for the whole
response, as the reward too is given for the whole, and takes the length out of it.

Formula. With l_t = log pi_new(y_t | y_<t) - log pi_old(y_t | y_<t):
    GRPO:  w_t = exp(l_t)                              one for each token,
    GSPO:  s   = exp((1/|y|) sum_t l_t)                one for the response (section 4.1).
For tokens that depend little on one another the spread of log s falls as |y|^(-1/2).
GSPO-token gives each token s in value and its own gradient, so its spread is that of s.

What the review says differs: each term is divided by the length up to that token. The third line
runs this reading, sum_t l_t / t. Its spread does not fall, as the first tokens carry it; and
GRPO's ratio is not divided by any length. The formulas above are the ones that show the claim.

Real here: a softmax policy over bigrams, groups of responses, group-relative advantages, real
gradient steps away from the old policy, and the share that one and the same clip would cut (second
panel; the paper gives GSPO a clip of its own, hundreds of times narrower, which cuts far more).
Stands in: 12 symbols for a vocabulary, the share of rule-following pairs for a reward model.
Left out: any claim on final reward; a table this small learns with either ratio.

Try: more updates move the policies apart, both spreads grow and their ratio stays.
Control: the mean over the response is taken out, and the response's ratio is that of one token.
"""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from demos.kit.bandit import advantages, sample_pairs, softmax
from demos.kit.checks import below, line
from demos.kit.seeds import rng
from demos.records import Demo, Outcome, Panel

Array = NDArray[np.float64]
SYMBOLS = 12
LENGTHS = (8, 16, 32, 64, 128, 256)

DEMO = Demo(
    id="sequence_ratio",
    papers=("2507.18071",),
    title="One ratio for the whole response instead of one for each token",
    claim="The ratio of new to old policy taken over the whole response, as a mean of log "
    "probabilities, varies less than GRPO's ratio of single tokens.",
    stated_at="review of 05.09.25, high variance of GRPO and lower variance of both methods",
    fidelity="exact",
    stands_in="A bigram policy over 12 symbols and a rule-following reward stand in for a "
    "language model; the spread of the ratios is measured, not the quality of training.",
)


def log_ratios(new: Array, old: Array, words: NDArray[np.int64]) -> Array:
    """l_t of each token. new, old (symbols, symbols) log tables; words (n, length + 1)."""
    pairs = words[:, :-1], words[:, 1:]
    change: Array = new[pairs] - old[pairs]  # (n, length)
    return change


def sequence_log_ratio(tokens: Array) -> Array:
    """GSPO: log s = mean of the token log-ratios. (n, length) -> (n,)."""
    mean: Array = tokens.mean(axis=1)
    return mean


def prefix_log_ratio(tokens: Array) -> Array:
    """The review's reading: each term divided by the length up to that token. (n,)."""
    total: Array = (tokens / np.arange(1, tokens.shape[1] + 1)).sum(axis=1)
    return total


def update(logits: Array, rule: NDArray[np.bool_], steps: int, rate: float, seed: int) -> Array:
    """`steps` policy-gradient steps with group-relative advantages, as GRPO takes them."""
    random = rng(seed, "update")
    for _ in range(steps):
        words = sample_pairs(softmax(logits), 8, 32, random)  # one group of 8 responses
        reward = rule[words[:, :-1], words[:, 1:]].mean(axis=1)
        gain = advantages(reward)  # (8,): less the group's mean, over its spread
        step = np.zeros_like(logits)
        for row, weight in zip(words, gain, strict=True):
            np.add.at(step, (row[:-1], row[1:]), weight)  # grad log pi: chosen ...
            visits = np.bincount(row[:-1], minlength=SYMBOLS)[:, None]
            step -= weight * visits * softmax(logits)  # ... less expected
        logits = logits + rate * step / 8
    return logits


def run(
    updates: Annotated[int, Field(ge=1, le=40, description="Off-policy updates.")] = 16,
    rate: Annotated[float, Field(ge=0.01, le=1, description="Size of an update.")] = 0.3,
    clip: Annotated[float, Field(ge=0.01, le=0.5, description="Clip range around 1.")] = 0.2,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Move the policy, sample responses of six lengths from the old one, measure the ratios."""
    random = rng(seed, "sequence_ratio")
    start = random.normal(0, 0.5, (SYMBOLS, SYMBOLS))
    rule = random.random((SYMBOLS, SYMBOLS)) < 0.3
    moved = update(start, rule, updates, rate, seed)
    old, new = np.log(softmax(start)), np.log(softmax(moved))

    spread: dict[str, list[float]] = {"GRPO": [], "GSPO": [], "review's reading": []}
    clipped: dict[str, list[float]] = {"GRPO": [], "GSPO": []}
    for length in LENGTHS:
        tokens = log_ratios(new, old, sample_pairs(softmax(start), 600, length, random))
        response = tokens[:, -1] if control else sequence_log_ratio(tokens)
        spread["GRPO"].append(float(tokens.std()))
        spread["GSPO"].append(float(response.std()))
        spread["review's reading"].append(float(prefix_log_ratio(tokens).std()))
        for name, logs in (("GRPO", tokens), ("GSPO", response)):
            clipped[name].append(float((np.abs(np.exp(logs) - 1) > clip).mean()))

    slope = {n: float(np.polyfit(np.log(LENGTHS), np.log(s), 1)[0]) for n, s in spread.items()}
    at_32 = LENGTHS.index(32)
    rival = spread["GRPO"][at_32]
    return Outcome(
        checks=(
            below("spread of log ratio at length 32", spread["GSPO"][at_32], rival, 0.5 * rival),
            below("slope of log spread in log length", slope["GSPO"], slope["GRPO"], 0.35),
        ),
        curves={
            "Spread of the log ratio": Panel(
                x_label="length of the response",
                y_label="standard deviation",
                log_x=True,
                log_y=True,
                lines=tuple(
                    line(f"{n}, slope {slope[n]:.2f}", LENGTHS, s) for n, s in spread.items()
                ),
            ),
            f"Ratios outside 1 ± {clip:g}": Panel(
                x_label="length of the response",
                y_label="share",
                log_x=True,
                lines=tuple(line(n, LENGTHS, s) for n, s in clipped.items()),
            ),
        },
    )
