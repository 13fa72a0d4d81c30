"""In: our cards; out: `index/adapter.npz`, and whether it helps works that it was not trained on.

Run as `python -m evals.adapter [--save]`. A card's *Asked as* lines, alone and joined, are the
queries, its other sections the passages of the work; all other works of the training part are
negatives, each with its best passage (the hardest). Golden questions are not touched.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Annotated, NamedTuple

import numpy as np
import typer

from evals.catalogue import catalogue
from evals.compare import compare
from index.adapter import ADAPTER, Adapter
from index.embed import Embedder, Vectors, open_embedder
from index.passages import Passage, make_passages
from index.settings import BuildSettings
from ingest.card_sections import is_asked_as

SEED, FOLDS = 0, 4
STEPS, RATE, TEMPERATURE, BATCH = 60, 1e-4, 0.05, 256
JOINED = (1, 2, 3)
"""Lines a query: one alone is vaguer than any question, three are as hard as a real one."""


class Lesson(NamedTuple):
    """Queries with the work each means, and passages with the work each is of (by number)."""

    queries: Vectors
    meant: np.ndarray
    passages: Vectors
    owner: np.ndarray

    def of(self, works: Collection[int]) -> "Lesson":
        """The part that is about some works alone."""
        asked, told = (np.isin(part, list(works)) for part in (self.meant, self.owner))
        return Lesson(self.queries[asked], self.meant[asked], self.passages[told], self.owner[told])


def make_lesson(passages: Sequence[Passage], embedder: Embedder) -> Lesson:
    """Embed the questions of cards and the other passages."""
    numbers = {name: n for n, name in enumerate(sorted({p.paper_id for p in passages}))}
    lines: dict[int, list[str]] = defaultdict(list)
    told: list[Passage] = []
    for passage in passages:
        if is_questions(passage):
            said = [line for line in passage.text.split("\n") if line.startswith("- ")]
            lines[numbers[passage.paper_id]] += [line.removeprefix("- ") for line in said]
        else:
            told.append(passage)
    asked = [
        (work, " ".join(said[start : start + size]))
        for work, said in sorted(lines.items())
        for size in JOINED
        for start in range(0, len(said), size)
    ]
    return Lesson(
        embedder.encode([text for _, text in asked]),
        np.array([work for work, _ in asked]),
        embedder.encode([passage.text for passage in told]),
        np.array([numbers[passage.paper_id] for passage in told]),
    )


def is_questions(passage: Passage) -> bool:
    """Whether a passage is the questions of a card."""
    return any(is_asked_as(line) for line in passage.text.split("\n")[:2])


def train(lesson: Lesson) -> np.ndarray:
    """The map M (dimension, dimension) that makes each query prefer the work it means."""
    import torch

    works, owner = np.unique(lesson.owner, return_inverse=True)
    queries, passages = torch.from_numpy(lesson.queries), torch.from_numpy(lesson.passages)
    owners, meant = torch.from_numpy(owner), torch.from_numpy(np.searchsorted(works, lesson.meant))
    matrix = torch.zeros(queries.shape[1], queries.shape[1], requires_grad=True)
    optimiser = torch.optim.AdamW([matrix], lr=RATE, weight_decay=0.0)
    choice = np.random.default_rng(SEED)
    for _ in range(STEPS):
        batch = torch.from_numpy(choice.choice(len(queries), min(BATCH, len(queries)), False))
        x = torch.nn.functional.normalize(queries[batch] + queries[batch] @ matrix, dim=1)
        similar = x @ passages.T  # (batch, passages)
        best = torch.full((len(batch), len(works)), -1.0).scatter_reduce(
            1, owners.expand(len(batch), -1), similar, "amax"
        )
        loss = torch.nn.functional.cross_entropy(best / TEMPERATURE, meant[batch])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    trained: np.ndarray = matrix.detach().numpy()
    return trained


def reciprocal_ranks(queries: Vectors, lesson: Lesson) -> np.ndarray:
    """One over the rank of the meant work for every query, among all works of the lesson."""
    similar = queries @ lesson.passages.T
    best = np.full((len(queries), int(lesson.owner.max()) + 1), -1.0)
    for work in np.unique(lesson.owner):
        best[:, work] = similar[:, lesson.owner == work].max(axis=1)
    mine = best[np.arange(len(queries)), lesson.meant]
    ranks: np.ndarray = 1 + (best > mine[:, None]).sum(axis=1)
    return 1 / ranks


def cross_validated(lesson: Lesson) -> tuple[np.ndarray, np.ndarray]:
    """Reciprocal ranks without and with an adapter that never saw the meant work."""
    works = np.random.default_rng(SEED).permutation(np.unique(lesson.owner))
    adapted = lesson.queries.copy()
    for fold in range(FOLDS):
        held_out = works[fold::FOLDS]
        adapter = Adapter(train(lesson.of(set(works) - set(held_out))), "")
        rows = np.isin(lesson.meant, held_out)
        adapted[rows] = adapter(lesson.queries[rows])
    return reciprocal_ranks(lesson.queries, lesson), reciprocal_ranks(adapted, lesson)


def main(
    save: Annotated[bool, typer.Option(help=f"Write {ADAPTER.name} if it helps.")] = False,
) -> None:
    """Measure the adapter on works it did not see, and make it from all of them."""
    embedder = open_embedder(BuildSettings().model)
    lesson = make_lesson(make_passages(catalogue(), BuildSettings()), embedder)
    before, after = cross_validated(lesson)
    with_it, without = (
        {str(number): {"RR": float(value)} for number, value in enumerate(ranks)}
        for ranks in (after, before)
    )
    found = compare(with_it, without, "RR")
    typer.echo(
        f"{len(before)} queries of works not trained on: MRR {before.mean():.4f} without, "
        f"{after.mean():.4f} with, p = {found.p_value:.4f}"
    )
    if save and found.difference > 0 and found.p_value < 0.05:
        Adapter(train(lesson), embedder.fingerprint).save(ADAPTER)
        typer.echo(f"written: {ADAPTER.name}")


if __name__ == "__main__":
    typer.run(main)
