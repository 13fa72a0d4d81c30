"""In: documents and questions; out: how Litmus compares with itself and LlamaIndex, as ratios.

Run as `python -m evals.bench [PATH ...]`. Seconds differ from machine to machine and with what
else runs on it; so each line sets two things against each other that were timed in one run.
"""

import logging
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from app.library import add
from index.batch import read_queries
from index.embed import Embedder, TorchEmbedder, open_embedder
from index.load import Index, load_index
from index.models import model_folder
from index.search import Searcher
from index.settings import BuildSettings
from ingest.errors import StateError

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "data" / "papers"
QUESTIONS = ROOT / "data" / "golden" / "queries.jsonl"

_COLD = (
    "import sys; from pathlib import Path; from index.search import open_searcher; "
    "open_searcher(Path(sys.argv[1])).search(sys.argv[2])"
)
_COLD_LLAMA = (
    "import sys; from llama_index.core import VectorStoreIndex; "
    "from sentence_transformers import SentenceTransformer; "
    "SentenceTransformer(sys.argv[1], device='cpu').encode(sys.argv[2])"
)
_RUNS = 3


def bench(
    paths: Annotated[list[Path] | None, typer.Argument(help="documents; else our cards")] = None,
    queries: Annotated[Path, typer.Option(help="JSON Lines of questions")] = QUESTIONS,
    limit: Annotated[int, typer.Option(min=1, help="how many questions to time")] = 50,
) -> None:
    """Time building, searching and starting. Example: `python -m evals.bench data/papers`."""
    logging.disable(logging.INFO)
    texts = [query.text for query in read_queries(queries)[:limit]]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        index = _builds(home, paths or [CATALOGUE])
        _searches(index, texts)
        _starts(home, texts[0])


def _builds(home: Path, paths: Sequence[Path]) -> Index:
    """Build an index twice; the second time nothing changed."""
    started = perf_counter()
    built = add(home, paths).published
    between = perf_counter()
    again = add(home, paths).published
    done = perf_counter()
    if again.published or again.embedded:
        raise StateError("the second build was not seen to be unchanged; run it again")
    name = f"an unchanged re-run over {built.passages} passages"
    _line(name, done - between, "the full build", between - started)
    return load_index(home)


def _searches(index: Index, texts: Sequence[str]) -> None:
    """Ours, and LlamaIndex's default index over the same passages and the same weights."""
    name = index.manifest.model.name
    torch = TorchEmbedder(name, model_folder(name))
    # each with an embedder of its own, since it remembers the questions it was asked
    ours = _median(Searcher(index, open_embedder(name)).search, texts)
    embedding, embedding_torch = (
        _median(open_embedder(name).encode_query, texts),
        _median(torch.encode_query, texts),
    )
    llama = _median(_llama_search(index, torch), texts)
    llama_quick = _median(_llama_search(index, open_embedder(name)), texts)
    _line("a warm search", ours, "LlamaIndex, sentence-transformers", llama)
    _line("a warm search", ours, "LlamaIndex, our embedder", llama_quick)
    _line("embedding a question", embedding, "sentence-transformers", embedding_torch)


def _llama_search(index: Index, embedder: Embedder) -> Callable[[str], object]:
    """The retriever that `VectorStoreIndex(...).as_retriever()` gives, top ten."""
    from llama_index.core import VectorStoreIndex

    from index.llama import LitmusEmbedding
    from index.nodes import to_nodes

    nodes = to_nodes(index.passages)
    vectors = index.store.vectors(range(len(nodes)))
    for node, vector in zip(nodes, vectors.tolist(), strict=True):
        node.embedding = vector
    llama = VectorStoreIndex(nodes, embed_model=LitmusEmbedding(embedder))
    retriever = llama.as_retriever(similarity_top_k=10)
    return retriever.retrieve


def _starts(home: Path, text: str) -> None:
    """A fresh process up to its first answer, against one that only embeds with PyTorch."""
    ours = _process(_COLD, str(home), text)
    theirs = _process(_COLD_LLAMA, str(model_folder(BuildSettings().model)), text)
    _line("a cold search", ours, "importing LlamaIndex, embedding a question", theirs)


def _process(code: str, *arguments: str) -> float:
    seconds = []
    for _ in range(_RUNS):
        started = perf_counter()
        command = [sys.executable, "-c", code, *arguments]
        subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
        seconds.append(perf_counter() - started)
    return statistics.median(seconds)


def _median(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Median seconds over the texts, after one that does not count."""
    work(texts[0])
    seconds = []
    for text in texts:
        started = perf_counter()
        work(text)
        seconds.append(perf_counter() - started)
    return statistics.median(seconds)


def _line(what: str, seconds: float, other: str, other_seconds: float) -> None:
    ratio = other_seconds / seconds
    typer.echo(
        f"{what}: {seconds * 1000:,.1f} ms; {other}: {other_seconds * 1000:,.1f} ms = x {ratio:.2f}"
    )


if __name__ == "__main__":
    typer.run(bench)
