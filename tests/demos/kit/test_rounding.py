"""In: demos.kit.rounding; out: whether rounding meets grids worked out by hand."""

import torch

from demos.kit.rounding import Rounded, dequantised, to_nearest, whole
from demos.kit.seeds import generator


def test_rounding_passes_gradients_on() -> None:
    x = torch.tensor([0.2, 1.7], requires_grad=True)

    (gradient,) = torch.autograd.grad((whole(x) * torch.tensor([3.0, 5.0])).sum(), x)

    assert whole(x).tolist() == [0.0, 2.0]
    assert gradient.tolist() == [3.0, 5.0]


def test_values_fall_on_the_grid_and_are_cut_at_its_ends() -> None:
    row = torch.tensor([[-9.0, -0.4, 0.3, 0.6, 9.0]])

    found = dequantised(Rounded(row, torch.tensor([[0.5]]), torch.tensor([[1.0]])), 2)

    assert found.tolist() == [[-0.5, -0.5, 0.5, 0.5, 1.0]]


def test_a_row_that_lies_on_a_grid_is_kept() -> None:
    rows = torch.tensor([[-1.0, 0.0, 1.0, 2.0], [0.0, 3.0, 6.0, 9.0]])

    assert torch.allclose(dequantised(to_nearest(rows, 2), 2), rows)


def test_the_range_is_shrunk_where_that_lowers_the_error() -> None:
    rows = torch.randn(20, 64, generator=generator(0))
    low, high = rows.amin(1, keepdim=True), rows.amax(1, keepdim=True)
    step = (high - low) / 3
    plain = ((dequantised(Rounded(rows, step, -low / step), 2) - rows) ** 2).sum(1)

    found = ((dequantised(to_nearest(rows, 2), 2) - rows) ** 2).sum(1)

    assert (found <= plain).all()
    assert found.sum() < 0.8 * plain.sum()
