"""In: sequences of permutations; out: which recurrences track a state beyond the trained length.

Idea. A state-space model whose steps are linear and diagonal can be computed in constant depth
(class TC0), yet following an object under permutations of five things is complete for NC1: no
fixed depth should do for every length. An RNN, or a full matrix chosen by the input, composes.

Formula. h_t = A_t h_{t-1} + B_t.  Diagonal SSM: A_t = diag(a(x_t)), complex, |a| < 1, chosen by
the input as in Mamba (S4's constant A is a case of it). WFA-SSM: A_t = A(x_t), a full matrix.
RNN: h_t = tanh(W h_{t-1} + e(x_t)). Task: tokens are a swap of the first two of five things and
a cycle of all five, which generate S5; after each token say where thing 1 stands. Both SSMs run
in log2(length) rounds, as (A_2, B_2) o (A_1, B_1) = (A_2 A_1, A_2 B_1 + B_2) is associative.

Real here: the recurrences and the parallel composition, trained on one length, tested on twice
that. Stands in: width 16 for a language model. Left out: the proof. Failing to learn is no proof
of being unable, and following one thing is less than the whole of S5. A gap is what is seen.
Within the trained length the gap is smaller: the diagonal SSM gets short words right by heart.
Try: a second layer. That depth pays for length, as claimed, does not show in so short a training:
it helped on one seed of three and hurt on two.
Control: tokens are cycles by one and by two. These commute, so a diagonal of phases suffices.
"""

import math
from collections.abc import Callable
from functools import partial
from typing import Annotated

import torch
from pydantic import Field
from torch import Generator, Tensor

from demos.kit.checks import above, line
from demos.kit.data import walk
from demos.kit.nets import flat, mlp, mlp_init, weight
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome, Panel

W = 16  # complex channels of the diagonal SSM, real units of the RNN
S5 = torch.tensor([[1, 0, 2, 3, 4], [1, 2, 3, 4, 0]])  # a swap and a cycle: place -> place
Z5 = torch.tensor([[1, 2, 3, 4, 0], [2, 3, 4, 0, 1]])  # cycles by one and by two: they commute
DEMO = Demo(
    id="ssm_state_tracking",
    papers=("2404.08819",),
    title="State-space models do not keep track of a state",
    claim="One RNN layer, or an SSM whose input-dependent transition is a full matrix, tracks an "
    "object under permutations at lengths at which an SSM with diagonal transitions fails.",
    stated_at="review of 27.11.24, 'Empirical Tests' and 'Proposed Architectural Improvements'",
    fidelity="exact",
    stands_in="Training at toy width stands in for the proof: a gap, not an impossibility.",
)

Model = tuple[list[Tensor], Callable[[Tensor], Tensor]]
"""What is trained, and the map from tokens (batch, length) to logits (batch, length, 5)."""


def compose(a: Tensor, b: Tensor, times: Callable[[Tensor, Tensor], Tensor]) -> Tensor:
    """All states h_t (batch, length, ...) of h_t = a_t h_{t-1} + b_t, h_0 = 0, by doubling."""
    hop = 1
    while hop < a.shape[1]:
        b = torch.cat([b[:, :hop], times(a[:, hop:], b[:, :-hop]) + b[:, hop:]], 1)
        a = torch.cat([a[:, :hop], times(a[:, hop:], a[:, :-hop])], 1)
        hop *= 2
    return b


def rnn(gen: Generator) -> Model:
    """h_t = tanh(W h_{t-1} + e(x_t)), one layer."""
    e, w, head = weight((2, W), gen, 0.5), weight((W, W), gen), mlp_init((W, 32, 5), gen)

    def forward(tokens: Tensor) -> Tensor:
        states = [torch.full((len(tokens), W), 0.1)]
        for t in range(tokens.shape[1]):
            states.append(torch.tanh(states[-1] @ w.T + e[tokens[:, t]]))
        return mlp(head, torch.stack(states[1:], 1))

    return [e, w, *flat(head)], forward


