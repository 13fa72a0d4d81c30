"""In: the questions of our cards; out: `index/bert-bytes.npz`, by which inputs are smoothed.

Run as `python -m evals.smoothing [--save]`. How great the inputs of each product are is measured
with the model unrounded; golden questions are not touched.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from onnx import TensorProto, helper

from evals.catalogue import catalogue
from evals.graph import factors, make_graph
from evals.tokens import without_questions
from index.bert import BertEncoder, open_graph, read_weights
from index.in_bytes import SMOOTHING, Smoothing, save_smoothing
from index.models import SHAPE, WEIGHTS, fingerprint, model_folder
from index.settings import DEFAULT_MODEL

SHARES = (0.4, 0.4, 0.2)
"""How far the inputs decide, of attention and of the first and second product after it; the
weights decide the rest. Inputs that are rounded to two bytes need it least."""

Weights = Mapping[str, NDArray[np.float32]]


def make_smoothing(texts: Sequence[str], folder: Path) -> Smoothing:
    """How the inputs of a model's products are to be divided, each with a geometric mean of 1."""
    weights = read_weights(folder / WEIGHTS)
    sizes = _sizes(texts, folder, weights)
    made = {}
    for name, (inputs, share) in _smoothed().items():
        matrices = [
            weights[f"{name}{part}.weight"]
            for part in ("", ".query", ".key", ".value")
            if f"{name}{part}.weight" in weights
        ]
        strength = np.sqrt(np.mean([np.square(m).mean(axis=0) for m in matrices], axis=0))
        columns = sizes[inputs] ** share / strength ** (1 - share)
        made[name] = np.asarray(columns / np.exp(np.log(columns).mean()), dtype=np.float32)
    return made


def _smoothed() -> dict[str, tuple[str, float]]:
    """What is smoothed: its name in bytes, its name in the unrounded graph, and the share."""
    found: dict[str, tuple[str, float]] = {}
    before = "embedded"
    for number in range(SHAPE["num_hidden_layers"]):
        layer = f"encoder.layer.{number}"
        inputs = before, f"{layer}.x", f"{layer}.gelu"
        found |= dict(zip(factors(layer), zip(inputs, SHARES, strict=True), strict=True))
        before = layer
    return found


def _sizes(texts: Sequence[str], folder: Path, weights: Weights) -> dict[str, NDArray[np.float64]]:
    """The root of the mean square of each column of all that is smoothed, over some texts."""
    names = [inputs for inputs, _ in _smoothed().values()]
    model = make_graph()
    for name in names:
        model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = open_graph(model.SerializeToString(), weights)
    encoder = BertEncoder(folder)
    squares = {name: np.zeros(1) for name in names}
    count = 0
    for text in texts:
        ids = encoder.numbers(text)
        count += len(ids)
        for name, states in zip(names, session.run(names, {"ids": ids}), strict=True):
            squares[name] = squares[name] + np.square(states.astype(np.float64)).sum(axis=0)
    return {name: np.sqrt(total / count) for name, total in squares.items()}


def main(save: Annotated[bool, typer.Option(help=f"Write {SMOOTHING.name}.")] = False) -> None:
    """Measure the inputs of the products, and say how unlike their columns are."""
    folder = model_folder(DEFAULT_MODEL)
    asked = [text for text, _ in without_questions(catalogue())[1]]
    smoothing = make_smoothing(asked, folder)
    if save:
        save_smoothing(smoothing, fingerprint(folder))
    for name, columns in smoothing.items():
        typer.echo(f"{name}: {columns.min():.3f} to {columns.max():.3f}")


if __name__ == "__main__":
    typer.run(main)
