"""In: numbers within a graph; out: nodes that round them to bytes, and multiply them so.

Beside standard operators stands ONNX Runtime's product of bytes, which adds up whole numbers and
brings each column to its scale at the end.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol

from onnx import TensorProto, ValueInfoProto, helper

from index.bert import CODES, FACTORS, FULL, SCALES

RUNTIMES = "com.microsoft"

Way = Literal["once", "twice", "by row"]
"""To a byte; to a byte, and what that leaves to another; or to a byte after each row was divided by
its greatest number."""

_NONE = ""


class Graph(Protocol):
    """What nodes and weights are added to."""

    @property
    def add(self) -> Callable[..., str]:
        """Adds a node; the name of its first output comes back."""
        ...

    @property
    def weight(self) -> Callable[..., str]:
        """Adds a weight that is handed over when the graph is opened."""
        ...


class Rounded(NamedTuple):
    """Numbers in bytes: the names of codes, scale and zero of each part, and of the rows' divisors.

    `rows` is "" where rows were not divided.
    """

    parts: tuple[tuple[str, str, str], ...]
    rows: str


def rounded(graph: Graph, x: str, name: str, way: Way, smoothed: int | None) -> Rounded:
    """Round x (1, n, into); its columns are divided first where `smoothed` says how many."""
    if smoothed is not None:
        x = graph.add("Mul", [x, graph.weight(f"{name}.{FACTORS}", smoothed)], f"{name}.smooth")
    rows = _NONE
    if way == "by row":
        sizes = graph.add("Abs", [x], f"{name}.sizes")
        rows = graph.add("ReduceMax", [sizes, "-1"], f"{name}.rows")
        x = graph.add("Div", [x, rows], f"{name}.divided")
    part = _part(graph, x, f"{name}.byte")
    if way != "twice":
        return Rounded((part,), rows)
    known = graph.add("DequantizeLinear", list(part), f"{name}.known")
    left = graph.add("Sub", [x, known], f"{name}.left")
    return Rounded((part, _part(graph, left, f"{name}.second")), rows)


def coarse(x: str | Rounded) -> str | Rounded:
    """The first byte alone of what was rounded to two."""
    return x._replace(parts=x.parts[:1]) if isinstance(x, Rounded) else x


def _part(graph: Graph, x: str, name: str) -> tuple[str, str, str]:
    part = (name, f"{name}.scale", f"{name}.zero")
    graph.add("DynamicQuantizeLinear", [x], *part)
    return part


def multiplied(graph: Graph, x: Rounded, name: str, into: int, out: int, output: str) -> str:
    """x W^T + b, (1, n, into) -> (1, n, out), with the weights in bytes."""
    codes = graph.weight(f"{name}.weight.{CODES}", into, out, of=TensorProto.INT8)
    scales = graph.weight(f"{name}.weight.{SCALES}", out)
    bias = graph.weight(f"{name}.bias", out)
    products = [
        graph.add(
            "MatMulIntegerToFloat",
            [part, codes, scale, scales, zero, *([] if number or x.rows else [_NONE, bias])],
            f"{output}.product{number}",
            domain=RUNTIMES,
        )
        for number, (part, scale, zero) in enumerate(x.parts)
    ]
    if x.rows:
        products = [graph.add("Mul", [*products, x.rows], f"{output}.rows"), bias]
    return products[0] if len(products) == 1 else graph.add("Add", products, output)


def add_full(graph: Graph) -> ValueInfoProto:
    """The greatest sums there are: a processor that cannot hold two products of bytes shows it."""
    for name, kind, number, shape in (
        ("full.bytes", TensorProto.UINT8, 255, (2, 64)),
        ("full.codes", TensorProto.INT8, 127, (64, 32)),
        ("full.scale", TensorProto.FLOAT, 1.0, (1,)),
    ):
        size = shape[0] * (shape[1] if len(shape) > 1 else 1)
        graph.add(
            "Constant", [], name, value=helper.make_tensor(name, kind, shape, [number] * size)
        )
    inputs = ["full.bytes", "full.codes", "full.scale", "full.scale"]
    graph.add("MatMulIntegerToFloat", inputs, FULL, domain=RUNTIMES)
    return helper.make_tensor_value_info(FULL, TensorProto.FLOAT, [2, 32])
