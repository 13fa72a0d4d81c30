"""In: a question's vector; out: how far it is of our field, rather than about everyday things.

A logistic regression on the vectors of one model (`python -m evals.field`): the ways to ask for our
reading lists against what people ask elsewhere (data/elsewhere.txt).
"""

import math
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.answering.vectors import Vector

FIELD = Path(__file__).with_name("field.npz")
SHARP = 2.0
"""How much more abruptly than by the odds a question leaves the field; 1 lets more of them in."""


class Field(NamedTuple):
    """What separates the two: weights (dimension,) and bias.

    `model` is the fingerprint of the model, `made_from` says which texts they are of.
    """

    weights: Vector
    bias: float
    model: str
    made_from: str

    def holds(self, question: Vector) -> float:
        """From 0 to 1, how far a question's unit vector (dimension,) is of the field."""
        return 1 / (1 + math.exp(-SHARP * (float(question @ self.weights) + self.bias)))

    def save(self, path: Path) -> None:
        """Write it without pickle."""
        with path.open("wb") as file:
            np.savez(
                file,
                weights=self.weights,
                bias=np.float32(self.bias),
                model=np.array(self.model),
                made_from=np.array(self.made_from),
            )


def load_field(model: str, path: Path = FIELD) -> Field | None:
    """What separates them for a model with this fingerprint; None where it was not made for it."""
    with np.load(path, allow_pickle=False) as stored:
        if str(stored["model"]) != model:
            return None
        made_from = str(stored["made_from"])
        return Field(stored["weights"], float(stored["bias"]), str(stored["model"]), made_from)
