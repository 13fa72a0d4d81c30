"""In: a BERT sentence model's folder and a text; out: its unit vector, by ONNX Runtime.

Starting PyTorch and sentence-transformers takes seconds, which is most of a cold command; and ONNX
Runtime packs the weights once, where NumPy's BLAS packs all 42 MB again for every question. The
graph (`python -m evals.graph`) has no weights: they go in as they stand in the model's own file.
The tests hold the vectors to sentence-transformers'.
"""

import os
from functools import cached_property
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from tokenizers import Tokenizer

from index.models import SHAPE, WEIGHTS, read_json

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

GRAPH = Path(__file__).parent / "bert.onnx"

_UNUSED = ("embeddings.position_ids", "pooler.")
_ERRORS_ONLY = 3
_THREADS = 2
"""For one text, each product divided by columns: that changes no bit of the vector."""


class Encoded(NamedTuple):
    """A text's unit vector (d,), and the numbers (n,) and last states (n, d) of its tokens."""

    vector: NDArray[np.float32]
    ids: NDArray[np.int32]
    states: NDArray[np.float32]


class BertEncoder:
    """The forward pass of a model for which `is_plain_bert` holds; safe to share by threads."""

    dimension: int = SHAPE["hidden_size"]

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_max_tokens(folder))
        self._tokenizer.no_padding()

    def encode(self, text: str) -> NDArray[np.float32]:
        """The unit vector (dimension,) of a text; what exceeds the model's length is cut off."""
        return self.encode_tokens(text).vector

    def encode_tokens(self, text: str) -> Encoded:
        """The vector of a text with the states it is the mean of."""
        ids = np.array(self._tokenizer.encode(text).ids)
        vector, states = self._session.run(("vector", "states"), {"ids": ids})
        return Encoded(vector, ids.astype(np.int32), states)

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one token of the vocabulary."""
        return self._tokenizer.token_to_id(word) is not None

    def vocabulary(self) -> tuple[str, ...]:
        """The tokens by number."""
        numbers = self._tokenizer.get_vocab()
        return tuple(sorted(numbers, key=lambda word: numbers[word]))

    @cached_property
    def _session(self) -> "InferenceSession":
        """The graph with this model's weights; opened with the first text, not for a word."""
        # from 1.29 on it reports its use over the network, unless this is set before it starts
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = _ERRORS_ONLY
        options.intra_op_num_threads = min(_THREADS, cpu_count() or 1)
        # a thread that waits must not keep a processor from those of other texts
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        weights = _weights(self._folder / WEIGHTS)
        values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
        options.add_external_initializers(list(weights), values)
        return onnxruntime.InferenceSession(
            GRAPH.read_bytes(), options, providers=["CPUExecutionProvider"]
        )


def _weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """The weights of embeddings and encoder, by their names in the file."""
    with safe_open(str(path), "numpy") as file:
        names = [name for name in file.keys() if not name.startswith(_UNUSED)]  # noqa: SIM118
        return {name: file.get_tensor(name).astype(np.float32, copy=False) for name in names}


def _max_tokens(folder: Path) -> int:
    path = folder / "sentence_bert_config.json"
    stated = read_json(path).get("max_seq_length") if path.is_file() else None
    return int(stated or SHAPE["max_position_embeddings"])
