"""In: data/themes.yaml, data/elsewhere.txt; out: `app/answering/field.npz`, and how well it tells
questions of our field from those about everyday things.

Run as `python -m evals.field [--save]`. Golden questions are not touched by the fit; those of the
dev half, and the everyday ones that abstention is calibrated on, are what it is measured with.
"""

from collections.abc import Sequence
from typing import Annotated

import numpy as np
import typer

from app.answering.field import FIELD, Field
from app.answering.vectors import Vector
from app.home import DATA
from app.themes import read_themes
from evals.beir import read_queries, select
from evals.command import GOLDEN
from evals.themes import digest
from index.embed import Embedder, open_embedder
from index.settings import DEFAULT_MODEL

ELSEWHERE = DATA / "elsewhere.txt"
STRENGTH = 1.0
"""Inverse regularisation; with 10 and 100 fewer of the everyday questions are told."""


def make_field(ours: Vector, elsewhere: Vector, model: str) -> Field:
    """What separates questions of the field (n, dimension) from others (m, dimension)."""
    from sklearn.linear_model import LogisticRegression

    rows = np.vstack([ours, elsewhere])
    known = np.arange(len(rows)) < len(ours)
    fitted = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=3000)
    fitted.fit(rows, known)
    weights = fitted.coef_[0].astype(np.float32)
    return Field(weights, float(np.float32(fitted.intercept_[0])), model, digest(ELSEWHERE))


def encoded(texts: Sequence[str], embedder: Embedder) -> Vector:
    """The questions' vectors, (n, dimension)."""
    return np.stack([embedder.encode_query(text) for text in texts])


def main(save: Annotated[bool, typer.Option(help=f"Write {FIELD.name}.")] = False) -> None:
    """Make what tells our field from everyday things, and measure it."""
    embedder = open_embedder(DEFAULT_MODEL)
    ours = [text for theme in read_themes().values() for text in theme.asked_as]
    others = ELSEWHERE.read_text("utf-8").splitlines()
    field = make_field(encoded(ours, embedder), encoded(others, embedder), embedder.fingerprint)
    if save:
        field.save(FIELD)
        typer.echo(f"written: {FIELD.name}")
    asked: dict[str, list[str]] = {}
    for query in select(read_queries(GOLDEN / "queries.jsonl"), "dev"):
        if not query.metadata.history:
            asked.setdefault(query.metadata.kind, []).append(query.text)
    asked["everyday"] = (GOLDEN / "everyday.txt").read_text("utf-8").splitlines()
    for kind, texts in asked.items():
        held = np.array([field.holds(row) for row in encoded(texts, embedder)])
        typer.echo(f"{kind:14} of the field {np.mean(held > 1 / 2):.3f}, least {held.min():.2f}")


if __name__ == "__main__":
    typer.run(main)
