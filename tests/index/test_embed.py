import shutil
from pathlib import Path

import numpy as np
import pytest

from index.embed import NumpyEmbedder, TorchEmbedder, open_embedder
from index.models import fingerprint, is_plain_bert, model_folder
from index.settings import DEFAULT_MODEL
from ingest.errors import StateError

TEXTS = [
    "kan",
    "Which paper removes layers and keeps the accuracy?",
    "Große Öfen, naïve café, 雪, 🚨 and $x_{l+1} = \\arccos(y)$ / π",
    " ".join(["A sentence that is far longer than the model reads."] * 60),
]


@pytest.fixture(scope="module")
def embedder() -> NumpyEmbedder:
    return NumpyEmbedder(DEFAULT_MODEL, model_folder(DEFAULT_MODEL))


@pytest.mark.slow
def test_numpy_agrees_with_sentence_transformers(embedder: NumpyEmbedder) -> None:
    oracle = TorchEmbedder(DEFAULT_MODEL, model_folder(DEFAULT_MODEL))
    expected = oracle.encode(TEXTS)
    assert (embedder.encode(TEXTS) * expected).sum(axis=1) == pytest.approx(1, abs=1e-6)
    assert np.abs(embedder.encode_query(TEXTS[1]) - oracle.encode_query(TEXTS[1])).max() < 1e-6
    assert oracle.dimension == embedder.dimension == 384


def test_a_vector_depends_on_its_text_alone(embedder: NumpyEmbedder) -> None:
    together = embedder.encode(TEXTS[:3])
    assert np.array_equal(together[1], embedder.encode([TEXTS[1]])[0])
    assert np.array_equal(together[1], embedder.encode_query(TEXTS[1]))
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-6)


def test_a_question_is_embedded_once_for_search_and_comparison(embedder: NumpyEmbedder) -> None:
    assert embedder.encode_query(TEXTS[0]) is embedder.encode_query(TEXTS[0])


def test_progress_is_told_for_every_text(embedder: NumpyEmbedder) -> None:
    seen: list[tuple[int, int]] = []
    embedder.encode(["one", "two", "three"], lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_the_quick_way_is_taken_only_for_models_it_computes(tmp_path: Path) -> None:
    folder = model_folder(DEFAULT_MODEL)
    assert isinstance(open_embedder(DEFAULT_MODEL), NumpyEmbedder)
    assert is_plain_bert(folder)
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    pooling = other / "1_Pooling" / "config.json"
    text = pooling.read_text("utf-8")
    pooling.write_text(
        text.replace('"pooling_mode_cls_token": false', '"pooling_mode_cls_token": true')
    )
    assert isinstance(open_embedder(str(other)), TorchEmbedder)


def test_a_model_is_told_from_another_by_its_fingerprint(tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"a" * (3 << 20))
    first = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == first
    weights.write_bytes(b"b" * (3 << 20))
    assert fingerprint(tmp_path) != first
    weights.write_bytes(b"a" * (3 << 20) + b"a")
    assert fingerprint(tmp_path) != first


def test_a_model_that_is_nowhere_is_a_state_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(StateError, match="no model 'nobody/nothing' here or on the hub"):
        model_folder("nobody/nothing")
