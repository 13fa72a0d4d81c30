import numpy as np
import pytest

from evals.smoothing import make_smoothing
from index.bert import BertEncoder
from index.in_bytes import Smoothing, load_smoothing
from index.models import fingerprint, model_folder
from index.settings import DEFAULT_MODEL
from tests.index.processor import needs_bytes

ASKED = ["Why do owls hear the snow?", "Which method halves the memory of a transformer?"]


@pytest.fixture(scope="module")
def stored() -> Smoothing:
    found = load_smoothing(fingerprint(model_folder(DEFAULT_MODEL)))
    assert found is not None
    return found


def test_what_is_smoothed_is_what_is_stored_and_evens_out(stored: Smoothing) -> None:
    made = make_smoothing(ASKED, model_folder(DEFAULT_MODEL))
    assert list(made) == list(stored)
    for name, columns in made.items():
        assert columns.shape == stored[name].shape
        assert np.log(columns).mean() == pytest.approx(0, abs=1e-5)
        assert np.corrcoef(np.log(columns), np.log(stored[name]))[0, 1] > 0.7


def test_a_smoothed_question_is_nearer_to_what_it_is_unrounded(
    stored: Smoothing, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs_bytes(BertEncoder(model_folder(DEFAULT_MODEL)))

    def off() -> float:
        encoder = BertEncoder(model_folder(DEFAULT_MODEL))
        pairs = [(encoder.ask_tokens(text), encoder.encode_tokens(text)) for text in ASKED]
        return sum(1 - float(asked.vector @ told.vector) for asked, told in pairs)

    smoothed = off()
    plain = {name: np.ones_like(columns) for name, columns in stored.items()}
    monkeypatch.setattr("index.bert.load_smoothing", lambda _: plain)
    assert 0 < smoothed < off() / 1.5
