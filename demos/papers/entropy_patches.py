"""In: text byte by byte; out: what a model gains if patches open where the next byte is uncertain.

Idea. Bytes can be joined into patches, so that a large model runs once for each patch only. Patches
of fixed length cut words anywhere. The Byte Latent Transformer opens one where a small byte model
does not know what comes next: there the large model is needed, the rest is left to a small decoder.

Formula. H_t = -sum_b q(b | before t) log q(b | before t), q a small model. A patch opens at t if
    H_t > threshold        or, by the second rule,    H_t - H_(t-1) > threshold,
a patch is the mean of its bytes' vectors e_t = E_1[byte] + E_2[hash of the last 3 bytes]. The large
model makes one vector of the last two whole patches, and the decoder predicts byte t from it, the
bytes of the open patch so far, and the two bytes before t.
Real here: entropies of a counted model (two bytes of context), both rules, hashed triples; all is
trained with equal mean length of patches, steps and batches. Rival: patches of fixed length.
Stands in: made-up words that call for one another for text; means and MLPs for cross-attention and
transformers. Left out: speed. A byte costs at least 0.27 bits here: the choice of words.
Try: rule 1; long patches. Control: entropies are shuffled, patches open at random places.
"""

import math
from typing import Annotated

import torch
from pydantic import Field
from torch import Generator, Tensor
from torch.nn.functional import cross_entropy

from demos.kit.checks import above, below, line
from demos.kit.nets import flat, mlp, mlp_init, weight
from demos.kit.panels import bars, panel
from demos.kit.seeds import generator
from demos.kit.train import fit
from demos.records import Demo, Outcome

SPACE, BYTES, LONGEST, SHOWN = 0, 13, 12, 60  # 12 letters and the space, which is byte 0
LEXICON, WIDTH, BATCH, ROWS, CALLED = 60, 32, 256, 1024, (0.6, 0.25, 0.15)

DEMO = Demo(
    id="entropy_patches",
    papers=("2412.09871",),
    title="Patches that open where the next byte is uncertain",
    claim="At the same mean length, patches that open at bytes of high entropy let a model predict "
    "better than patches of fixed length, and they open at the starts of words.",
    stated_at="review of 18.12.24, 'Main Idea' and 'Performance'",
    fidelity="proxy",
    stands_in="Made-up words and small MLPs stand in for text and three transformers.",
)


def text(words: list[list[int]], after: Tensor, count: int, gen: Generator) -> Tensor:
    """`count` words, each one of three that its predecessor calls for, with spaces. (bytes,)."""
    now, found = 0, []
    for pick in torch.multinomial(torch.tensor(CALLED), count, True, generator=gen).tolist():
        now = int(after[now, pick])
        found += [*words[now], SPACE]
    return torch.tensor(found)


def entropies(counted: Tensor, stream: Tensor) -> Tensor:
    """H_t of every byte of the stream, by counts of two bytes of context in `counted`. (bytes,)."""
    count = torch.full((BYTES**3,), 0.01)
    place = (counted[:-2] * BYTES + counted[1:-1]) * BYTES + counted[2:]
    count.index_add_(0, place, torch.ones(len(place)))
    count = count.view(BYTES, BYTES, BYTES)
    h = torch.special.entr(count / count.sum(-1, keepdim=True)).sum(-1)
    return torch.cat([torch.zeros(2), h[stream[:-2], stream[1:-1]]])


def openings(score: Tensor, length: int, gen: Generator) -> Tensor:
    """The 1/length of places with the highest score open a patch, ties at random; so does 0."""
    shaken = score + 1e-6 * torch.rand(len(score), generator=gen)
    return (shaken > shaken.quantile(1 - 1 / length)) | (torch.arange(len(score)) == 0)


class Cut:
    """A stream (bytes,) with its openings: what the model looks up for each place."""

    def __init__(self, stream: Tensor, opens: Tensor) -> None:
        last = torch.nn.functional.pad(stream, (2, 1))  # place -1 pads
        self.byte = last[2:]
        self.triple = (last[2:] * 7 + last[1:-1] * 31 + last[:-2] * 131) % ROWS
        self.starts = opens.nonzero().squeeze(1)
        self.patch = opens.long().cumsum(0) - 1
        self.first = int(self.starts[2])  # two whole patches lie before it

    def spans(self, at: Tensor) -> Tensor:
        """Places of the bytes of two whole patches and the open one (n, 3, LONGEST), or -1."""
        number = self.patch[at][:, None] - torch.tensor([2, 1, 0])  # (n, 3)
        ends = torch.cat([self.starts[number[:, :2] + 1], at[:, None]], 1)  # not included
        places = ends[..., None] - 1 - torch.arange(LONGEST)
        return places.masked_fill(places < self.starts[number][..., None], -1)


