"""In: a Sweep; out: one picture (PNG): each check along the knob, and where the claim turns."""

import io
from typing import TYPE_CHECKING, Any

from demos.figure import Theme, canvas, fill, inks
from demos.records import Line, Panel
from demos.sweep import Point, Sweep, in_words

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw_sweep(found: Sweep, theme: Theme = "light") -> "Figure":
    """The share of seeds on which all checks hold, then each check against its bar.

    A shaded part is where the claim holds; a line between two values is where it turns.
    """
    panels = _panels(found)
    title = f"{found.demo}, {in_words(found)}"
    figure, axes = canvas(list(panels), title, theme, columns=2)
    for axis, panel in zip(axes, panels.values(), strict=True):
        fill(axis, panel, theme)
        _mark(axis, found, theme)
    axes[0].set_ylim(-0.05, 1.05)
    _name(axes[0], found, theme)
    return figure


def _panels(found: Sweep) -> dict[str, Panel]:
    ran = [point for point in found.points if point.ran]
    log_x = found.range.scale == "log"
    held = [(p.value, p.held / p.ran) for p in ran]
    what = "measured, mean over seeds" if len(found.seeds) > 1 else "measured"
    panels = {"All checks hold": _panel(found, "share of seeds", log_x, [_line("held", held)])}
    for place, reading in enumerate(ran[0].checks if ran else ()):
        dots = [(p.value, m) for p in ran for m in p.checks[place].measured]
        lines = [
            _line(what, _means(ran, place, "measured")),
            _line(f"must be {reading.relation} this", _means(ran, place, "needed"), "dashed"),
        ]
        if len(found.seeds) > 1:
            lines.append(_line("measured, each seed", dots, "points"))
        panels[reading.name] = _panel(found, "", log_x, lines)
    return panels


def _means(ran: list[Point], place: int, which: str) -> list[tuple[float, float]]:
    rows = [(p.value, getattr(p.checks[place], which)) for p in ran]
    return [(value, sum(numbers) / len(numbers)) for value, numbers in rows]


def _line(label: str, dots: list[tuple[float, float]], style: Any = "line") -> Line:
    return Line(label=label, x=tuple(x for x, _ in dots), y=tuple(y for _, y in dots), style=style)


def _panel(found: Sweep, y_label: str, log_x: bool, lines: list[Line]) -> Panel:
    return Panel(x_label=found.range.knob, y_label=y_label, lines=tuple(lines), log_x=log_x)


def _mark(axis: Any, found: Sweep, theme: Theme) -> None:
    """Shade where the claim holds and draw a line at each crossing."""
    ink, good = inks(theme)
    for low, high in _held_spans(found):
        axis.axvspan(low, high, color=good, alpha=0.12, linewidth=0)
    for turn in found.crossings:
        axis.axvline(turn.at, color=ink, linewidth=1.2, linestyle=":")


def _name(axis: Any, found: Sweep, theme: Theme) -> None:
    """Write at each crossing what happens there; turns one below the other, so that none hides."""
    reach = axis.get_xlim()
    for place, turn in enumerate(found.crossings):
        left = axis.transData.transform((turn.at, 0))[0]
        first, last = (axis.transData.transform((x, 0))[0] for x in reach)
        right_half = left > (first + last) / 2
        axis.annotate(
            f"{'begins' if turn.begins else 'ceases'} at {turn.at:.3g}",
            (turn.at, 0.88 - 0.09 * place),
            xycoords=("data", "axes fraction"),
            xytext=(-4 if right_half else 4, 0),
            textcoords="offset points",
            ha="right" if right_half else "left",
            fontsize=9,
            color=inks(theme)[0],
        )


def _held_spans(found: Sweep) -> list[tuple[float, float]]:
    """Stretches on which the claim holds, from crossing to crossing."""
    ran = [point for point in found.points if point.ran]
    spans, begun = [], ran[0].value if ran and ran[0].holds else None
    for turn in found.crossings:
        if turn.begins:
            begun = turn.at
        elif begun is not None:
            spans.append((float(begun), turn.at))
            begun = None
    if begun is not None:
        spans.append((float(begun), float(ran[-1].value)))
    return spans


def sweep_png(found: Sweep, theme: Theme = "light") -> bytes:
    """The picture as PNG bytes."""
    buffer = io.BytesIO()
    draw_sweep(found, theme).savefig(buffer, format="png", dpi=110)
    return buffer.getvalue()
