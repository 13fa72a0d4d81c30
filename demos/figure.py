"""In: a Result; out: one picture of its panels (PNG), for a light page or a dark one."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from demos.records import Line, Panel, Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Theme = Literal["light", "dark"]
_INK = {"light": ("#ffffff", "#1f2328", "#d8dbdf"), "dark": ("#0e1117", "#e6e8eb", "#3a3f47")}
# Okabe and Ito's colours without black and yellow: told apart by colour-blind eyes on both grounds.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")
_DARK_COLOURS = ("#56b4e9", "#e69f00", "#2fc39a", "#e59bc4", "#8fa7ff", "#f5d76e")


def draw(result: Result, theme: Theme = "light") -> "Figure":
    """One figure, its panels side by side; the title says the verdict of this run."""
    from matplotlib.figure import Figure

    ground, ink, grid = _INK[theme]
    figure = Figure(figsize=(5.6 * len(result.curves), 4.3), facecolor=ground, layout="constrained")
    what = "control: mechanism removed, " if result.control else ""
    figure.suptitle(f"{result.demo} ({what}seed {result.seed}): {result.verdict}", color=ink)
    axes = figure.subplots(1, len(result.curves), squeeze=False)[0]
    for axis, (title, panel) in zip(axes, result.curves.items(), strict=True):
        axis.set_facecolor(ground)
        axis.set_title(title, color=ink, fontsize=11)
        axis.grid(True, color=grid, linewidth=0.6)
        axis.tick_params(colors=ink)
        for spine in axis.spines.values():
            spine.set_color(grid)
        _fill(axis, panel, _COLOURS if theme == "light" else _DARK_COLOURS, ink)
    return figure


def _fill(axis: Any, panel: Panel, colours: tuple[str, ...], ink: str) -> None:
    alone = all(len(line.x) == 1 for line in panel.lines)  # one value each: names go on the axis
    count = 1 if alone else len(panel.lines)
    for place, line in enumerate(panel.lines):
        _plot(axis, line, colours[place % len(colours)], 0 if alone else place, count)
    axis.set_xlabel(panel.x_label, color=ink)
    axis.set_ylabel(panel.y_label, color=ink)
    axis.set_axisbelow(True)
    if panel.log_x:
        axis.set_xscale("log")
    if panel.log_y:
        axis.set_yscale("log")
    if alone:
        axis.set_xticks([line.x[0] for line in panel.lines])
        axis.set_xticklabels([line.label for line in panel.lines], rotation=20, ha="right")
    else:
        axis.legend(fontsize=8, labelcolor=ink, framealpha=0.0)


def _plot(axis: Any, line: Line, colour: str, place: int, count: int) -> None:
    if line.style == "bars":
        width = 0.8 / count
        shifted = [x + (place - (count - 1) / 2) * width for x in line.x]
        axis.bar(shifted, line.y, width=width, color=colour, label=line.label)
        return
    if line.style == "points":
        axis.plot(line.x, line.y, "o", markersize=3.5, color=colour, label=line.label)
        return
    dash = "--" if line.style == "dashed" else "-"
    marker = "o" if len(line.x) <= 12 else None
    axis.plot(line.x, line.y, dash, marker=marker, markersize=3.5, color=colour, label=line.label)


def png(result: Result, theme: Theme = "light") -> bytes:
    """The picture as PNG bytes."""
    buffer = io.BytesIO()
    draw(result, theme).savefig(buffer, format="png", dpi=110)
    return buffer.getvalue()


def save(result: Result, path: Path, theme: Theme = "light") -> None:
    """Write the picture to a PNG file."""
    path.write_bytes(png(result, theme))
