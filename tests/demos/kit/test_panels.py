"""In: demos.kit.panels; out: whether curves and values arrive in the panel as given."""

from demos.kit.checks import line
from demos.kit.panels import bars, panel


def test_a_panel_keeps_its_curves_in_order_and_its_scales() -> None:
    one, two = line("one", [1, 2], [3, 4]), line("two", [1, 2], [5, 6], "dashed")

    found = panel("step", "loss", one, two, log_y=True)

    assert (found.x_label, found.y_label, found.lines) == ("step", "loss", (one, two))
    assert (found.log_x, found.log_y) == (False, True)


def test_bars_stand_side_by_side_in_the_order_given() -> None:
    found = bars("rule", "share", {"b": 0.25, "a": 0.5})

    assert [(x.label, x.x, x.y, x.style) for x in found.lines] == [
        ("b", (0.0,), (0.25,), "bars"),
        ("a", (1.0,), (0.5,), "bars"),
    ]
    assert not found.log_y
