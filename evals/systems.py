"""In: an opened index; out: the ranking systems that can be named in an evaluation."""

from collections.abc import Callable

from evals.beir import Query
from evals.retrieval import System
from index.search import Searcher
from index.settings import SearchSettings

_SETTINGS: dict[str, Callable[[], SearchSettings]] = {
    "bm25": lambda: SearchSettings(fusion="rrf", dense_weight=0.0),
    "dense": lambda: SearchSettings(fusion="rrf", dense_weight=1.0),
    "rrf": lambda: SearchSettings(fusion="rrf", dense_weight=0.5, rrf_k=60),
    "litmus": SearchSettings,
}
SYSTEMS = tuple(_SETTINGS)
"""`bm25` and `dense` are one ranker alone, `rrf` their reciprocal ranks, `litmus` what is used."""


def open_system(name: str, searcher: Searcher) -> System:
    """A system over the same index and embedder as every other. Raises KeyError for no name."""
    own = Searcher(searcher.index, searcher.embedder, _SETTINGS[name]())

    def system(query: Query, k: int) -> dict[str, float]:
        hits = own.search(query.text, k).hits
        # what one ranker alone does not find has score 0 and is not of its run
        return {hit.paper_id: hit.score for hit in hits if hit.score > 0}

    return system
