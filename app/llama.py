"""In: a reader; out: a LlamaIndex query engine that answers by it."""

from typing import TYPE_CHECKING, Any

from app.answering.answer import answer
from app.answering.reader import Reader
from app.answering.records import Answer

if TYPE_CHECKING:
    from llama_index.core.query_engine import CustomQueryEngine


def query_engine(reader: Reader) -> "CustomQueryEngine":
    """A LlamaIndex `CustomQueryEngine`; its response's nodes are the citations.

    Each node's text is a quote, its metadata the citation's other fields; the response's
    metadata are the answer's status, confidence, demos and nearest works.
    """
    from llama_index.core.base.response.schema import Response
    from llama_index.core.query_engine import CustomQueryEngine

    class LitmusQueryEngine(CustomQueryEngine):
        """Answers of verbatim sentences."""

        def custom_query(self, query_str: str) -> Response:
            """Answer one question."""
            made = answer(query_str, reader)
            return Response(response=made.text, source_nodes=_nodes(made), metadata=_metadata(made))

    return LitmusQueryEngine()


def _nodes(made: Answer) -> list[Any]:
    from llama_index.core.schema import NodeWithScore, TextNode

    return [
        NodeWithScore(
            node=TextNode(text=c.quote, metadata=c.model_dump(mode="json", exclude={"quote"}))
        )
        for c in made.citations
    ]


def _metadata(made: Answer) -> dict[str, Any]:
    return made.model_dump(mode="json", include={"status", "confidence", "demos", "nearest"})
