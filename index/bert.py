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

from index.in_bytes import Smoothing, in_bytes, load_smoothing
from index.models import SHAPE, WEIGHTS, fingerprint, read_json

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

GRAPH = Path(__file__).parent / "bert.onnx"
BYTES_GRAPH = Path(__file__).parent / "bert-bytes.onnx"
CODES, SCALES, FACTORS = "codes", "scales", "factors"
"""What the parts of a weight in bytes are called, and what its inputs are multiplied with."""
FULL, _FULL = "full", 255 * 127 * 64
"""A sum of products of bytes, and what it is unless the processor cannot hold two of them."""

_UNUSED = ("embeddings.position_ids", "pooler.", "__metadata__")
_LENGTH = 8
_TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2"}
_LAYERS = "encoder."
_ERRORS_ONLY = 3
_SLOWER = ["BiasGeluFusion"]
"""Joins two operators to one that takes half as long again."""


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
        """What `encode_tokens` gives but for rounding (cosine > 0.999), a third quicker."""
        return self._encoded(text, self._quick_session)

    def _encoded(self, text: str, session: "InferenceSession") -> Encoded:
        ids = self.numbers(text)
        vector, states = session.run(("vector", "states"), {"ids": ids})
        return Encoded(vector, ids.astype(np.int32), states)

    def numbers(self, text: str) -> NDArray[np.int64]:
        """The numbers (n,) of a text's tokens."""
        return np.array(self._tokenizer.encode(text).ids)

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
        return open_graph(GRAPH.read_bytes(), read_weights(self._folder / WEIGHTS))

    @cached_property
    def _quick_session(self) -> "InferenceSession":
        """The same with the weights in bytes; opened with the first question.

        Where the model's numbers were not measured, or the processor cuts sums of products of
        bytes short, it is the graph with the weights as they are.
        """
        smoothing = load_smoothing(fingerprint(self._folder))
        if smoothing is None:
            return self._session
        weights = _with_bytes(read_weights(self._folder / WEIGHTS), smoothing)
        session = open_graph(BYTES_GRAPH.read_bytes(), weights)
        (sums,) = session.run((FULL,), {"ids": np.zeros(1, dtype=np.int64)})
        return session if np.all(sums == _FULL) else self._session


def open_graph(graph: bytes, weights: Mapping[str, NDArray[Any]]) -> "InferenceSession":
    """A graph that is ready to run on one thread, with the weights it names."""
    # from 1.29 on it reports its use over the network, unless this is set before it starts
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    options.intra_op_num_threads = 1  # texts are divided over threads, not one text
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
    options.add_external_initializers(list(weights), values)
    return onnxruntime.InferenceSession(
        graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )


def read_weights(path: Path) -> dict[str, NDArray[np.float32]]:
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


def _with_bytes(
    weights: Mapping[str, NDArray[np.float32]], smoothing: Smoothing
) -> dict[str, NDArray[Any]]:
    """The weights with every matrix of the layers in bytes; tables and vectors as they are."""
    made: dict[str, NDArray[Any]] = {
        f"{name}.{FACTORS}": 1 / columns for name, columns in smoothing.items()
    }
    for name, array in weights.items():
        if array.ndim == 2 and name.startswith(_LAYERS):
            columns = smoothing.get(_inputs_of(name))
            codes, scales = in_bytes(array if columns is None else array * columns)
            made |= {f"{name}.{CODES}": codes, f"{name}.{SCALES}": scales}
        else:
            made[name] = array
    return made


def _inputs_of(weight: str) -> str:
    """What the inputs of a matrix are called: those of query, key and value are the same."""
    layer = weight.removesuffix(".weight")
    return layer.rpartition(".")[0] if ".self." in layer else layer


def _max_tokens(folder: Path) -> int:
    path = folder / "sentence_bert_config.json"
    stated = read_json(path).get("max_seq_length") if path.is_file() else None
    return int(stated or SHAPE["max_position_embeddings"])
