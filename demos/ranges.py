"""In: a knob and the words `a:b:n`; out: the values of that range, and the middle of two."""

from typing import Literal

import numpy as np
from pydantic import Field

from demos.errors import KnobError
from demos.records import Frozen, Knob, Number
from demos.run import check_knobs

LOG_FROM = 30.0
"""Spacing is in equal ratios where the range spans more than this factor."""
Scale = Literal["linear", "log"]


class Range(Frozen):
    """Values of one knob, ends included; `scale` says whether steps or ratios are equal."""

    knob: str
    low: Number
    high: Number
    count: int = Field(default=7, ge=2, le=50, description="Values before refining.")
    scale: Scale = "linear"


def read_range(knob: Knob, words: str) -> Range:
    """The range that `a:b` or `a:b:n` says. Raises KnobError, in one line."""
    parts = words.split(":")
    problem = f"{words!r} is no range of {knob.name}; write LOW:HIGH or LOW:HIGH:COUNT"
    if len(parts) not in (2, 3):
        raise KnobError(problem)
    low, high = (check_knobs("sweep", [knob], {knob.name: part})[knob.name] for part in parts[:2])
    if low >= high:
        raise KnobError(f"{problem}, with LOW below HIGH")
    try:
        count = int(parts[2]) if len(parts) == 3 else 7
    except ValueError as exc:
        raise KnobError(problem) from exc
    if not 2 <= count <= 50:
        raise KnobError(f"{words!r}: COUNT is a whole number from 2 to 50")
    return Range(knob=knob.name, low=low, high=high, count=count, scale=_scale(low, high))


def whole_range(knob: Knob, count: int = 7) -> Range:
    """All that a knob allows."""
    scale = _scale(knob.min, knob.max)
    return Range(knob=knob.name, low=knob.min, high=knob.max, count=count, scale=scale)


def _scale(low: Number, high: Number) -> Scale:
    return "log" if low > 0 and high / low > LOG_FROM else "linear"


def spaced(asked: Range, whole: bool) -> tuple[Number, ...]:
    """The values of a range, sorted and different; whole ones for an integer knob."""
    space = np.geomspace if asked.scale == "log" else np.linspace
    values = [float(f"{v:.4g}") for v in space(asked.low, asked.high, asked.count)]
    values[0], values[-1] = asked.low, asked.high
    return tuple(sorted({round(v) for v in values} if whole else set(values)))


def middle(low: Number, high: Number, scale: Scale, whole: bool) -> Number | None:
    """A value between two, or None where there is none to try."""
    half = float(f"{centre(low, high, scale):.4g}")
    value = round(half) if whole else half
    return value if low < value < high else None


def centre(low: Number, high: Number, scale: Scale) -> float:
    """The middle of two values: their mean, or their geometric mean on a log scale."""
    return float((low * high) ** 0.5 if scale == "log" else (low + high) / 2)
