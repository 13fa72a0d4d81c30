"""In: a Result; out: one picture of its panels (PNG), for a light page or a dark one."""

import io
from collections.abc import Sequence
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
    what = "control: mechanism removed, " if result.control else ""
    title = f"{result.demo} ({what}seed {result.seed}): {result.verdict}"
    figure, axes = canvas(list(result.curves), title, theme, columns=len(result.curves))
    for axis, panel in zip(axes, result.curves.values(), strict=True):
        fill(axis, panel, theme)
    return figure


def canvas(
    titles: Sequence[str], title: str, theme: Theme, columns: int
) -> tuple["Figure", list[Any]]:
    """A figure with empty axes of these titles, row by row, in the colours of the theme."""
    from matplotlib.figure import Figure

    ground, ink, grid = _INK[theme]
    columns = min(columns, len(titles))
    rows = -(-len(titles) // columns)
    size = (5.6 * columns, 4.0 * rows + 0.3)
    figure = Figure(figsize=size, facecolor=ground, layout="constrained")
    figure.suptitle(title, color=ink)
    cells = list(figure.subplots(rows, columns, squeeze=False).flat)
    for spare in cells[len(titles) :]:
        spare.set_visible(False)
    for axis, name in zip(cells, titles, strict=False):
        axis.set_facecolor(ground)
        axis.set_title(name, color=ink, fontsize=11)
        axis.grid(True, color=grid, linewidth=0.6)
        axis.tick_params(colors=ink)
        for spine in axis.spines.values():
            spine.set_color(grid)
    return figure, cells[: len(titles)]


def inks(theme: Theme) -> tuple[str, str]:
    """The colour of words, and that of what holds."""
    return _INK[theme][1], (_COLOURS if theme == "light" else _DARK_COLOURS)[2]


def fill(axis: Any, panel: Panel, theme: Theme) -> None:
    """Draw a panel's lines, labels and scales on empty axes."""
    ink, colours = _INK[theme][1], _COLOURS if theme == "light" else _DARK_COLOURS
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
