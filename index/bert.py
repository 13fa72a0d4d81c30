"""In: a BERT sentence model's folder and a text; out: its unit vector, by ONNX Runtime.

Starting PyTorch and sentence-transformers takes seconds, which is most of a cold command; and ONNX
Runtime packs the weights once, where NumPy's BLAS packs all 42 MB again for every question. The
graphs (`python -m evals.graph`) have no weights: they go in as they stand in the model's own file,
and for questions, which somebody waits for, in bytes. The tests hold the vectors to
sentence-transformers'.
"""

import json
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.in_bytes import in_bytes
from index.models import SHAPE, WEIGHTS, read_json

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

GRAPH = Path(__file__).parent / "bert.onnx"
BYTES_GRAPH = Path(__file__).parent / "bert-bytes.onnx"
CODES, SCALES = "codes", "scales"
"""What the parts of a weight in bytes are called, after its own name."""

_UNUSED = ("embeddings.position_ids", "pooler.", "__metadata__")
_LENGTH = 8
_TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2"}
_LAYERS = "encoder."
_ERRORS_ONLY = 3


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
        return self._encoded(text, self._session)

    def ask_tokens(self, text: str) -> Encoded:
        """What `encode_tokens` gives but for rounding (cosine > 0.999), a quarter quicker."""
        return self._encoded(text, self._quick_session)

    def _encoded(self, text: str, session: "InferenceSession") -> Encoded:
        ids = np.array(self._tokenizer.encode(text).ids)
        vector, states = session.run(("vector", "states"), {"ids": ids})
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
        return _open(GRAPH, _weights(self._folder / WEIGHTS))

    @cached_property
    def _quick_session(self) -> "InferenceSession":
        """The same with the weights in bytes; opened with the first question."""
        return _open(BYTES_GRAPH, _with_bytes(_weights(self._folder / WEIGHTS)))


def _open(graph: Path, weights: Mapping[str, NDArray[Any]]) -> "InferenceSession":
    # from 1.29 on it reports its use over the network, unless this is set before it starts
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    options.intra_op_num_threads = 1  # texts are divided over threads, not one text
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
    options.add_external_initializers(list(weights), values)
    return onnxruntime.InferenceSession(
        graph.read_bytes(), options, providers=["CPUExecutionProvider"]
    )


def _weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """The weights of embeddings and encoder, by their names in the file, which stays mapped.

    A safetensors file is the length of a header, that header in JSON, and the numbers. To read the
    table of 30,522 words for the few that are asked costs 30 ms.
    """
    file = np.memmap(path, mode="r")
    start = _LENGTH + int.from_bytes(file[:_LENGTH].tobytes(), "little")
    tensors = json.loads(file[_LENGTH:start].tobytes())
    found = {}
    for name, tensor in tensors.items():
        if not name.startswith(_UNUSED):
            first, last = tensor["data_offsets"]
            numbers = file[start + first : start + last].view(_TYPES[tensor["dtype"]])
            found[name] = numbers.reshape(tensor["shape"]).astype(np.float32, copy=False)
    return found


def _with_bytes(weights: Mapping[str, NDArray[np.float32]]) -> dict[str, NDArray[Any]]:
    """The weights with every matrix of the layers in bytes; tables and vectors as they are."""
    made: dict[str, NDArray[Any]] = {}
    for name, array in weights.items():
        if array.ndim == 2 and name.startswith(_LAYERS):
            codes, scales = in_bytes(array)
            made |= {f"{name}.{CODES}": codes, f"{name}.{SCALES}": scales}
        else:
            made[name] = array
    return made


def _max_tokens(folder: Path) -> int:
    path = folder / "sentence_bert_config.json"
    stated = read_json(path).get("max_seq_length") if path.is_file() else None
    return int(stated or SHAPE["max_position_embeddings"])
