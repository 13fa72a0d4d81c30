"""In: questions whose right answer is in doubt; out: policies trained for one answer and for N.

Idea. If N answers will be drawn and a verifier keeps the best, the policy should be trained for
that, not for a single answer. Then it pays to spread: an answer that is right now and then should
be given often enough to be among the N, as the verifier will find it.

Formula. Best of N is an argmax; its variational stand-in is
    p_N(y) = p(y) exp(l Q(y)) / Z,   Q(y) = sum_z p(z) [r(y) >= r(z)]    (win rate of y over p),
with l such that KL(p_N || p) = log N - (N - 1)/N, which holds for the true best of N.
    IA-SFT: maximise log p_N(y*) = log p(y*) + l Q(y*) - log Z,
    IA-RL:  maximise sum_y p_N(y) R(y).
Plain SFT and RL are the same with p in place of p_N. Tests use the exact best of N: with scores
in order, P(y) = F(y)^N - F(y-)^N.

Real here: both objectives and their exact gradients by autograd, a linear softmax policy over 16
answers, a noisy verifier, tests on questions not trained on, at every N. Stands in: Gaussian
questions whose right answer the features predict only in part, for a language model's doubt.
Left out: sampled gradients with centred rewards (here expectations are exact); self-correction.

What the toy adds. A plain policy can be made to spread without any training: by a higher
temperature. Where each policy is sampled at its own best one (chosen on the training questions),
IA-SFT gains nothing on plain SFT at about twice the heat, and IA-RL mostly a little on RL. The
first panel shows the price: trained for N = 16 a policy is worse at N = 1.
Try: verifier noise 1 (no gain); N = 64. Control: trained for N = 1, that is l = 0.
"""

import math
from typing import Annotated

import torch
from pydantic import Field
from torch import Generator, Tensor

from demos.kit.checks import above, line
from demos.kit.nets import weight
from demos.kit.panels import bars, panel
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome

ANSWERS, FEATURES, TRAIN, TEST, AT = 16, 8, 1000, 1000, 16
WAYS, SIZES = ("SFT", "RL"), (1, 2, 4, 8, 16, 32, 64)
HEATS = (0.5, 0.7, 1.0, 1.4, 2.0, 3.0, 4.0, 6.0)
Data = tuple[Tensor, Tensor, Tensor]  # questions (q, f), right answers (q,), scores (q, answers)

DEMO = Demo(
    id="best_of_n_aware",
    papers=("2412.15287",),
    title="Trained for the best of N",
    claim="A policy fine-tuned for the best of N answers is right more often under best of N than "
    "one fine-tuned for a single answer, with expert answers or rewards, at its best heat too.",
    stated_at="review of 01.01.25, first three paragraphs",
    fidelity="proxy",
    stands_in="A linear softmax policy over 16 answers to Gaussian questions stands in for a "
    "language model, and the truth plus noise for a verifier.",
)


def tilt(n: int) -> float:
    """l(n): KL of the density ~ exp(l u) on (0, 1) from uniform is log n - (n - 1)/n."""
    low, high, wanted = 1e-9, 50.0 * n, math.log(n) - (n - 1) / n
    for _ in range(80):
        x = (low + high) / 2
        kl = x / -math.expm1(-x) - 1 - (x + math.log(-math.expm1(-x) / x))
        low, high = (x, high) if kl < wanted else (low, x)
    return low


def best_of_n(p: Tensor, wins: Tensor, strength: float) -> Tensor:
    """log p_N of every answer. p (q, answers); wins (q, y, z): does y score as high as z."""
    q = (wins @ p[:, :, None]).squeeze(2)
    return (p.log() + strength * q).log_softmax(1)


def accuracy(p: Tensor, data: Data, n: int) -> float:
    """Chance that the exact best of n is right."""
    order = data[2].argsort(1)
    upto = p.gather(1, order).cumsum(1).clamp(max=1.0) ** n
    chosen = torch.diff(upto, dim=1, prepend=torch.zeros(len(p), 1))
    return torch.zeros_like(p).scatter(1, order, chosen)[range(len(p)), data[1]].mean().item()


def questions(truth: Tensor, count: int, noise: float, gen: Generator) -> Data:
    """Questions, one right answer each drawn given the question, and the verifier's scores."""
    x = torch.randn(count, FEATURES, generator=gen)
    right = torch.multinomial((x @ truth[1:] + truth[0]).softmax(1), 1, generator=gen).squeeze(1)
    scores = noise * torch.randn(count, ANSWERS, generator=gen)
    scores[range(count), right] += 1.0
    return x, right, scores


def train(data: Data, way: str, strength: float, steps: int, gen: Generator) -> Tensor:
    """Fit the policy's weights (f + 1, answers) with expert answers (SFT) or rewards (RL)."""
    x, right, scores = data
    wins = (scores[:, :, None] >= scores[:, None, :]).float()
    held = weight((FEATURES + 1, ANSWERS), gen, 0.01)

    def loss(_: int) -> Tensor:
        logs = best_of_n(policy(held, x), wins, strength)[range(len(x)), right]
        return -(logs if way == "SFT" else logs.exp()).mean()

    fit([held], loss, steps, 0.1)
    return held.detach()


def policy(held: Tensor, x: Tensor, heat: float = 1.0) -> Tensor:
    """p(y | x) at a temperature. (q, answers)."""
    return ((x @ held[1:] + held[0]) / heat).softmax(1).clamp_min(1e-12)


def run(
    n: Annotated[int, Field(ge=2, le=64, description="N in training.")] = 16,
    noise: Annotated[float, Field(ge=0, le=1, description="Noise of the verifier.")] = 0.2,
    doubt: Annotated[float, Field(ge=0.3, le=3, description="How sharp the truth is.")] = 1.0,
    steps: Annotated[int, Field(ge=50, le=300, description="Steps of training.")] = 150,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train four policies from one start, and test each under best of N for many N."""
    gen = generator(seed, "best_of_n_aware")
    truth = doubt * torch.randn(FEATURES + 1, ANSWERS, generator=gen)
    data, held_out = (questions(truth, c, noise, gen) for c in (TRAIN, TEST))
    strength = 0.0 if control else tilt(n)
    found = {}
    for way in WAYS:
        found[way] = train(data, way, 0.0, steps, generator(seed, "start"))
        found[f"IA-{way}"] = train(data, way, strength, steps, generator(seed, "start"))

    def heat(name: str, m: int) -> float:
        """The best temperature at best of m, chosen on the training questions."""
        return max(HEATS, key=lambda h: accuracy(policy(found[name], data[0], h), data, m))

    def right(name: str, m: int, at: float = 1.0) -> float:
        return accuracy(policy(found[name], held_out[0], at), held_out, m)

    cold, best = ({k: right(k, AT, h(k, AT)) for k in found} for h in (lambda *_: 1.0, heat))
    shares = (line(k, SIZES, [right(k, m) for m in SIZES]) for k in found)
    heats = (line(way, SIZES, [heat(way, m) for m in SIZES]) for way in WAYS)
    return Outcome(
        checks=tuple(
            above(f"right at {at}, IA-{way} and {way}", share[f"IA-{way}"], share[way], 0.01)
            for at, share in (("temperature 1", cold), ("the best temperature of each", best))
            for way in WAYS
        ),
        curves={
            "Right answers, temperature 1": panel("N", "share", *shares, log_x=True),
            "Best temperature": panel("N", "temperature", *heats, log_x=True),
            f"Right at N = {AT}, each at its best temperature": bars("policy", "share", best),
        },
    )
