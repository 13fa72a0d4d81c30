"""In: many sampled answers of a small model; out: plain votes against votes weighed by certainty.

Idea. Sample several answers to a question. Instead of counting them equally, weigh each by how
sure the model was while it wrote it, and leave out the least sure; the majority of what remains
should be right more often. An answer can also be cut off while it is written, once its running
uncertainty passes a threshold learned from right answers.

Formula. For answer k with tokens t: H_k = mean_t -sum_v p_t(v) log p_t(v); weight 1 / H_k^a; the
share `drop` with the largest H_k is left out. Cut-off: running mean of H over the first t tokens
against a percentile of the H of right answers to warm-up questions.

The review takes entropy and the negative log-probability of the chosen token for one thing. They
are not: the first is how unsure the model was, the second how unusual its choice. The last bar
uses the second. It gains and entropy does not: answers to one question have much the same entropy.

Real here: a trained causal transformer, its sampled answers, its own entropies, both votes, the
cut-off. Stands in: a six-step chain in arithmetic modulo 10, trained for too short, for a
language model's reasoning. The power a is tuned on the warm-up questions, in the method's favour.
Left out: the window means of the paper; sampling more where answers disagree. The paper's own
certainty, the mean of -log p over the k likeliest tokens, gained nothing on four seeds either.

Try: lower temperature (answers agree, nothing is left to weigh); more training steps.
Control: certainties are shuffled among the answers to the same question.
"""

from typing import Annotated

import torch
from pydantic import Field
from torch import Generator, Tensor

from demos.kit.checks import above, line
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.kit.transformer import Transformer, logits, parameters, transformer
from demos.records import Demo, Outcome, Panel

STEPS_OF_CHAIN = 6
WARM_UP, QUESTIONS = 100, 400

DEMO = Demo(
    id="confident_voting",
    papers=("2508.15260",),
    title="Votes weighed by how sure the model was",
    claim="Weighing sampled answers by their mean token entropy and dropping the least sure is "
    "right more often than a plain majority of the same answers.",
    stated_at="review of 29.08.25, fourth paragraph",
    fidelity="proxy",
    stands_in="A tiny transformer on chains of sums modulo 10 stands in for a language model.",
)


def chains(count: int, gen: Generator) -> Tensor:
    """Digit, state, digit, state ...: s_t = 3 s + d + s d mod 10, digits written as 10 + d."""
    digits = torch.randint(10, (count, STEPS_OF_CHAIN), generator=gen)
    state, words = torch.zeros(count, dtype=torch.long), []
    for t in range(STEPS_OF_CHAIN):
        state = (3 * state + digits[:, t] + state * digits[:, t]) % 10
        words += [10 + digits[:, t], state]
    return torch.stack(words, 1)  # (count, 2 STEPS_OF_CHAIN)


@torch.no_grad()
def answer(
    model: Transformer, asked: Tensor, temperature: float, gen: Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """Sample all states in turn. Returns answers (n,), entropies (n, steps), -log p (n, steps)."""
    words, unsure, unusual = asked.clone(), [], []
    for t in range(STEPS_OF_CHAIN):
        scores = logits(model, words[:, : 2 * t + 1])[:, -1, :10]  # (n, 10)
        logs = scores.log_softmax(-1)
        unsure.append(-(logs.exp() * logs).sum(-1))
        chosen = torch.multinomial((scores / temperature).softmax(-1), 1, generator=gen)
        unusual.append(-logs.gather(1, chosen).squeeze(1))
        words[:, 2 * t + 1] = chosen.squeeze(1)
    return words[:, -1], torch.stack(unsure, 1), torch.stack(unusual, 1)


def vote(answers: Tensor, weights: Tensor, truth: Tensor) -> float:
    """Share of questions won by the truth. answers, weights (questions, samples); truth (q,)."""
    tally = torch.zeros(len(answers), 10).scatter_add_(1, answers, weights)
    return (tally.argmax(1) == truth).float().mean().item()


def certainty(unsure: Tensor, drop: float, power: float) -> Tensor:
    """Weights 1 / H^a, zero for the least sure share `drop` of each question's answers."""
    limit = unsure.quantile(1.0 - drop, dim=1, keepdim=True)
    return (unsure <= limit) * unsure.clamp_min(1e-6) ** -power


def run(
    samples: Annotated[int, Field(ge=4, le=32, description="Answers to a question.")] = 16,
    drop: Annotated[float, Field(ge=0, le=0.9, description="Share left out.")] = 0.1,
    temperature: Annotated[float, Field(ge=0.5, le=1.5, description="Of sampling.")] = 1.0,
    steps: Annotated[int, Field(ge=100, le=250, description="Steps of training.")] = 170,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train briefly, answer all questions `samples` times, count the votes in several ways."""
    gen = generator(seed, "confident_voting")
    model = transformer(20, 2 * STEPS_OF_CHAIN, 32, 1, 2, gen)

    def loss(_: int) -> Tensor:
        words = chains(128, gen)
        scores = logits(model, words[:, :-1])[:, ::2]  # predicts every state
        return torch.nn.functional.cross_entropy(scores.flatten(0, 1), words[:, 1::2].flatten())

    fit(parameters(model), loss, steps, 0.003)
    asked = chains(WARM_UP + QUESTIONS, gen)
    shape, truth = (len(asked), samples, STEPS_OF_CHAIN), asked[:, -1]
    flat, unsure, unusual = answer(model, asked.repeat_interleave(samples, 0), temperature, gen)
    answers, paths = flat.view(shape[:2]), unsure.view(shape)
    means, rare = paths.mean(-1), unusual.view(shape).mean(-1)
    if control:
        order = torch.rand(shape[:2], generator=gen).argsort(1)
        means, rare = means.gather(1, order), rare.gather(1, order)

    w, q = slice(WARM_UP), slice(WARM_UP, None)

    def weighed(values: Tensor) -> float:
        powers = (0.5, 1.0, 2.0, 4.0)
        best = max(powers, key=lambda a: vote(answers[w], certainty(values[w], drop, a), truth[w]))
        return vote(answers[q], certainty(values[q], drop, best), truth[q])

    plain, entropy = vote(answers[q], torch.ones_like(means[q]), truth[q]), weighed(means)
    running = paths[q].cumsum(-1) / torch.arange(1, STEPS_OF_CHAIN + 1)  # (q, samples, steps)
    of_right = means[w][answers[w] == truth[w, None]]
    percentiles, kept, written = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0), [], []
    for share in percentiles:
        over = running > of_right.quantile(share)
        stopped = over.any(-1)
        length = torch.where(stopped, over.float().argmax(-1) + 1, STEPS_OF_CHAIN)
        written.append(length.float().mean().item() / STEPS_OF_CHAIN)
        kept.append(vote(answers[q], (~stopped).float() + 1e-6, truth[q]))
    ways = {"majority": plain, "by entropy": entropy, "by -log p": weighed(rare)}
    return Outcome(
        checks=(above("right, vote by entropy against majority", entropy, plain, 0.005),),
        curves={
            "Right answers": Panel(
                x_label="way of choosing",
                y_label="share of questions",
                lines=tuple(line(n, [i], [v], "bars") for i, (n, v) in enumerate(ways.items())),
            ),
            "Cutting answers off": Panel(
                x_label="percentile of right answers' entropy",
                y_label="share",
                lines=(line("right", percentiles, kept), line("tokens", percentiles, written)),
            ),
        },
    )
