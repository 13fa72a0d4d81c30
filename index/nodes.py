"""In: passages; out: the same as LlamaIndex nodes, and back."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from llama_index.core.schema import BaseNode, NodeRelationship, RelatedNodeInfo, TextNode

from index.passages import Passage

_KEYS = ["paper_id", "source_id", "start_line", "end_line"]


def to_nodes(passages: Sequence[Passage]) -> list[TextNode]:
    """One node a passage, with the same id, tied to its source and to its neighbours there.

    The metadata say where the text stands; they are kept out of what a model is given, so that
    a LlamaIndex embedding sees exactly the passage's text.
    """
    nodes = [_node(passage) for passage in passages]
    for before, after in pairwise(nodes):
        if before.metadata["source_id"] == after.metadata["source_id"]:
            before.relationships[NodeRelationship.NEXT] = RelatedNodeInfo(node_id=after.node_id)
            after.relationships[NodeRelationship.PREVIOUS] = RelatedNodeInfo(node_id=before.node_id)
    return nodes


def _node(passage: Passage) -> TextNode:
    return TextNode(
        id_=passage.passage_id,
        text=passage.text,
        metadata=passage.model_dump(include=set(_KEYS)),
        excluded_embed_metadata_keys=_KEYS,
        excluded_llm_metadata_keys=_KEYS,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=passage.source_id)},
    )


def to_passages(nodes: Iterable[BaseNode]) -> tuple[Passage, ...]:
    """The passages that `to_nodes` made nodes of; raises KeyError for nodes from elsewhere."""
    return tuple(
        Passage(
            passage_id=node.node_id,
            text=node.get_content(),
            **{key: node.metadata[key] for key in _KEYS},
        )
        for node in nodes
    )
