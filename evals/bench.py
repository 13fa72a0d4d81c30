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
from typing import TYPE_CHECKING, Annotated

import typer

from app.answering.answer import answer
from app.library import add
from app.opening import open_reader
from index.batch import read_queries
from index.embed import Embedder, TorchEmbedder, open_embedder
from index.load import Index, load_index
from index.models import model_folder
from index.search import Searcher
from ingest.errors import StateError

if TYPE_CHECKING:
    from llama_index.core import VectorStoreIndex

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "data" / "papers"
QUESTIONS = ROOT / "data" / "golden" / "queries.jsonl"

_COLD = (
    "import sys; from pathlib import Path; from index.search import open_searcher; "
    "open_searcher(Path(sys.argv[1])).search(sys.argv[2])"
)
_ASK = "import sys; from app.command import main; main()"
_COLD_LLAMA = """
import sys
from pathlib import Path
from llama_index.core import StorageContext, load_index_from_storage
from index.embed import TorchEmbedder
from index.llama import LitmusEmbedding
name, folder, stored, question = sys.argv[1:]
embedding = LitmusEmbedding(TorchEmbedder(name, Path(folder)))
index = load_index_from_storage(
    StorageContext.from_defaults(persist_dir=stored), embed_model=embedding
)
index.as_retriever(similarity_top_k=10).retrieve(question)
"""
"""What a script with LlamaIndex does: read its stored index, embed a question, retrieve."""
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
        _answers(home, index, texts)
        _starts(home, index, texts[0])


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


def _llama_index(index: Index, embedder: Embedder) -> "VectorStoreIndex":
    """LlamaIndex's default index over our passages and their vectors."""
    from llama_index.core import VectorStoreIndex

    from index.llama import LitmusEmbedding
    from index.nodes import to_nodes

    nodes = to_nodes(index.passages)
    vectors = index.store.vectors(range(len(nodes)))
    for node, vector in zip(nodes, vectors.tolist(), strict=True):
        node.embedding = vector
    return VectorStoreIndex(nodes, embed_model=LitmusEmbedding(embedder))


def _llama_search(index: Index, embedder: Embedder) -> Callable[[str], object]:
    """The retriever that `VectorStoreIndex(...).as_retriever()` gives, top ten."""
    return _llama_index(index, embedder).as_retriever(similarity_top_k=10).retrieve


def _answers(home: Path, index: Index, texts: Sequence[str]) -> None:
    """From a question to its finished answer, against LlamaIndex finding passages alone."""
    reader = open_reader(home)
    ours = _median(lambda text: answer(text, reader), texts)
    name = index.manifest.model.name
    theirs = _median(_llama_search(index, TorchEmbedder(name, model_folder(name))), texts)
    _line("a warm answer", ours, "a search with LlamaIndex", theirs)


def _starts(home: Path, index: Index, text: str) -> None:
    """Fresh processes up to a search and to an answer, against a script that uses LlamaIndex."""
    name = index.manifest.model.name
    stored = home / "llama"
    _llama_index(index, open_embedder(name)).storage_context.persist(str(stored))
    search = _process(_COLD, str(home), text)
    ask = _process(_ASK, "ask", "--home", str(home), "--json", text)
    theirs = _process(_COLD_LLAMA, name, str(model_folder(name)), str(stored), text)
    _line("a cold search", search, "a cold search with LlamaIndex", theirs)
    _line("a cold `litmus ask`", ask, "a cold search with LlamaIndex", theirs)


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
