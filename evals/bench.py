"""In: documents and questions; out: how Litmus compares with itself and LlamaIndex, as ratios.

Run as `python -m evals.bench [PATH ...]`. Seconds differ from machine to machine and with what
else runs on it; so each line sets two things against each other that were timed in one run.
"""

import logging
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from app.answering.answer import answer
from app.library import add
from app.readers import open_reader
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
_WARM = "What does a warm-up ask about layers?"


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
        _searches(home, index, texts)
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


def _searches(home: Path, index: Index, texts: Sequence[str]) -> None:
    """Ours, and LlamaIndex's default index over the same passages and the same weights."""
    name = index.manifest.model.name
    folder = model_folder(name)
    reader = open_reader(home)
    # an embedder for each, since it remembers the questions it was asked
    timed = _in_turns(
        {
            "a warm search": Searcher(index, open_embedder(name)).search,
            "LlamaIndex, sentence-transformers": _llama_search(index, TorchEmbedder(name, folder)),
            "LlamaIndex, our embedder": _llama_search(index, open_embedder(name)),
            "embedding a question": open_embedder(name).encode_query,
            "sentence-transformers": TorchEmbedder(name, folder).encode_query,
            "a warm answer": lambda text: answer(text, reader),
        },
        texts,
    )
    for what, other in (
        ("a warm search", "LlamaIndex, sentence-transformers"),
        ("a warm search", "LlamaIndex, our embedder"),
        ("embedding a question", "sentence-transformers"),
        ("a warm answer", "LlamaIndex, sentence-transformers"),
    ):
        ratios = [theirs / ours for ours, theirs in zip(timed[what], timed[other], strict=True)]
        p50 = f"; ratio question by question p50 {statistics.median(ratios):.2f}"
        _line(what, statistics.median(timed[what]), other, statistics.median(timed[other]), p50)


def _in_turns(
    works: Mapping[str, Callable[[str], object]], texts: Sequence[str]
) -> dict[str, list[float]]:
    """Seconds of each work for each text.

    Every text is put to all of them, in another order each time, before the next is: what else
    the machine does falls upon all alike. A text of its own warms each up first.
    """
    seconds: dict[str, list[float]] = {name: [] for name in works}
    names = list(works)
    for number, text in enumerate([_WARM, *texts]):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            started = perf_counter()
            works[name](text)
            seconds[name].append(perf_counter() - started)
    return {name: each[1:] for name, each in seconds.items()}


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


def _line(what: str, seconds: float, other: str, other_seconds: float, more: str = "") -> None:
    ratio = other_seconds / seconds
    typer.echo(
        f"{what}: {seconds * 1000:,.1f} ms; {other}: {other_seconds * 1000:,.1f} ms = x {ratio:.2f}"
        f"{more}"
    )


if __name__ == "__main__":
    typer.run(bench)
