"""In: a BERT sentence model's folder and a text; out: its unit vector, by NumPy alone.

Starting PyTorch and sentence-transformers takes seconds, which is most of a cold command. A BERT
encoder is a dozen lines of linear algebra, so queries and passages run through this one; the
tests hold it to sentence-transformers. Symbols as in Vaswani et al. (2017); shapes are comments.
"""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from tokenizers import Tokenizer

from index.models import WEIGHTS, read_json

Array = NDArray[np.float32]

_TILE = 8
"""BLAS handles row counts that are multiples of this much faster (measured, for few rows)."""

_ERFC = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
_ERFC_P = 0.3275911


class _Layer(NamedTuple):
    """Weights (out, in) and biases of one encoder layer."""

    q: tuple[Array, Array]
    k: tuple[Array, Array]
    v: tuple[Array, Array]
    mix: tuple[Array, Array]
    norm_1: tuple[Array, Array]
    up: tuple[Array, Array]
    down: tuple[Array, Array]
    norm_2: tuple[Array, Array]


class Encoded(NamedTuple):
    """A text's unit vector (d,), and the numbers (n,) and last states (n, d) of its tokens."""

    vector: Array
    ids: NDArray[np.int32]
    states: Array


class BertEncoder:
    """The forward pass of a model for which `is_plain_bert` holds; safe to share by threads."""

    def __init__(self, folder: Path) -> None:
        config = read_json(folder / "config.json")
        self.dimension: int = config["hidden_size"]
        self._heads: int = config["num_attention_heads"]
        self._eps = np.float32(config["layer_norm_eps"])
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_max_tokens(folder, config))
        self._tokenizer.no_padding()
        with safe_open(str(folder / WEIGHTS), "numpy") as file:
            names = [name for name in file.keys() if "position_ids" not in name]  # noqa: SIM118
            weights = {n: file.get_tensor(n).astype(np.float32, copy=False) for n in names}
        self._words = weights["embeddings.word_embeddings.weight"]
        # every text is segment 0, so its vector goes into the positions once and for all
        self._places = (
            weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self._norm = _pair(weights, "embeddings.LayerNorm")
        self._layers = [_layer(weights, i) for i in range(config["num_hidden_layers"])]

    def encode(self, text: str) -> Array:
        """The unit vector (dimension,) of a text; what exceeds the model's length is cut off."""
        return self.encode_tokens(text).vector

    def encode_tokens(self, text: str) -> Encoded:
        """The vector of a text with the states it is the mean of."""
        ids = self._tokenizer.encode(text).ids
        n = len(ids)
        padded = ids + [0] * (-n % _TILE)
        x = self._words[padded] + self._places[: len(padded)]  # (m, d), m = n rounded up
        _normalise(x, self._norm, self._eps)
        for layer in self._layers:
            x = self._apply(layer, x, n)
        mean = x[:n].mean(axis=0)
        vector = np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)
        return Encoded(vector, np.array(ids, dtype=np.int32), x[:n])

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one token of the vocabulary."""
        return self._tokenizer.token_to_id(word) is not None

    def vocabulary(self) -> tuple[str, ...]:
        """The tokens by number."""
        numbers = self._tokenizer.get_vocab()
        return tuple(sorted(numbers, key=lambda word: numbers[word]))

    def _apply(self, layer: _Layer, x: Array, n: int) -> Array:
        """One encoder layer, (m, d) -> (m, d); only the first n rows are attended to."""
        q = self._split(_linear(x, layer.q))  # (h, m, d/h)
        k = self._split(_linear(x[:n], layer.k))  # (h, n, d/h)
        v = self._split(_linear(x[:n], layer.v))
        a = q @ k.transpose(0, 2, 1)  # (h, m, n)
        a *= np.float32(q.shape[-1] ** -0.5)
        a -= a.max(axis=-1, keepdims=True)
        np.exp(a, out=a)
        a /= a.sum(axis=-1, keepdims=True)
        y = _linear((a @ v).transpose(1, 0, 2).reshape(x.shape), layer.mix)
        y += x
        _normalise(y, layer.norm_1, self._eps)
        z = _linear(_gelu(_linear(y, layer.up)), layer.down)
        z += y
        _normalise(z, layer.norm_2, self._eps)
        return z

    def _split(self, x: Array) -> Array:
        return x.reshape(len(x), self._heads, -1).transpose(1, 0, 2)


def _linear(x: NDArray[Any], weight_and_bias: tuple[Array, Array]) -> Array:
    weight, bias = weight_and_bias
    y: Array = x @ weight.T
    y += bias
    return y


def _normalise(x: Array, gain_and_shift: tuple[Array, Array], eps: np.float32) -> None:
    """Layer normalisation of every row, in place."""
    gain, shift = gain_and_shift
    x -= x.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x) / np.float32(x.shape[1])
    x /= np.sqrt(variance + eps)[:, None]
    x *= gain
    x += shift


def _gelu(x: Array) -> Array:
    """GELU as max(x, 0) - |x| erfc(|x| / sqrt 2) / 2; may overwrite x.

    erfc by Abramowitz & Stegun 7.1.26, whose error of 1.5e-7 is that of single precision. Every
    step writes where it read: fresh arrays of this size cost more than the arithmetic.
    """
    s = np.abs(x)
    t = s * np.float32(_ERFC_P * 0.5**0.5)
    t += np.float32(1)
    np.reciprocal(t, out=t)
    p = t * np.float32(_ERFC[0])
    for c in _ERFC[1:]:
        p += np.float32(c)
        p *= t
    np.multiply(s, s, out=t)
    t *= np.float32(-0.5)
    np.exp(t, out=t)
    p *= t
    p *= s
    p *= np.float32(0.5)
    np.maximum(x, np.float32(0), out=x)
    x -= p
    return x


def _layer(weights: dict[str, Array], number: int) -> _Layer:
    names = (
        "attention.self.query",
        "attention.self.key",
        "attention.self.value",
        "attention.output.dense",
        "attention.output.LayerNorm",
        "intermediate.dense",
        "output.dense",
        "output.LayerNorm",
    )
    return _Layer(*(_pair(weights, f"encoder.layer.{number}.{name}") for name in names))


def _pair(weights: dict[str, Array], name: str) -> tuple[Array, Array]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _max_tokens(folder: Path, config: dict[str, Any]) -> int:
    limit = config["max_position_embeddings"]
    path = folder / "sentence_bert_config.json"
    return int(read_json(path).get("max_seq_length") or limit) if path.is_file() else int(limit)
