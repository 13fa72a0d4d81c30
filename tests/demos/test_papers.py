"""The mechanism of each demo against an oracle that is written another way."""

import cmath
import math

import numpy as np
import pytest
import torch
from scipy.interpolate import BSpline
from scipy.optimize import check_grad

from demos.kit.bandit import softmax
from demos.kit.seeds import generator, rng
from demos.papers import (
    confident_voting,
    field_switch,
    fourier_finetuning,
    guidance_basin,
    kan_splines,
    rank_one_patch,
    sequence_ratio,
    shared_second_layer,
    shortcut_steps,
    softmax_sharpness,
    ssm_state_tracking,
)


def test_patch_has_rank_one_and_moves_the_query_as_asked() -> None:
    random = rng(0)
    w, change, query = random.normal(size=(9, 4)), random.normal(size=4), random.normal(size=4)
    dw = rank_one_patch.patch(w, change, query)
    assert np.linalg.matrix_rank(dw) == 1
    np.testing.assert_allclose((w + dw) @ query, w @ (query + change))


def test_spectral_against_the_sum_over_frequencies() -> None:
    d = fourier_finetuning.D
    c, u, v = torch.tensor([0.7, -1.2]), torch.tensor([3, 60]), torch.tensor([5, 1])
    change = fourier_finetuning.spectral(c, u, v)
    for p, q in ((0, 0), (2, 9), (63, 31)):
        wanted = sum(
            (float(c[k]) * cmath.exp(2j * math.pi * (int(u[k]) * p + int(v[k]) * q) / d)).real / d
            for k in range(2)
        )
        assert change[p, q].item() == pytest.approx(wanted, abs=1e-6)


def test_band_pass_prefers_its_centre() -> None:
    def mean_distance(centre: float, band: float) -> float:
        u, v = fourier_finetuning.frequencies(200, centre, band, generator(0))
        assert len(set(zip(u.tolist(), v.tolist(), strict=True))) == 200
        axis = (torch.fft.fftfreq(64) * 64).double()
        return (axis[u] ** 2 + axis[v] ** 2).sqrt().mean().item()

    assert mean_distance(0.0, 5.0) < 12
    assert mean_distance(30.0, 5.0) == pytest.approx(30, abs=3)
    assert mean_distance(0.0, 500.0) == pytest.approx(24.5, abs=2.5)


def test_row_spectrum_has_rank_one() -> None:
    v = torch.arange(64)
    c = torch.randn(64, generator=generator(0))
    change = fourier_finetuning.spectral(c, torch.zeros(64, dtype=torch.long), v)
    assert torch.linalg.matrix_rank(change, rtol=1e-4).item() == 1


@pytest.mark.parametrize("length", [1, 5, 16, 21])
def test_doubling_equals_the_loop(length: int) -> None:
    a, b = torch.randn(2, 3, length, 4, generator=generator(length)).double().unbind(0)
    h, wanted = torch.zeros(3, 4).double(), []
    for t in range(length):
        h = a[:, t] * h + b[:, t]
        wanted.append(h)
    found = ssm_state_tracking.compose(a, b, torch.mul)
    torch.testing.assert_close(found, torch.stack(wanted, 1))


def test_matrix_model_can_hold_the_group_exactly() -> None:
    held, _ = ssm_state_tracking.matrix_ssm(generator(0))
    assert held[0].shape == (2, 8, 8)
    moves = torch.nn.functional.one_hot(ssm_state_tracking.S5, 5).double().transpose(1, 2)
    tokens, places = ssm_state_tracking.walk(ssm_state_tracking.S5, 6, 40, generator(1))
    a = moves[tokens]
    start = torch.eye(5).double()[:, :1]
    b = torch.cat([a[:, :1] @ start, torch.zeros(6, 39, 5, 1).double()], 1)
    found = ssm_state_tracking.compose(a, b, torch.matmul).squeeze(-1)
    assert (found.argmax(-1) == places).all()


def test_groups() -> None:
    def closure(moves: torch.Tensor) -> set[tuple[int, ...]]:
        found, waiting = set(), [tuple(range(5))]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += [tuple(int(m[p]) for p in one) for m in moves]
        return found

    assert len(closure(ssm_state_tracking.S5)) == 120
    assert len(closure(ssm_state_tracking.Z5)) == 5


@pytest.mark.parametrize(("grid", "degree"), [(5, 3), (2, 1), (12, 4)])
def test_splines_against_scipy(grid: int, degree: int) -> None:
    x = torch.linspace(-0.99, 0.99, 37)
    found = kan_splines.splines(x, -1.0, 1.0, grid, degree)
    knots = -1.0 + 2.0 / grid * np.arange(-degree, grid + degree + 1)
    wanted = BSpline.design_matrix(x.numpy().astype(float), knots, degree).toarray()
    np.testing.assert_allclose(found.numpy(), wanted, atol=1e-5)


def test_ratios_by_hand() -> None:
    old = np.log(softmax(np.zeros((2, 2))))
    new = np.log(softmax(np.array([[math.log(3.0), 0.0], [0.0, 0.0]])))  # 3/4 and 1/4
    words = np.array([[0, 0, 1, 1]])
    tokens = sequence_ratio.log_ratios(new, old, words)
    np.testing.assert_allclose(tokens, [[math.log(1.5), math.log(0.5), 0.0]])
    assert sequence_ratio.sequence_log_ratio(tokens)[0] == pytest.approx(math.log(0.75) / 3)
    by_prefix = math.log(1.5) + math.log(0.5) / 2
    assert sequence_ratio.prefix_log_ratio(tokens)[0] == pytest.approx(by_prefix)


