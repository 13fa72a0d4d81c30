"""In: curves or named values; out: a Panel."""

from collections.abc import Mapping

from demos.kit.checks import line
from demos.records import Line, Panel


def panel(
    x_label: str, y_label: str, *lines: Line, log_x: bool = False, log_y: bool = False
) -> Panel:
    """A panel of the given curves."""
    return Panel(x_label=x_label, y_label=y_label, lines=lines, log_x=log_x, log_y=log_y)


def bars(x_label: str, y_label: str, values: Mapping[str, float], log_y: bool = False) -> Panel:
    """A panel with one bar for each named value, side by side in the given order."""
    found = (line(name, [place], [v], "bars") for place, (name, v) in enumerate(values.items()))
    return panel(x_label, y_label, *found, log_y=log_y)
