"""Sweeps of an invented claim whose turning points are known."""

import threading
from collections.abc import Callable, Mapping

import pytest

from demos.errors import KnobError
from demos.job import Job
from demos.ranges import Range, read_range, spaced
from demos.records import Check, Knob, Number, Result
from demos.registry import entry
from demos.sweep import Progress, in_words, sweep
from demos.sweep_figure import draw_sweep, sweep_png
from tests.waiting import PATIENCE

DEMO = "guidance_basin"  # its knobs are scale, t_on and spike; nothing of it is run here
T_ON = next(knob for knob in entry(DEMO).knobs if knob.name == "t_on")
COUNT = Knob(name="count", type="int", default=5, min=1, max=1000, help="h")


def runner(measure: Callable[[int, float], float], knob: str = "t_on") -> Callable[..., Job]:
    """Runs whose one check is measured < 0.5."""

    def run(seed: int, values: Mapping[str, Number]) -> Job:
        check = Check(
            name="m", measured=measure(seed, values[knob]), baseline=0.6, relation="<", margin=0.1
        )
        result = Result(
            demo=DEMO, paper_ids=("p",), claim="c", fidelity="exact", stands_in="s", seed=seed,
            knobs=dict(values), control=False, checks=(check,), curves={}, seconds=0.0,
        )  # fmt: skip
        return Job(demo=DEMO, key="k", status="done", message="", result=result)

    return run


def of(low: float, high: float, count: int = 7) -> Range:
    return Range(knob="t_on", low=low, high=high, count=count)


def test_one_crossing_is_bracketed_by_halving() -> None:
    found = sweep(DEMO, of(0.1, 0.9), runner(lambda _, t: t), seeds=[0], refine=6)
    (turn,) = found.crossings
    assert turn.low < 0.5 <= turn.high
    assert turn.high - turn.low < 0.8 / 6 / 2**6 + 1e-3
    assert not turn.begins
    assert turn.at == pytest.approx(0.5, abs=0.002)
    assert [p.value for p in found.points] == sorted(p.value for p in found.points)
    assert len(found.points) == 7 + 6
    assert found.knobs == {"scale": 7.5, "spike": 0.3}
    assert in_words(found) == f"t_on: holds from 0.1 to {turn.low:g}, " + (
        f"does not hold from {turn.high:g} to 0.9"
    )


def test_a_claim_may_begin_and_cease() -> None:
    found = sweep(DEMO, of(0.1, 0.9, 9), runner(lambda _, t: 10 * abs(t - 0.45)), seeds=[0])
    assert [turn.begins for turn in found.crossings] == [True, False]
    assert [turn.at for turn in found.crossings] == pytest.approx([0.4, 0.5], abs=0.01)


def test_most_seeds_decide() -> None:
    found = sweep(DEMO, of(0.2, 0.8, 2), runner(lambda s, t: t + 0.2 * s), refine=8)
    assert found.crossings[0].at == pytest.approx(0.3, abs=0.005)  # seed 1 turns there
    first = found.points[0]
    assert (first.held, first.ran) == (2, 3)
    assert first.checks[0].measured == pytest.approx((0.2, 0.4, 0.6))
    assert first.checks[0].needed == pytest.approx((0.5, 0.5, 0.5))


def test_whole_numbers_are_halved_until_they_touch() -> None:
    asked = Range(knob="annotators", low=3, high=8, count=2)
    run = runner(lambda _, n: 0.0 if n < 7 else 1.0, "annotators")
    found = sweep("annotator_test", asked, run, seeds=[0], refine=8)
    assert (found.crossings[0].low, found.crossings[0].high) == (6, 7)
    assert all(isinstance(point.value, int) for point in found.points)


def test_always_and_never_cross_nothing() -> None:
    for value, words in ((0.0, "holds from"), (1.0, "does not hold from")):
        found = sweep(DEMO, of(0.1, 0.9), runner(lambda _s, _t, v=value: v), seeds=[0])
        assert not found.crossings
        assert in_words(found) == f"t_on: {words} 0.1 to 0.9"


def test_a_value_that_could_not_be_run_has_no_side() -> None:
    good = runner(lambda _, t: t)

    def run(seed: int, values: Mapping[str, Number]) -> Job:
        if values["t_on"] > 0.6:
            return Job(demo=DEMO, key="k", status="timed out", message="stopped after 60 s")
        return good(seed, values)

    found = sweep(DEMO, of(0.1, 0.9, 3), run, seeds=[0, 1])
    assert found.points[-1].holds is None
    assert found.points[-1].failed == ("stopped after 60 s",) * 2
    assert not found.crossings or found.crossings[-1].high <= 0.6
    assert draw_sweep(found).axes[1].get_title() == "m"


def test_progress_and_runs_at_once() -> None:
    seen: list[Progress] = []
    both = threading.Barrier(2, timeout=PATIENCE)

    def measure(_seed: int, t: float) -> float:
        both.wait()  # breaks unless two run at once
        return t

    found = sweep(
        DEMO, of(0.2, 0.8, 3), runner(measure), seeds=[0, 1], refine=1, at_once=2, tell=seen.append
    )
    assert [p.done for p in seen] == list(range(1, 9))
    assert (seen[0].total, seen[-1].total) == (6, 8)
    assert seen[-1].points == found.points


def test_picture_marks_the_crossing_and_names_it() -> None:
    found = sweep(DEMO, of(0.1, 0.9), runner(lambda _, t: t))
    figure = draw_sweep(found, "dark")
    at = found.crossings[0].at
    assert [axis.get_title() for axis in figure.axes[:2]] == ["All checks hold", "m"]
    for axis in figure.axes[:2]:
        assert any(list(line.get_xdata()) == [at, at] for line in axis.get_lines())
        (shade,) = axis.patches
        assert shade.get_x() + shade.get_width() == pytest.approx(at)
    assert any(t.get_text() == f"ceases at {at:.3g}" for t in figure.axes[0].texts)
    assert sweep_png(found).startswith(b"\x89PNG")


def test_ranges() -> None:
    assert read_range(T_ON, "0.2:0.8") == of(0.2, 0.8)
    asked = read_range(COUNT, "1:1000:4")
    assert asked.scale == "log"
    assert spaced(asked, whole=True) == (1, 10, 100, 1000)
    assert spaced(read_range(COUNT, "1:4:9"), whole=True) == (1, 2, 3, 4)
    assert spaced(of(0.2, 0.8, 3), whole=False) == (0.2, 0.5, 0.8)


@pytest.mark.parametrize(
    "words",
    ["0.2", "0.2:", "0.8:0.2", "0.2:0.2", "0:0.5", "0.2:0.8:1", "0.2:0.8:x", "a:b", "1:2:3:4"],
)
def test_wrong_ranges_are_one_line(words: str) -> None:
    with pytest.raises(KnobError) as caught:
        read_range(T_ON, words)
    assert "\n" not in str(caught.value)
