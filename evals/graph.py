"""In: nothing; out: the arithmetic of a BERT sentence model without its weights, twice.

Run as `python -m evals.graph --save`. In `index/bert.onnx` weights keep the names and the shapes
(out, in) that they have in a model's own file, from which they are handed over unchanged; in
`index/bert-bytes.onnx` those of the layers are in bytes, and what they are multiplied with is
rounded to bytes as well. Beside standard operators stand ONNX Runtime's own attention by heads and
normalised sum. Symbols as in Vaswani et al. (2017).
"""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from onnx import ModelProto, NodeProto, TensorProto, helper

from evals.rounding import RUNTIMES, Rounded, Way, add_full, coarse, multiplied, rounded
from index.bert import BYTES_GRAPH, GRAPH
from index.models import EPSILON, SHAPE

_OPSETS = {"": 20, RUNTIMES: 1}
_IR_VERSION = 10
"""Of 2024; runtimes read older files, not newer ones."""

_WIDTH, _INNER = SHAPE["hidden_size"], SHAPE["intermediate_size"]
_ROWS = {
    "word": SHAPE["vocab_size"],
    "position": SHAPE["max_position_embeddings"],
    "token_type": SHAPE["type_vocab_size"],
}


class _Graph:
    """Nodes, and the weights they use, in the order they are named."""

    def __init__(self, *, in_bytes: bool) -> None:
        self.in_bytes = in_bytes
        self.nodes: list[NodeProto] = []
        self.weights: dict[str, TensorProto] = {}

    def add(self, kind: str, inputs: Sequence[str], *outputs: str, **attributes: Any) -> str:
        """A node; the name of its first output comes back."""
        self.nodes.append(helper.make_node(kind, inputs, outputs, **attributes))
        return outputs[0]

    def weight(self, name: str, *shape: int, of: int = TensorProto.FLOAT) -> str:
        """A weight that is handed over when the graph is opened."""
        tensor = TensorProto(name=name, data_type=of, dims=shape)
        tensor.data_location = TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="handed over")
        self.weights[name] = tensor
        return name

    def table(self, name: str) -> str:
        """The vectors of words, positions or kinds of text."""
        return self.weight(f"embeddings.{name}_embeddings.weight", _ROWS[name], _WIDTH)

    def factor(self, x: str, name: str, way: Way, smoothed: int | None = None) -> str | Rounded:
        """What is multiplied with weights: x, or x in bytes."""
        return rounded(self, x, name, way, smoothed) if self.in_bytes else x

    def linear(self, x: str | Rounded, name: str, into: int, out: int, output: str) -> str:
        """x W^T + b, (n, into) -> (n, out)."""
        if isinstance(x, Rounded):
            return multiplied(self, x, name, into, out, output)
        weights = self.weight(f"{name}.weight", out, into), self.weight(f"{name}.bias", out)
        return self.add("Gemm", [x, *weights], output, transB=1)

    def batch(self, x: str, output: str) -> str:
        """x as a batch of one, (1, n, d); what is multiplied in bytes is one all along."""
        return x if self.in_bytes else self.add("Unsqueeze", [x, "0"], output)

    def row(self, x: str, output: str) -> str:
        """A batch of one as rows, (n, d), which products with floats want."""
        return x if self.in_bytes else self.add("Squeeze", [x, "0"], output)

    def norm(self, name: str) -> tuple[str, str]:
        """Gain and shift of a layer normalisation."""
        return self.weight(f"{name}.weight", _WIDTH), self.weight(f"{name}.bias", _WIDTH)

    def normalised_sum(self, x: str, y: str, name: str, output: str) -> str:
        """Layer normalisation of every row of x + y."""
        inputs = [x, y, *self.norm(name)]
        kind = "SkipLayerNormalization"
        return self.add(kind, inputs, output, domain=RUNTIMES, epsilon=EPSILON)


