"""In: short sequences and their running parity; out: when a recurrent net becomes an automaton.

Idea. A recurrent network trained on short sequences first builds a tree: every prefix has a state
of its own, and only the training loss falls. Then states merge, if their prefixes agree on the
target after any further symbols. Once enough have merged the tree is a finite automaton, which
fixes what happens on sequences of any length: the loss on long ones drops all at once.

Formula. h_t = relu(W h_{t-1} + U x_t + b), y_t = o . h_t + c, squared error at every step, on all
2^L sequences of length L; target y_t = (x_1 + ... + x_t) mod 2. Two prefixes agree if their
parities are equal. States closer than a tenth of the widest distance = one state.

Real here: the network, its training on all short sequences, tests on sequences of length 100.
Stands in: running parity, the smallest task with memory (the thread names no task), for
algorithms. Left out: the theory of when two states attract each other. The condition shows: from
a large start (gain 1.5) the same network learns the short sequences by heart and fails on long.

The rival is an interpolator: the target of the training sequence most like the last L symbols.
Try: gain 1.5; training length 4; width 16.
Control: a random target for every prefix, so that no two prefixes agree on all that follows.
"""

from typing import Annotated

import torch
from pydantic import Field
from torch import Generator, Tensor

from demos.kit.checks import above, below, line
from demos.kit.nets import weight
from demos.kit.panels import panel
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome

LONG, TESTS, EVERY = 100, 200, 10

DEMO = Demo(
    id="merging_states",
    papers=("003-c18556afa58bc727-1",),
    title="From a tree to an automaton",
    claim="A recurrent network first fits its training data as a tree; then states that agree on "
    "all later targets merge, and the loss on long sequences drops suddenly to nothing.",
    stated_at="thread in document 003, posts 4 to 8 of 11",
    fidelity="exact",
    stands_in="Running parity of sequences of length 8 stands in for larger algorithmic tasks.",
)


class Net:
    """A plain recurrent network with relu units; small weights by `gain`."""

    def __init__(self, width: int, gain: float, gen: Generator) -> None:
        self.read = weight((2, width), gen, gain)
        self.step = weight((width, width), gen, gain * width**-0.5)
        self.out = weight((width,), gen, gain * width**-0.5)
        self.bias = torch.zeros(width, requires_grad=True)
        self.shift = torch.zeros(1, requires_grad=True)
        self.held = [self.read, self.step, self.out, self.bias, self.shift]

    def states(self, words: Tensor) -> Tensor:
        """Hidden states (n, length, width) of words (n, length)."""
        h, found = torch.zeros(len(words), len(self.bias)), []
        for t in range(words.shape[1]):
            h = torch.relu(self.read[words[:, t]] + h @ self.step.T + self.bias)
            found.append(h)
        return torch.stack(found, 1)

    def answers(self, words: Tensor) -> Tensor:
        """Outputs (n, length)."""
        return self.states(words) @ self.out + self.shift


def parity(words: Tensor) -> Tensor:
    """Running parity (n, length)."""
    return (words.cumsum(1) % 2).float()


def prefix_places(words: Tensor) -> Tensor:
    """The number of each prefix of each word, the same for equal prefixes. (n, length)."""
    length = words.shape[1]
    ones = 2 ** torch.arange(length)
    return (words * ones).cumsum(1) + 2 ** (torch.arange(length) + 1) - 2


def distinct(states: Tensor) -> int:
    """How many states are left when those within a tenth of the widest distance are one."""
    apart = torch.cdist(states, states)
    near, left, count = apart < 0.1 * apart.max(), torch.ones(len(states), dtype=torch.bool), 0
    while left.any():
        left &= ~near[int(left.float().argmax())]
        count += 1
    return count


def run(
    length: Annotated[int, Field(ge=4, le=9, description="Length in training.")] = 8,
    gain: Annotated[float, Field(ge=0.4, le=1.5, description="Size of the start.")] = 0.7,
    width: Annotated[int, Field(ge=16, le=64, description="Hidden units.")] = 48,
    steps: Annotated[int, Field(ge=150, le=500, description="Steps of training.")] = 300,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Train on all short words; follow both losses and the number of states."""
    gen = generator(seed, "merging_states")
    words = (torch.arange(2**length)[:, None] >> torch.arange(length)) & 1
    places = prefix_places(words)
    once = {place: row for row, place in enumerate(places.flatten().tolist())}  # any of its rows
    targets = parity(words)
    if control:
        targets = torch.randint(2, (2 ** (length + 1),), generator=gen).float()[places]
    long = torch.randint(2, (TESTS, LONG), generator=gen)
    truth, net = parity(long), Net(width, gain, gen)
    losses, counts = [], []

    def loss(step: int) -> Tensor:
        if step % EVERY == 0:
            with torch.no_grad():
                found = net.answers(long).clamp(-1, 2)
                losses.append(((found - truth) ** 2).mean().item())
                counts.append(distinct(net.states(words).flatten(0, 1)[list(once.values())]))
        return ((net.answers(words) - targets) ** 2).mean()

    short = fit(net.held, loss, steps, 0.003, decay=False)
    with torch.no_grad():
        right = ((net.answers(long) > 0.5) == (truth > 0.5))[:, -1].float().mean().item()
    window = (long[:, -length:] * 2 ** torch.arange(length)).sum(1)
    rival = (targets[window, -1] == truth[:, -1]).float().mean().item()
    half = next((i for i, v in enumerate(short[::EVERY]) if v < 0.125), 0)  # half of the start's
    at = range(0, steps, EVERY)
    lines = line("training", at, short[::EVERY]), line("length 100", at, losses)
    return Outcome(
        checks=(
            above("right after 100 symbols, net and interpolator", right, rival, 0.3),
            above(
                "long loss: at half the training loss, at the end", losses[half], losses[-1], 0.15
            ),
            below(
                "distinct states: at the end, at most", counts[-1], max(counts), 0.2 * max(counts)
            ),
        ),
        curves={
            "Loss": panel("step", "mean squared error", *lines),
            "Merging": panel("step", "distinct states", line("prefixes", at, counts)),
        },
    )
