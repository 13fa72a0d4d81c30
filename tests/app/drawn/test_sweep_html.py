from app.drawn.sweep_html import cost, points, turns
from demos.ranges import Range
from demos.records import Knob
from demos.sweep import Crossing, Point, Reading, Sweep


def _sweep(*points: Point, crossings: tuple[Crossing, ...] = ()) -> Sweep:
    return Sweep(
        demo="d",
        claim="c",
        range=Range(knob="rank_of_patch", low=1, high=4),
        knobs={"width": 32},
        seeds=(0, 1, 2),
        points=points,
        crossings=crossings,
    )


def _point(value: int, held: int) -> Point:
    reading = Reading(
        name="<i>error</i>", relation="<", measured=(0.5, 1.0, 1.5), needed=(2.0, 2.0, 2.0)
    )
    return Point(value=value, held=held, ran=3, checks=(reading,))


def test_a_turn_is_said_with_both_sides_and_the_other_knobs():
    said = turns(
        _sweep(
            _point(1, 0),
            _point(2, 3),
            crossings=(Crossing(low=1, high=2, at=1.5, begins=True),),
        )
    )
    assert "begins to hold between rank of patch 1 and 2" in said
    assert "3 seeds a value with width 32" in said


def test_a_claim_that_never_turns_is_said_to_hold_everywhere_or_nowhere():
    assert "on the whole range" in turns(_sweep(_point(1, 3), _point(4, 2)))
    assert "holds nowhere" in turns(_sweep(_point(1, 0), _point(4, 1)))
    assert "No run ended" in turns(_sweep(Point(value=1, held=0, ran=0, failed=("too slow",))))


def test_every_value_is_a_row_with_means_and_why_a_run_failed():
    shown = points(_sweep(_point(1, 3), Point(value=2, held=0, ran=0, failed=("<b>too slow",))))
    assert shown.count('<th scope="row"') == 2
    assert "1 &lt; 2" in shown
    assert "3 of 3" in shown
    assert "&lt;b&gt;too slow" in shown
    assert "<i>error" not in shown


def test_a_whole_knob_has_no_more_values_than_whole_numbers():
    knob = Knob(name="n", type="int", default=2, min=1, max=3, help="h")
    assert cost(knob, 7, 3, 0.5).startswith("9 runs")
    assert "about 4 s" in cost(knob, 7, 3, 0.5)
    wide = knob.model_copy(update={"max": 50})
    assert cost(wide, 7, 3, None).startswith("21 runs and more")