def make_graph(*, in_bytes: bool = False) -> ModelProto:
    """From `ids` (n,) to `states` (n, d) and their mean's unit `vector` (d,)."""
    graph = _Graph(in_bytes=in_bytes)
    graph.add("Constant", [], "0", value_ints=[0])
    graph.add("Constant", [], "1", value_ints=[1])
    if in_bytes:
        graph.add("Constant", [], "-1", value_ints=[-1])
    x = _embedded(graph)
    for number in range(SHAPE["num_hidden_layers"]):
        x = _layer(graph, x, f"encoder.layer.{number}")
    graph.add("Squeeze", [x, "0"], "states") if in_bytes else graph.add("Identity", [x], "states")
    graph.add("ReduceMean", ["states" if in_bytes else x, "0"], "mean", keepdims=0)
    graph.add("LpNormalization", ["mean"], "vector", axis=0, p=2)
    outputs = [
        helper.make_tensor_value_info("vector", TensorProto.FLOAT, [_WIDTH]),
        helper.make_tensor_value_info("states", TensorProto.FLOAT, ["n", _WIDTH]),
    ]
    if in_bytes:
        outputs.append(add_full(graph))
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "bert",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, ["n"])],
            outputs,
            list(graph.weights.values()),
        ),
        opset_imports=[helper.make_opsetid(domain, n) for domain, n in _OPSETS.items()],
        ir_version=_IR_VERSION,
    )


def _embedded(graph: _Graph) -> str:
    """Words, places and the one kind of text there is, summed and normalised, (n,) -> (n, d)."""
    ids = graph.add("Unsqueeze", ["ids", "0"], "ids.batch") if graph.in_bytes else "ids"
    words = graph.add("Gather", [graph.table("word"), ids], "words")
    size = graph.add("Shape", ["ids"], "size")
    places = graph.add("Slice", [graph.table("position"), "0", size, "0"], "places")
    kind = graph.add("Slice", [graph.table("token_type"), "0", "1", "0"], "kind")
    placed = graph.add("Add", [places, kind], "placed")
    if graph.in_bytes:  # a third of the time; but passages keep the vectors they have
        return graph.normalised_sum(words, placed, "embeddings.LayerNorm", "embedded")
    summed = graph.add("Add", [words, placed], "summed")
    inputs = [summed, *graph.norm("embeddings.LayerNorm")]
    return graph.add("LayerNormalization", inputs, "embedded", epsilon=EPSILON)


def _layer(graph: _Graph, x: str, name: str) -> str:
    """One encoder layer, (n, d) -> (n, d)."""
    own, inner, outer = factors(name)
    asked = graph.factor(x, own, "twice", _WIDTH)
    # what attends to what may be coarser than what is then taken from there
    parts = [
        graph.batch(
            graph.linear(factor, f"{own}.{part}", _WIDTH, _WIDTH, f"{own}.{part}"),
            f"{own}.{part}.batch",
        )
        for part, factor in (("query", coarse(asked)), ("key", coarse(asked)), ("value", asked))
    ]
    attended = graph.add(
        "MultiHeadAttention", parts, own, domain=RUNTIMES, num_heads=SHAPE["num_attention_heads"]
    )
    rows = graph.factor(graph.row(attended, f"{own}.rows"), f"{name}.attended", "once")
    mixed = graph.linear(rows, f"{name}.attention.output.dense", _WIDTH, _WIDTH, f"{name}.mixed")
    x = graph.normalised_sum(mixed, x, f"{name}.attention.output.LayerNorm", f"{name}.x")
    wide = graph.factor(x, inner, "by row", _WIDTH)
    wide = graph.linear(wide, inner, _WIDTH, _INNER, f"{name}.inner")
    wide = graph.factor(graph.add("Gelu", [wide], f"{name}.gelu"), outer, "twice", _INNER)
    narrow = graph.linear(wide, outer, _INNER, _WIDTH, f"{name}.outer")
    return graph.normalised_sum(narrow, x, f"{name}.output.LayerNorm", name)


def factors(name: str) -> tuple[str, str, str]:
    """What the numbers are called that are smoothed in a layer."""
    return f"{name}.attention.self", f"{name}.intermediate.dense", f"{name}.output.dense"


def main(save: Annotated[bool, typer.Option(help="Write both.")] = False) -> None:
    """Make the graphs and say how large they are."""
    for path, in_bytes in ((GRAPH, False), (BYTES_GRAPH, True)):
        model = make_graph(in_bytes=in_bytes)
        content = model.SerializeToString(deterministic=True)
        if save:
            path.write_bytes(content)
        typer.echo(f"{path.name}: {len(model.graph.node)} nodes, {len(content):,} bytes")


if __name__ == "__main__":
    typer.run(main)
