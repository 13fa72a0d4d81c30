import numpy as np

from index.in_bytes import BLOCK, in_bytes


def test_a_weight_is_found_again_to_half_a_step_of_its_block() -> None:
    weights = np.random.default_rng(0).normal(size=(6, 4 * BLOCK)).astype(np.float32)
    weights[0, :BLOCK] *= 100  # coarsens its own block alone
    weights[1, :BLOCK] = 0
    made = in_bytes(weights)
    assert made.codes.shape == (6, 4, BLOCK)
    assert made.scales.shape == (6, 4)
    again = (made.codes.astype(np.float32) - 128) * made.scales[..., None]
    off = np.abs(again - weights.reshape(again.shape)).max(axis=2)
    assert (off <= made.scales * 0.501).all()
    assert made.scales[0, 0] > 20 * made.scales[0, 1]
    assert not again[1, 0].any()


def test_the_greatest_weights_keep_their_sign_and_size() -> None:
    weights = np.linspace(-3, 3, BLOCK, dtype=np.float32)[None]
    codes = in_bytes(weights).codes[0, 0]
    assert (codes[0], codes[-1]) == (1, 255)
