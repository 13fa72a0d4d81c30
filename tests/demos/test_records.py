import math

import pytest
from pydantic import ValidationError

from demos.records import Check, Line, Panel, Result
from demos.verdicts import judge


def check(measured: float, baseline: float, relation: str, margin: float) -> Check:
    return Check.model_validate(
        {
            "name": "c",
            "measured": measured,
            "baseline": baseline,
            "relation": relation,
            "margin": margin,
        }
    )


@pytest.mark.parametrize(
    ("measured", "baseline", "relation", "margin", "holds"),
    [
        (1.0, 2.0, "<", 0.5, True),
        (1.5, 2.0, "<", 0.5, False),  # the margin itself is not enough
        (2.0, 1.0, "<", 0.0, False),
        (2.0, 1.0, ">", 0.5, True),
        (1.5, 1.0, ">", 0.5, False),
        (1.0, 1.0, ">", 0.0, False),
        (math.nan, 1.0, "<", 0.0, False),
        (math.nan, 1.0, ">", 0.0, False),
    ],
)
def test_check_holds(
    measured: float, baseline: float, relation: str, margin: float, holds: bool
) -> None:
    assert check(measured, baseline, relation, margin).holds is holds


def test_holds_cannot_be_typed_in() -> None:
    lie = check(3.0, 1.0, "<", 0.0).model_dump() | {"holds": True}
    assert Check.model_validate(lie).holds is False


def result(*measured: float, seconds: float = 1.0) -> Result:
    panel = Panel(x_label="x", y_label="y", lines=(Line(label="l", x=(0, 1), y=(2, math.nan)),))
    return Result(
        demo="d",
        paper_ids=("p",),
        claim="c",
        fidelity="exact",
        stands_in="s",
        seed=0,
        knobs={"k": 1},
        control=False,
        checks=tuple(
            check(m, 1.0, "<", 0.0).model_copy(update={"name": f"c{i}"})
            for i, m in enumerate(measured)
        ),
        curves={"t": panel},
        seconds=seconds,
    )


def test_verdict_of_a_run() -> None:
    assert result(0.0, 0.5).verdict == "holds"
    assert result(0.0, 2.0).verdict == "mixed"
    assert result(2.0, 2.0).verdict == "does not hold"


def test_verdict_over_seeds() -> None:
    good, bad, half = result(0.0, 0.0), result(2.0, 2.0), result(0.0, 2.0)
    assert judge([good] * 5) == "confirmed"
    assert judge([bad, half, bad]) == "refuted"
    assert judge([good, bad]) == "unstable"


def test_round_trip_keeps_every_number() -> None:
    first = result(0.1, 2.0)
    again = Result.model_validate_json(first.model_dump_json())
    assert again.model_dump_json() == first.model_dump_json()
    assert not first.finite
    assert first.numbers()["t, l, y0"] == 2.0
    assert first.numbers()["check c1: measured"] == 2.0


def test_numbers_leave_out_the_time() -> None:
    one, two = result(0.5, seconds=1.0).numbers(), result(0.5, seconds=2.0).numbers()
    assert repr(one) == repr(two)  # NaN equals itself only in words


def test_line_needs_as_many_x_as_y() -> None:
    with pytest.raises(ValidationError, match="1 x and 2 y"):
        Line(label="l", x=(1,), y=(1, 2))
