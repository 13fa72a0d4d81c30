"""In: a searcher, an embedder or a vector store; out: the other side's objects for LlamaIndex."""

from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from pydantic import PrivateAttr

from index.embed import Embedder
from index.search import Searcher


class LitmusRetriever(BaseRetriever):
    """Litmus's search as a LlamaIndex retriever: the passages of the k best works, best first.

    Each node carries the work's paper id, title and rank, and the lines it stands on.
    """

    def __init__(self, searcher: Searcher, k: int = 10) -> None:
        self._searcher = searcher
        self._k = k
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        ranking = self._searcher.search(query_bundle.query_str, self._k)
        return [
            NodeWithScore(
                score=hit.score,
                node=TextNode(
                    id_=f"{passage.source_id}:{passage.start_line}-{passage.end_line}",
                    text=passage.text,
                    metadata={
                        "paper_id": hit.paper_id,
                        "title": hit.title,
                        "rank": hit.rank,
                        "source_id": passage.source_id,
                        "start_line": passage.start_line,
                        "end_line": passage.end_line,
                    },
                ),
            )
            for hit in ranking.hits
            for passage in hit.passages
        ]


class LitmusEmbedding(BaseEmbedding):
    """Litmus's embedder as a LlamaIndex embedding, for any of its indexes and vector stores."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder, **fields: Any) -> None:
        super().__init__(model_name=embedder.name, **fields)
        self._embedder = embedder

    @classmethod
    def class_name(cls) -> str:
        """The name under which LlamaIndex files this class."""
        return "LitmusEmbedding"

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self._embedder.encode_query(query).tolist()
        return vector

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.encode(texts).tolist()
        return vectors
