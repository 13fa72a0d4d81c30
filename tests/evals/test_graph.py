from pathlib import Path

import onnx
import pytest

from evals.graph import make_graph
from index.bert import BYTES_GRAPH, GRAPH


@pytest.mark.parametrize(("path", "in_bytes"), [(GRAPH, False), (BYTES_GRAPH, True)])
def test_the_stored_graph_is_the_one_that_is_described(path: Path, in_bytes: bool) -> None:
    stored = onnx.load(path, load_external_data=False)
    assert stored == make_graph(in_bytes=in_bytes)


@pytest.mark.parametrize(("path", "more"), [(GRAPH, 0), (BYTES_GRAPH, 6 * (6 + 3))])
def test_a_graph_holds_no_weight(path: Path, more: int) -> None:
    tensors = make_graph(in_bytes=bool(more)).graph.initializer
    assert len(tensors) == 3 + 2 + 6 * 16 + more
    assert all(tensor.data_location == onnx.TensorProto.EXTERNAL for tensor in tensors)
    assert path.stat().st_size < 60_000