def test_inverse_temperature_by_hand() -> None:
    h = torch.tensor([[0.0], [1.0], [2.0], [9.0]])
    b = softmax_sharpness.inverse_temperature(torch.tensor([1.0, 0.0, 0.5]), h, most=3.0)
    torch.testing.assert_close(b, torch.tensor([[1.0], [1.5], [3.0], [5.5]]))
    low = softmax_sharpness.inverse_temperature(torch.tensor([0.2]), h, most=3.0)
    assert (low == 1).all()  # never smooths


def test_entropy_of_even_weights() -> None:
    found = softmax_sharpness.entropy(torch.zeros(2, 8))
    torch.testing.assert_close(found, torch.full((2, 1), math.log(8)))


def test_votes_by_hand() -> None:
    answers = torch.tensor([[3, 3, 7], [1, 2, 2]])
    truth = torch.tensor([7, 2])
    assert confident_voting.vote(answers, torch.ones(2, 3), truth) == 0.5
    sure = torch.tensor([[0.1, 0.1, 0.9], [0.1, 0.1, 0.1]])
    assert confident_voting.vote(answers, sure, truth) == 1.0
    weights = confident_voting.certainty(torch.tensor([[0.5, 0.25, 1.0, 4.0]]), 0.25, 2.0)
    torch.testing.assert_close(weights, torch.tensor([[4.0, 16.0, 1.0, 0.0]]))


def test_chain_by_hand() -> None:
    words = confident_voting.chains(5, generator(0)).tolist()
    for row in words:
        state = 0
        for digit, written in zip(row[::2], row[1::2], strict=True):
            state = (3 * state + (digit - 10) + state * (digit - 10)) % 10
            assert written == state


def test_guidance_of_scale_one_is_conditional_sampling() -> None:
    everything, prompt = guidance_basin.worlds(0.3, rng(0))
    e_u, e_c = rng(1).normal(size=(2, 5, 8))
    np.testing.assert_allclose(guidance_basin.guided(e_u, e_c, 1.0, True), e_c)
    np.testing.assert_allclose(guidance_basin.guided(e_u, e_c, 7.5, False), e_u)
    start = rng(2).normal(size=(400, 8))
    copies, own = guidance_basin.shares(
        guidance_basin.sample(start, everything, prompt, 1.0, 1.0)[0], everything
    )
    assert copies == pytest.approx(0.3, abs=0.08)  # the spike's weight, as the density says
    assert own == pytest.approx(0.7, abs=0.08)


def test_field_of_one_point_leads_straight_to_it() -> None:
    x, point = rng(0).normal(size=(7, 2)), np.array([[3.0, -1.0]])
    np.testing.assert_allclose(field_switch.field(x, 0.25, point), (point - x) / 0.75)
    two = np.array([[1.0, 0.0], [-1.0, 0.0]])
    assert field_switch.aimed_at(np.zeros((1, 2)), 0.5, two) == pytest.approx(2.0)
    moved = field_switch.field(np.array([[0.2, 0.0]]), 0.5, two)[0, 0]
    assert moved == pytest.approx((math.tanh(0.2 * 0.5 / 0.25) - 0.2) / 0.5)


def test_descent_of_the_two_layers_against_numeric_slopes() -> None:
    parts, weak, noise = list(rng(0).normal(size=(4, 3))), 0.4, 0.2

    def loss(flat: np.ndarray) -> float:
        u, w, c = flat.reshape(3, 3)
        p, q = c @ u, weak * (c @ w)
        return float((1 - p - q) ** 2 / 2 + noise * p**2 / 2)

    def slope(flat: np.ndarray) -> np.ndarray:
        u, w, c = flat.reshape(3, 3)
        p, q = c @ u, weak * (c @ w)
        to_p, to_q = -(1 - p - q) + noise * p, -weak * (1 - p - q)
        return np.concatenate([to_p * c, to_q * c, to_p * u + to_q * w])

    start = np.concatenate(parts[:3])
    assert check_grad(loss, slope, start) < 1e-5
    after = (start - shared_second_layer.RATE * slope(start)).reshape(3, 3)
    course = shared_second_layer.train(parts, weak, noise, 2, shared=True)
    assert course.icl[1] == pytest.approx(after[2] @ after[0])
    assert course.ciwl[1] == pytest.approx(weak * (after[2] @ after[1]))


def test_two_short_jumps_are_one_long_one() -> None:
    model = shortcut_steps.mlp_init((8, 16, 2), generator(0))
    x, t, d = torch.ones(4, 2), torch.full((4, 1), 0.5), torch.full((4, 1), 0.25)
    first = shortcut_steps.velocity(model, x, t, d)
    there = x + 0.25 * first + 0.25 * shortcut_steps.velocity(model, x + 0.25 * first, t + d, d)
    torch.testing.assert_close(x + 0.5 * shortcut_steps.two_short(model, x, t, d), there)
    one, other = torch.tensor([[0.0, 0.0], [0.0, 2.0]]), torch.tensor([[1.0, 0.0], [1.0, 2.0]])
    by_hand = 2 * (1 + math.sqrt(5)) / 2 - 2 - 2
    assert shortcut_steps.energy_distance(one, other) == pytest.approx(by_hand, abs=1e-6)
