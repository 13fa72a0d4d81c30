"""In: an index and its embedder; out: peers' rankings of the same passages by the same vectors.

Each ranks passages; a work has the score of its best. LlamaIndex is installed with Litmus, txtai
with `pip install -e '.[peers]'`.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from evals.beir import Query
from evals.retrieval import System
from index.embed import Embedder
from index.load import Index
from ingest.errors import StateError

_PER_WORK = 5
"""Passages asked for per work wanted: a peer knows no works."""


def llamaindex(index: Index, embedder: Embedder) -> System:
    """What `VectorStoreIndex(nodes).as_retriever()` gives."""
    return _by_node(_vector_index(index, embedder).as_retriever, index)


def llamaindex_fusion(index: Index, embedder: Embedder) -> System:
    """LlamaIndex's fusion retriever, reciprocal ranks, over its vector retriever and BM25."""
    from llama_index.core.llms import MockLLM
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.core.retrievers.fusion_retriever import FUSION_MODES

    from evals.peer_bm25 import open_bm25

    store = _vector_index(index, embedder)
    bm25 = open_bm25(list(store.docstore.docs.values()))

    def retriever(similarity_top_k: int) -> Any:
        return QueryFusionRetriever(
            [store.as_retriever(similarity_top_k=similarity_top_k), bm25(similarity_top_k)],
            llm=MockLLM(),
            num_queries=1,
            mode=FUSION_MODES.RECIPROCAL_RANK,
            similarity_top_k=similarity_top_k,
            use_async=False,
        )

    return _by_node(retriever, index)


def txtai(index: Index, embedder: Embedder) -> System:
    """Txtai's hybrid embeddings, its own BM25 beside our vectors."""
    embeddings = _module("txtai").Embeddings(
        method="external",
        transform=lambda texts: np.stack([embedder.encode_query(text) for text in texts]),
        hybrid=True,
        content=False,
    )
    known = {p.text: index.store.vectors([row])[0] for row, p in enumerate(index.passages)}
    asked = embedder.encode_query
    embeddings.config["transform"] = lambda texts: np.stack(
        [known[text] if text in known else asked(text) for text in texts]
    )
    embeddings.index((row, p.text, None) for row, p in enumerate(index.passages))

    def system(query: Query, k: int) -> dict[str, float]:
        found = embeddings.search(query.text, min(k * _PER_WORK, len(index.passages)))
        return _best(((index.passages[row].paper_id, score) for row, score in found), k)

    return system


PEERS: Mapping[str, Callable[[Index, Embedder], System]] = {
    "llamaindex": llamaindex,
    "llamaindex-fusion": llamaindex_fusion,
    "txtai": txtai,
}


NEEDS: Mapping[str, str] = {
    "llamaindex": "llama_index.core",
    "llamaindex-fusion": "llama_index.core",
    "txtai": "txtai",
}
"""The module without which a peer cannot be opened."""


def is_there(name: str) -> bool:
    """Whether a peer can be opened here; imports no more than the parents of its module."""
    try:
        return find_spec(NEEDS[name]) is not None
    except ModuleNotFoundError:
        return False


def _vector_index(index: Index, embedder: Embedder) -> Any:
    from llama_index.core import VectorStoreIndex

    from index.llama import LitmusEmbedding
    from index.nodes import to_nodes

    nodes = to_nodes(index.passages)
    vectors = index.store.vectors(range(len(nodes))).tolist()
    for node, vector in zip(nodes, vectors, strict=True):
        node.embedding = vector
    return VectorStoreIndex(nodes, embed_model=LitmusEmbedding(embedder), store_nodes_override=True)


def _by_node(open_retriever: Callable[..., Any], index: Index) -> System:
    retrievers: dict[int, Any] = {}

    def system(query: Query, k: int) -> dict[str, float]:
        most = min(k * _PER_WORK, len(index.passages))
        if most not in retrievers:
            retrievers[most] = open_retriever(similarity_top_k=most)
        found = retrievers[most].retrieve(query.text)
        return _best(((n.node.metadata["paper_id"], float(n.score or 0)) for n in found), k)

    return system


def _best(found: Any, k: int) -> dict[str, float]:
    """The k best works, each with the score of its best passage."""
    best: dict[str, float] = {}
    for work, score in found:
        best[work] = max(score, best.get(work, score))
    ordered = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return dict(ordered[:k])


def _module(peer: str) -> Any:
    """A peer's module. Raises StateError where it is not installed."""
    if not is_there(peer):
        raise StateError(f"{NEEDS[peer]} is not installed; run `pip install -e '.[peers]'`")
    return import_module(NEEDS[peer])
