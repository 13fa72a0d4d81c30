"""In: our cards; out: `index/tokens.npz`, and what matching token by token adds on our cards.

Run as `python -m evals.tokens [--save]`. The directions kept are those in which the tokens of the
cards vary most (principal components), so nothing is fitted to a question. To measure, the *Asked
as* lines are taken out of the index and asked, three joined; golden questions are not touched.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import typer

from evals.catalogue import catalogue
from evals.compare import compare
from index.bert import BertEncoder
from index.embed import open_embedder
from index.load import load_index
from index.models import fingerprint, model_folder
from index.passages import make_passages
from index.projection import PROJECTION, Projection, unit_rows
from index.publish import publish
from index.search import Searcher
from index.settings import BuildSettings, SearchSettings
from ingest.card_sections import is_asked_as
from ingest.library import Library

SIZE = 64


def make_projection(texts: Sequence[str], folder: Path) -> Projection:
    """Centre and principal directions of the token states of texts, by the model in a folder."""
    encoder = BertEncoder(folder)
    says = np.array([_says(word) for word in encoder.vocabulary()])
    encoded = [encoder.encode_tokens(text) for text in texts]
    states = np.concatenate([each.states[says[each.ids]] for each in encoded])
    mean = np.concatenate([each.states for each in encoded]).mean(axis=0)
    _, directions = np.linalg.eigh((centred := unit_rows(states - mean)).T @ centred)
    return Projection(mean, directions[:, : -SIZE - 1 : -1], says, fingerprint(folder))


def _says(word: str) -> bool:
    """Whether a token says something: a word or piece of one, no sign, mark or stop word."""
    from bm25s.stopwords import STOPWORDS_EN_PLUS

    return word.removeprefix("##")[:1].isalnum() and word not in STOPWORDS_EN_PLUS


def without_questions(library: Library) -> tuple[Library, list[tuple[str, str]]]:
    """A library without its cards' questions, and those, three joined, with the work they mean."""
    asked: list[tuple[str, str]] = []
    documents = []
    for document in library.documents:
        sources = []
        for source in document.sources:
            kept = tuple(b for b in source.blocks if not is_asked_as(b.section))
            lines = [b.reading for b in source.blocks if b not in kept and b.kind == "item"]
            said = [line.removeprefix("- ") for line in lines]
            work = library.work_of[source.source_id]
            asked += [(" ".join(said[n : n + 3]), work) for n in range(0, len(said), 3)]
            sources.append(source.model_copy(update={"blocks": kept}))
        documents.append(document.model_copy(update={"sources": tuple(sources)}))
    return Library(documents=tuple(documents), works=library.works), asked


def reciprocal_rank(searcher: Searcher, query: str, work: str) -> float:
    """One over the rank of a work among a hundred, 0 where it is not there."""
    hits = searcher.search(query, 100, filters=None).hits
    return next((1 / hit.rank for hit in hits if hit.paper_id == work), 0.0)


def main(save: Annotated[bool, typer.Option(help=f"Write {PROJECTION.name}.")] = False) -> None:
    """Make the projection of the cards' tokens, and measure what it adds."""
    settings = BuildSettings()
    if save:
        texts = [passage.text for passage in make_passages(catalogue(), settings)]
        make_projection(texts, model_folder(settings.model)).save(PROJECTION)
        typer.echo(f"written: {PROJECTION.name}")
    library, asked = without_questions(catalogue())
    with TemporaryDirectory() as home:
        embedder = open_embedder(settings.model)
        publish(Path(home), library, settings, embedder)
        index = load_index(Path(home))
        with_it, without = (
            {
                str(n): {"RR": reciprocal_rank(searcher, query, work)}
                for n, (query, work) in enumerate(asked)
            }
            for searcher in (
                # the adapter has seen these questions, so it stays out of both
                Searcher(index, embedder, SearchSettings(adapter=False, token_weight=weight))
                for weight in (SearchSettings().token_weight, 0.0)
            )
        )
    found = compare(with_it, without, "RR")
    typer.echo(
        f"{len(asked)} queries: MRR {found.mean_b:.4f} without, {found.mean_a:.4f} with, "
        f"p = {found.p_value:.4f}"
    )


if __name__ == "__main__":
    typer.run(main)
