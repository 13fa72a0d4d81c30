import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.bert import BertEncoder
from index.embed import BertEmbedder, TorchEmbedder, open_embedder
from index.models import fingerprint, is_plain_bert, model_folder
from index.settings import DEFAULT_MODEL
from ingest.errors import StateError
from tests.index.processor import needs_bytes

TEXTS = [
    "kan",
    "Which paper removes layers and keeps the accuracy?",
    "Große Öfen, naïve café, 雪, 🚨 and $x_{l+1} = \\arccos(y)$ / π",
    " ".join(["A sentence that is far longer than the model reads."] * 60),
]


@pytest.fixture(scope="module")
def embedder() -> BertEmbedder:
    return BertEmbedder(DEFAULT_MODEL, model_folder(DEFAULT_MODEL))


BEFORE = [
    [-0.026222, 0.037689, 0.001789, 0.062751, -0.028867, 0.000504],
    [-0.139573, 0.070743, 0.019903, 0.038816, 0.03471, -0.038233],
    [-0.066349, -0.004328, 0.027244, -0.001027, 0.022268, 0.0107],
    [0.066331, -0.026255, 0.035004, -0.012529, -0.005617, 0.064952],
]
"""The first numbers of the vectors of these texts in libraries made by NumPy."""
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_onnx_runtime_agrees_with_sentence_transformers(embedder: BertEmbedder) -> None:
    oracle = TorchEmbedder(DEFAULT_MODEL, model_folder(DEFAULT_MODEL))
    expected = oracle.encode(TEXTS)
    assert (embedder.encode(TEXTS) * expected).sum(axis=1) == pytest.approx(1, abs=1e-6)
    for text, passage in zip(TEXTS, expected, strict=True):
        assert embedder.encode_query(text) @ passage > 0.999
    assert oracle.dimension == embedder.dimension == 384


def test_a_vector_depends_on_its_text_alone(embedder: BertEmbedder) -> None:
    together = embedder.encode(TEXTS[:3])
    assert np.array_equal(together[1], embedder.encode([TEXTS[1]])[0])
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-6)


def test_a_question_is_embedded_in_bytes_and_near_what_it_is_as_a_passage(
    embedder: BertEmbedder,
) -> None:
    needs_bytes(embedder._encoder)
    for text in TEXTS:
        asked, (told,) = embedder.encode_query(text), embedder.encode([text])
        assert 0.999 < asked @ told < 1 - 1e-6
        assert np.linalg.norm(asked) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("lacking", ["measurements", "bytes"])
def test_a_question_is_embedded_unrounded_where_bytes_would_not_do(
    lacking: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if lacking == "measurements":  # of another model of the same shape
        monkeypatch.setattr("index.bert.load_smoothing", lambda _: None)
    else:  # a processor that cuts sums short gives less than this
        monkeypatch.setattr("index.bert._FULL", 255 * 127 * 64 + 1)
    encoder = BertEncoder(model_folder(DEFAULT_MODEL))
    asked, told = encoder.ask_tokens(TEXTS[0]), encoder.encode_tokens(TEXTS[0])
    assert np.array_equal(asked.vector, told.vector)


def test_a_question_is_embedded_once_for_search_and_comparison(embedder: BertEmbedder) -> None:
    assert embedder.encode_query(TEXTS[0]) is embedder.encode_query(TEXTS[0])


def test_vectors_fit_libraries_made_before(embedder: BertEmbedder) -> None:
    assert np.abs(embedder.encode(TEXTS)[:, :6] - BEFORE).max() < 1e-5


def test_embedding_leaves_nothing_behind_and_tells_nobody(tmp_path: Path) -> None:
    # releases of ONNX Runtime that report home keep the machine's number in its owner's folder
    code = (
        "import os; from index.embed import open_embedder; open_embedder('all-MiniLM-L6-v2')"
        ".encode_query('owls'); print(os.environ['ORT_DISABLE_TELEMETRY'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "1"
    assert not done.stderr
    assert not list(tmp_path.iterdir())


def test_progress_is_told_for_every_text(embedder: BertEmbedder) -> None:
    seen: list[tuple[int, int]] = []
    embedder.encode(["one", "two", "three"], lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("file", "key", "value"),
    [
        ("1_Pooling/config.json", "pooling_mode_cls_token", True),
        ("config.json", "hidden_act", "relu"),
        ("config.json", "num_hidden_layers", 12),
        ("config.json", "layer_norm_eps", 1e-5),
    ],
)
def test_the_quick_way_is_taken_only_for_models_it_computes(
    file: str, key: str, value: object, tmp_path: Path
) -> None:
    folder = model_folder(DEFAULT_MODEL)
    assert is_plain_bert(folder)
    assert isinstance(open_embedder(DEFAULT_MODEL), BertEmbedder)
    other = tmp_path / "other"
    shutil.copytree(folder, other, ignore=shutil.ignore_patterns("*.safetensors"))
    (other / "model.safetensors").touch()
    config = json.loads((other / file).read_text("utf-8"))
    (other / file).write_text(json.dumps(config | {key: value}), "utf-8")
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
