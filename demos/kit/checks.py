"""In: two numbers and a margin; out: a Check, or a line of a panel."""

from collections.abc import Iterable

from demos.records import Check, Line, Style


def below(name: str, measured: float, baseline: float, margin: float) -> Check:
    """Holds where `measured < baseline - margin`."""
    return Check(
        name=name,
        measured=float(measured),
        baseline=float(baseline),
        relation="<",
        margin=float(margin),
    )


def above(name: str, measured: float, baseline: float, margin: float) -> Check:
    """Holds where `measured > baseline + margin`."""
    return Check(
        name=name,
        measured=float(measured),
        baseline=float(baseline),
        relation=">",
        margin=float(margin),
    )


def line(label: str, x: Iterable[float], y: Iterable[float], style: Style = "line") -> Line:
    """A curve from any two sequences of numbers of equal length."""
    return Line(
        label=label, x=tuple(float(v) for v in x), y=tuple(float(v) for v in y), style=style
    )
