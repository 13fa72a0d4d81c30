import onnx

from evals.graph import make_graph
from index.bert import GRAPH


def test_the_stored_graph_is_the_one_that_is_described() -> None:
    stored = onnx.load(GRAPH, load_external_data=False)
    assert stored == make_graph()


def test_the_graph_holds_no_weight() -> None:
    tensors = make_graph().graph.initializer
    assert len(tensors) == 3 + 2 + 6 * 16
    assert all(tensor.data_location == onnx.TensorProto.EXTERNAL for tensor in tensors)
    assert GRAPH.stat().st_size < 30_000