def train(cut: Cut, test: Cut, steps: int, seed: int) -> float:
    """Train embeddings, large model and decoder; bits for each byte of the test stream."""
    gen = generator(seed, "entropy_patches training")
    e_1, e_2 = weight((BYTES, WIDTH), gen, 0.5), weight((ROWS, WIDTH), gen, 0.5)
    large = mlp_init((2 * WIDTH, 64, 64, WIDTH), gen)
    decoder = mlp_init((4 * WIDTH, 64, BYTES), gen)

    def loss(of: Cut, at: Tensor) -> Tensor:
        places = of.spans(at)
        vectors = e_1[of.byte[places]] + e_2[of.triple[places]]  # (n, 3, LONGEST, WIDTH)
        inside = (places >= 0)[..., None]
        means = (vectors * inside).sum(2) / inside.sum(2).clamp(min=1)  # (n, 3, WIDTH)
        near = at[:, None] - torch.tensor([1, 2])
        near = e_1[of.byte[near]] + e_2[of.triple[near]]
        told = torch.cat([mlp(large, means[:, :2].flatten(1)), means[:, 2], near.flatten(1)], 1)
        return cross_entropy(mlp(decoder, told), of.byte[at])

    at = torch.randint(cut.first, len(cut.patch), (steps, BATCH), generator=gen)
    fit([e_1, e_2, *flat(large), *flat(decoder)], lambda i: loss(cut, at[i]), steps, 0.005)
    with torch.no_grad():
        return loss(test, torch.arange(test.first, len(test.patch))).item() / math.log(2)


def run(
    length: Annotated[int, Field(ge=3, le=8, description="Mean length of a patch.")] = 4,
    rule: Annotated[int, Field(ge=0, le=1, description="0: level, 1: rise of the entropy.")] = 0,
    steps: Annotated[int, Field(ge=100, le=800, description="Training steps.")] = 400,
    seed: int = 0,
    control: bool = False,
) -> Outcome:
    """Cut one text by entropy and by length, train a model on each."""
    gen = generator(seed, "entropy_patches")
    sizes = torch.randint(2, 8, (LEXICON,), generator=gen).tolist()
    words = [torch.randint(1, BYTES, (n,), generator=gen).tolist() for n in sizes]
    after = torch.rand(LEXICON, LEXICON, generator=gen).argsort(1)[:, :3]
    small, stream, held = (text(words, after, n, gen) for n in (4000, 6000, 800))
    cuts: dict[str, list[Cut]] = {"by entropy": [], "fixed length": []}
    for part in (stream, held):
        h = entropies(small, part)
        score = h - torch.cat([h[:1], h[:-1]]) if rule else h
        score = score[torch.randperm(len(score), generator=gen)] if control else score
        cuts["by entropy"].append(Cut(part, openings(score, length, gen)))
        cuts["fixed length"].append(Cut(part, torch.arange(len(part)) % length == 0))
    bits = {name: train(pair[0], pair[1], steps, seed) for name, pair in cuts.items()}
    begins = torch.cat([torch.tensor([True]), held[:-1] == SPACE])
    share = {n: begins[pair[1].starts].double().mean().item() for n, pair in cuts.items()}
    (ours, fixed), marks = cuts, cuts["by entropy"][1].starts[: SHOWN // length]
    shown = line("H", range(SHOWN), h[:SHOWN]), line("opens", marks, h[marks], "points")
    return Outcome(
        checks=(
            below("bits a byte", bits[ours], bits[fixed], 0.01),
            above("patches that open at a word", share[ours], share[fixed], 0.2),
        ),
        curves={
            "Entropy along a text, and where patches open": panel("byte", "nats", *shown),
            "Bits a byte of unseen text": bars("patches", "bits", bits),
        },
    )
