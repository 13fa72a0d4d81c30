from pathlib import Path

import numpy as np

from index.in_bytes import in_bytes, load_smoothing, save_smoothing


def test_a_weight_is_found_again_to_half_a_step_of_its_row() -> None:
    weights = np.random.default_rng(0).normal(size=(6, 64)).astype(np.float32)
    weights[0, 5] = -100  # coarsens its own row alone
    weights[1] = 0
    made = in_bytes(weights)
    assert made.codes.shape == (64, 6)
    assert made.codes.flags.c_contiguous
    again = made.codes.T * made.scales[:, None]
    off = np.abs(again - weights).max(axis=1)
    assert (off <= made.scales * 0.501).all()
    assert made.scales[0] > 20 * made.scales[2]
    assert not again[1].any()


def test_the_greatest_weights_keep_their_sign_and_size() -> None:
    weights = np.linspace(-3, 3, 16, dtype=np.float32)[None]
    codes = in_bytes(weights).codes[:, 0]
    assert (codes[0], codes[-1]) == (-127, 127)


def test_smoothing_is_for_the_model_it_was_measured_with(tmp_path: Path) -> None:
    path = tmp_path / "smoothing.npz"
    columns = np.array([0.5, 2, 1], dtype=np.float32)
    save_smoothing({"layer.0": columns}, "model", path)
    found = load_smoothing("model", path)
    assert found is not None
    assert list(found) == ["layer.0"]
    assert np.array_equal(found["layer.0"], columns)
    assert load_smoothing("another", path) is None
    assert load_smoothing("model", tmp_path / "none.npz") is None
