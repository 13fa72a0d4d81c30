"""In: demos.kit.bigrams; out: whether examples follow the tables and losses meet a closed form."""

import math

import torch

from demos.kit.bigrams import draw, exact_losses
from demos.kit.seeds import generator

CYCLE = torch.eye(3).roll(1, 1)  # symbol s is followed by s + 1
EVEN = torch.full((3, 3), 1 / 3)


def test_examples_name_their_source_and_follow_its_table() -> None:
    where = torch.tensor([0, 1, 0, 0, 1])

    inputs, following = draw(torch.stack([CYCLE, CYCLE.T]), where, generator(0))

    assert inputs.shape == (5, 5)
    assert inputs.sum(1).tolist() == [2.0] * 5
    assert inputs[:, :2].argmax(1).tolist() == where.tolist()
    now = inputs[:, 2:].argmax(1)
    assert following.tolist() == ((now + torch.where(where == 0, 1, -1)) % 3).tolist()


def test_losses_are_cross_entropies_of_each_source() -> None:
    even = [(torch.zeros(3, 5), torch.zeros(3))]
    knows = torch.cat([torch.zeros(3, 2), 50.0 * CYCLE.T], 1)

    blank = exact_losses(even, torch.stack([CYCLE, EVEN]))
    sure = exact_losses([(knows, torch.zeros(3))], torch.stack([CYCLE, CYCLE.T]))

    assert torch.allclose(blank, torch.full((2,), math.log(3.0)))
    assert torch.allclose(sure, torch.tensor([0.0, 50.0]), atol=1e-5)
