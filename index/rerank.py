"""In: the name of a cross-encoder; out: a function that orders a ranking's works by it.

Off unless named in the settings: no ranking changes silently because a model is or is not here.
"""

from index.ranking import Ranking
from index.search import Reranker
from ingest.errors import StateError


def open_reranker(model: str) -> Reranker:
    """LlamaIndex's cross-encoder over the best passage of each work.

    Raises StateError where the model is nowhere.
    """
    from llama_index.core.postprocessor import SentenceTransformerRerank
    from llama_index.core.schema import NodeWithScore, TextNode

    try:
        encoder = SentenceTransformerRerank(model=model, top_n=10_000, device="cpu")
    except (OSError, ValueError, ImportError) as exc:  # what transformers and the hub raise
        message = f"no reranker {model!r} here or on the hub; unset LITMUS_INDEX_RERANKER"
        raise StateError(message) from exc

    def rerank(query: str, ranking: Ranking) -> Ranking:
        nodes = [
            NodeWithScore(
                node=TextNode(id_=hit.paper_id, text=hit.passages[0].text), score=hit.score
            )
            for hit in ranking.hits
            if hit.passages
        ]
        scored = encoder.postprocess_nodes(nodes, query_str=query)
        scores = {node.node.node_id: float(node.score or 0) for node in scored}
        lowest = min(scores.values(), default=0.0)
        hits = sorted(ranking.hits, key=lambda h: (-scores.get(h.paper_id, lowest), h.rank))
        ordered = tuple(
            hit.model_copy(
                update={"rank": rank, "score": round(scores.get(hit.paper_id, lowest), 6)}
            )
            for rank, hit in enumerate(hits, 1)
        )
        return ranking.model_copy(update={"hits": ordered})

    return rerank