def matrix_ssm(gen: Generator) -> Model:
    """h_t = A(x_t) h_{t-1}: full 8 x 8 matrices, orthogonal at first, so that states last."""
    steps = torch.linalg.qr(torch.randn(2, 8, 8, generator=gen))[0].requires_grad_()
    start, head = weight((8, 1), gen, 1.0), mlp_init((8, 32, 5), gen)

    def forward(tokens: Tensor) -> Tensor:
        a = steps[tokens]  # (batch, length, 8, 8)
        b = torch.cat([a[:, :1] @ start, torch.zeros(*a[:, 1:].shape[:3], 1)], 1)
        return mlp(head, compose(a, b, torch.matmul).squeeze(-1))

    return [steps, start, *flat(head)], forward


def diagonal_ssm(layers: int, gen: Generator) -> Model:
    """h_t = a(x_t) h_{t-1} + b(x_t) channel by channel, `layers` deep, an MLP between layers."""
    embed, head = weight((2, W), gen, 1.0), mlp_init((W, 32, 5), gen)
    gates = [weight((4 * W, W + 1), gen) for _ in range(layers)]
    starts = [weight((2, W), gen, 0.5) for _ in range(layers)]
    mixers = [mlp_init((2 * W, 32, W), gen) for _ in range(layers)]
    for gate in gates:
        gate.data[:W, W] += 2.0  # modulus near 1: remember at first
        gate.data[W : 2 * W, W] += math.pi * (2 * torch.rand(W, generator=gen) - 1)  # phases

    def forward(tokens: Tensor) -> Tensor:
        u = embed[tokens]  # (batch, length, W)
        for gate, start, mix in zip(gates, starts, mixers, strict=True):
            size, phase, re, im = (u @ gate[:, :W].T + gate[:, W]).chunk(4, -1)
            a, b = torch.polar(torch.sigmoid(size), phase), torch.complex(re, im)
            b = torch.cat([a[:, :1] * torch.complex(*start) + b[:, :1], b[:, 1:]], 1)
            h = compose(a, b, torch.mul)
            u = u + mlp(mix, torch.cat([h.real, h.imag], -1))
        return mlp(head, u)

    return [embed, *gates, *starts, *(t for mix in mixers for t in flat(mix)), *flat(head)], forward


def run(
    length: Annotated[int, Field(ge=8, le=20, description="Length of training.")] = 16,
    layers: Annotated[int, Field(ge=1, le=2, description="Layers of the diagonal SSM.")] = 1,
    steps: Annotated[int, Field(ge=50, le=350, description="Steps of training.")] = 300,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train each model at two rates, keep the better by training loss, test on 2 x length."""
    moves, far = Z5 if control else S5, 2 * length
    tokens, places = walk(moves, 512, far, generator(seed, "test"))
    makers: dict[str, Callable[[Generator], Model]] = {"RNN": rnn, "matrix SSM": matrix_ssm}
    makers["diagonal SSM"] = partial(diagonal_ssm, layers)
    accuracy: dict[str, list[float]] = {}
    for name, make in makers.items():
        tried = []
        for rate in (0.01, 0.03):
            gen = generator(seed, name)
            held, forward = make(gen)

            def loss(_: int, f: Callable[[Tensor], Tensor] = forward, g: Generator = gen) -> Tensor:
                x, y = walk(moves, 64, length, g)
                return torch.nn.functional.cross_entropy(f(x).flatten(0, 1), y.flatten())

            tried.append((sum(fit(held, loss, steps, rate)[-20:]), forward))
        with torch.no_grad():
            right = min(tried, key=lambda pair: pair[0])[1](tokens).argmax(-1) == places
        accuracy[name] = right.float().mean(0).tolist()
    at = slice(5 * length // 4, 3 * length // 2)  # past the trained length
    score = {name: sum(curve[at]) / len(curve[at]) for name, curve in accuracy.items()}
    checks = tuple(
        above(f"right past the trained length, {name}", score[name], score["diagonal SSM"], 0.3)
        for name in ("RNN", "matrix SSM")
    )
    lines = tuple(line(name, range(1, far + 1), curve) for name, curve in accuracy.items())
    panel = Panel(x_label="step", y_label="accuracy", lines=lines)
    return Outcome(checks=checks, curves={f"Where is thing 1? (trained up to {length})": panel})
