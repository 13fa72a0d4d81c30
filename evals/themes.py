"""In: data/themes.yaml; out: `index/themes.npz`, and how well a phrasing finds its own theme.

Run as `python -m evals.themes [--save]`. A theme is the mean of its phrasings, without the words
that only say that papers are wanted; golden questions are not touched. To measure, each phrasing is
left out of its theme's mean and asked.
"""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from app import home
from app.themes import Theme, read_themes
from index.embed import Embedder, Vectors, open_embedder
from index.lexical import LexicalIndex
from index.plural import WORKS
from index.projection import unit_rows
from index.settings import DEFAULT_MODEL
from index.themes import THEMES, Themes

_WANTED = re.compile(rf"^(?:which|what)\s+(?:{WORKS}|models)\b\s*", re.IGNORECASE)


def digest(*more: Path) -> str:
    """What the file of themes, and others, hash to: by it what is made of them is known to fit."""
    texts = (path.read_bytes() for path in (home.THEMES, *more))
    return hashlib.sha256(b"".join(texts)).hexdigest()[:16]


def embedded(themes: Sequence[Theme], embedder: Embedder) -> tuple[Vectors, NDArray[np.int64]]:
    """The vectors of all phrasings, (n, dimension), and the number of each one's theme, (n,)."""
    pairs = [(n, text) for n, theme in enumerate(themes) for text in theme.asked_as]
    rows = [embedder.encode_query(_WANTED.sub("", text)) for _, text in pairs]
    return np.stack(rows), np.array([n for n, _ in pairs])


def make_themes(
    themes: Sequence[Theme], rows: Vectors, theme: NDArray[np.int64], model: str
) -> Themes:
    """The themes by means and words of their phrasings, for the model with this fingerprint."""
    papers = sorted({paper_id for each in themes for paper_id in each.works})
    grades = np.array([[each.works.get(paper_id, 0) for paper_id in papers] for each in themes])
    means = unit_rows(_sums(rows, theme, len(themes)))
    lexical = LexicalIndex.of([" ".join((each.name, *each.asked_as)) for each in themes])
    return Themes(means, lexical, grades, papers, model, digest())


def ranks_of_own(rows: Vectors, theme: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each phrasing finds its theme, whose mean is then without it, 1 being first, (n,)."""
    sums = _sums(rows, theme, theme.max() + 1)
    likeness = rows @ unit_rows(sums).T
    own = np.einsum("nd,nd->n", rows, unit_rows(sums[theme] - rows))
    likeness[np.arange(len(rows)), theme] = own
    return np.asarray(1 + np.count_nonzero(likeness > own[:, None], axis=1))


def _sums(rows: Vectors, theme: NDArray[np.int64], themes: int) -> Vectors:
    sums = np.zeros((themes, rows.shape[1]), dtype=np.float32)
    np.add.at(sums, theme, rows)
    return sums


def main(save: Annotated[bool, typer.Option(help=f"Write {THEMES.name}.")] = False) -> None:
    """Make the themes' vectors, and measure how phrasings find their themes."""
    themes, embedder = list(read_themes().values()), open_embedder(DEFAULT_MODEL)
    rows, theme = embedded(themes, embedder)
    if save:
        make_themes(themes, rows, theme, embedder.fingerprint).save(THEMES)
        typer.echo(f"written: {THEMES.name}")
    ranks = ranks_of_own(rows, theme)
    typer.echo(
        f"{len(rows)} phrasings of {len(themes)} themes, each left out and asked: "
        f"its theme first {np.mean(ranks == 1):.3f}, MRR {np.mean(1 / ranks):.3f}"
    )


if __name__ == "__main__":
    typer.run(main)
