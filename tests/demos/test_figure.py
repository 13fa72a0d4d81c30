import pytest

from demos.figure import draw, png
from demos.records import Line, Panel
from demos.run import run_demo


def test_every_panel_is_drawn_with_its_words() -> None:
    result = run_demo("sequence_ratio", knobs={"updates": 2})
    figure = draw(result, "dark")
    assert len(figure.axes) == len(result.curves)
    for axis, (title, panel) in zip(figure.axes, result.curves.items(), strict=True):
        assert axis.get_title() == title
        assert (axis.get_xlabel(), axis.get_ylabel()) == (panel.x_label, panel.y_label)
        assert (axis.get_xscale() == "log") == panel.log_x
        drawn = [list(line.get_ydata()) for line in axis.get_lines()]
        assert drawn == [list(line.y) for line in panel.lines]
        legend = axis.get_legend()
        assert legend is not None
        assert [t.get_text() for t in legend.get_texts()] == [line.label for line in panel.lines]
    assert result.verdict in figure.get_suptitle()


def test_single_values_are_named_on_the_axis() -> None:
    lines = tuple(Line(label=n, x=(i,), y=(i + 1,), style="bars") for i, n in enumerate("abc"))
    panel = Panel(x_label="way", y_label="share", lines=lines)
    result = run_demo("rank_one_patch", knobs={"tokens": 5}).model_copy(
        update={"curves": {"t": panel}}
    )
    axis = draw(result).axes[0]
    assert [t.get_text() for t in axis.get_xticklabels()] == ["a", "b", "c"]
    centres = [bar.get_x() + bar.get_width() / 2 for bar in axis.patches]
    assert centres == pytest.approx([0, 1, 2])
    assert axis.get_legend() is None


def test_png_differs_by_theme() -> None:
    result = run_demo("rank_one_patch", knobs={"tokens": 5}, control=True)
    light, dark = png(result), png(result, "dark")
    assert light.startswith(b"\x89PNG")
    assert light != dark
    assert "control" in draw(result).get_suptitle()
