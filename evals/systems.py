"""In: an opened index; out: the ranking systems that can be named in an evaluation."""

from collections.abc import Callable, Mapping

from evals.beir import Query
from evals.peers import PEERS, is_there
from evals.retrieval import System
from index.search import AUTO, Searcher
from index.settings import SearchSettings


def _plain(dense_weight: float) -> SearchSettings:
    """Reciprocal ranks of the two rankers and nothing else."""
    return SearchSettings(
        fusion="rrf",
        rrf_k=60,
        dense_weight=dense_weight,
        adapter=False,
        feedback_works=0,
        token_weight=0,
        topic_weight=0,
        topic_weight_many=0,
        link_weight=0,
        theme_weight=0,
        theme_weight_many=0,
        acronyms=False,
        spelling=False,
    )


_OURS: Mapping[str, Callable[[], SearchSettings]] = {
    "bm25": lambda: _plain(0.0),
    "dense": lambda: _plain(1.0),
    "rrf": lambda: _plain(0.5),
    "litmus": SearchSettings,
}
SYSTEMS = (*_OURS, *PEERS)
"""`bm25` and `dense` are one ranker alone, `rrf` their reciprocal ranks, `litmus` what is used;
the others are outside peers with the same embedder on the same passages."""
DEFAULT = tuple(_OURS)


def installed() -> tuple[str, ...]:
    """The systems that can be opened here: ours, and the peers whose packages are there."""
    return (*_OURS, *(name for name in PEERS if is_there(name)))


def open_system(name: str, searcher: Searcher) -> System:
    """A system over the same index and embedder as every other.

    Raises KeyError for no name, StateError for a peer that is not installed.
    """
    if name in PEERS:
        return PEERS[name](searcher.index, searcher.embedder)
    own = Searcher(searcher.index, searcher.embedder, _OURS[name]())
    filters = AUTO if name == "litmus" else None

    def system(query: Query, k: int) -> dict[str, float]:
        history = query.metadata.history if name == "litmus" else ()
        hits = own.search(query.text, k, history, filters).hits
        # what one ranker alone does not find has score 0 and is not of its run
        return {hit.paper_id: hit.score for hit in hits if hit.score > 0}

    return system
