"""In: LlamaIndex nodes; out: LlamaIndex retrievers of them by BM25, as its own package makes them.

`llama-index-retrievers-bm25` cannot be installed beside Litmus (it wants PyStemmer below 3). It is
bm25s as it comes, English stems and stop words, over what an embedder would see of a node; so is
this.
"""

from collections.abc import Callable, Sequence
from typing import Any

import bm25s
import Stemmer
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import BaseNode, MetadataMode, NodeWithScore, QueryBundle


class Bm25Retriever(BaseRetriever):
    """The `most` best nodes of a bm25s index of them."""

    def __init__(
        self, model: Any, stemmer: Stemmer.Stemmer, nodes: Sequence[BaseNode], most: int
    ) -> None:
        super().__init__()
        self._model = model
        self._stemmer = stemmer
        self._nodes = nodes
        self._most = min(most, len(nodes))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        asked = _tokens([query_bundle.query_str], self._stemmer)
        rows, scores = self._model.retrieve(asked, k=self._most, show_progress=False)
        return [
            NodeWithScore(node=self._nodes[row], score=float(score))
            for row, score in zip(rows[0].tolist(), scores[0].tolist(), strict=True)
        ]


def open_bm25(nodes: Sequence[BaseNode]) -> Callable[[int], Bm25Retriever]:
    """A retriever of nodes for each number of them wanted, over one index."""
    stemmer = Stemmer.Stemmer("english")
    texts = [node.get_content(metadata_mode=MetadataMode.EMBED) for node in nodes]
    model = bm25s.BM25()
    model.index(_tokens(texts, stemmer), show_progress=False)
    return lambda most: Bm25Retriever(model, stemmer, nodes, most)


def _tokens(texts: list[str], stemmer: Stemmer.Stemmer) -> Any:
    return bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)
