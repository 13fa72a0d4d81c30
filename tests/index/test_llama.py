from pathlib import Path

import numpy as np
import pytest
from llama_index.core.schema import MetadataMode, NodeRelationship

from index.llama import LitmusEmbedding, LitmusRetriever
from index.load import load_index
from index.nodes import to_nodes, to_passages
from index.passages import make_passages
from index.publish import publish
from index.search import Searcher
from index.settings import BuildSettings
from tests.index.invented import CountingEmbedder, small_library


def test_passages_survive_the_way_through_nodes() -> None:
    passages = make_passages(small_library(), BuildSettings(passage_words=20))
    nodes = to_nodes(passages)
    assert to_passages(nodes) == passages
    assert [node.get_content(MetadataMode.EMBED) for node in nodes] == [p.text for p in passages]


def test_nodes_know_their_source_and_their_neighbours_in_it() -> None:
    blocks = small_library()
    nodes = to_nodes(make_passages(blocks, BuildSettings(passage_words=20)))
    owls = [node for node in nodes if node.metadata["source_id"] == "owls:1"]
    violins = [node for node in nodes if node.metadata["source_id"] == "violins:1"]
    assert {len(owls), len(violins)} == {1}
    assert NodeRelationship.NEXT not in owls[0].relationships
    assert owls[0].source_node is not None
    assert owls[0].source_node.node_id == "owls:1"


def test_the_retriever_gives_passages_in_the_order_of_works(tmp_path: Path) -> None:
    publish(tmp_path, small_library(), BuildSettings(), CountingEmbedder())
    retriever = LitmusRetriever(Searcher(load_index(tmp_path), CountingEmbedder()), k=2)
    nodes = retriever.retrieve("owl in the snow")
    assert [node.metadata["rank"] for node in nodes] == [1, 2]
    assert nodes[0].metadata["paper_id"] == "b-owls"
    assert nodes[0].score >= nodes[1].score


def test_the_embedding_gives_the_vectors_of_the_embedder() -> None:
    counting = CountingEmbedder()
    embedding = LitmusEmbedding(counting)
    assert embedding.model_name == "counting"
    query = embedding.get_query_embedding("owl")
    assert query == pytest.approx(counting.encode_query("owl").tolist())
    batch = embedding.get_text_embedding_batch(["owl", "snow"])
    assert np.allclose(batch, counting.encode(["owl", "snow"]))
