from pathlib import Path

from app.runs import Runs
from app.sweeps import SweepRequest, Sweeps, SweepState
from demos.ranges import Range, whole_range
from demos.registry import entry
from tests.waiting import wait_for

DEMO = "rank_one_patch"
ASKED = SweepRequest(
    demo=DEMO, range=Range(knob="tokens", low=4, high=6, count=3), seeds=1, given={"width": 8}
)


def wait(sweeps: Sweeps, asked: SweepRequest, phase: str) -> SweepState:
    def there() -> SweepState | None:
        return state if (state := sweeps.state(asked)).phase == phase else None

    return wait_for(there, lambda: sweeps.state(asked))


def test_a_sweep_ends_with_its_points_and_is_not_computed_again(tmp_path: Path) -> None:
    runs = Runs(tmp_path)
    sweeps = Sweeps(runs)
    assert sweeps.state(ASKED).phase == "idle"
    sweeps.start(ASKED)
    sweeps.start(ASKED)
    done = wait(sweeps, ASKED, "done")
    assert done.sweep is not None
    assert [point.value for point in done.sweep.points] == [4, 5, 6]
    assert (done.progress.done, done.progress.total) == (3, 3)
    assert done.sweep.knobs["width"] == 8
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("job.json")}
    assert len(kept) == 3
    again = Sweeps(Runs(tmp_path))
    again.start(ASKED)
    assert wait(again, ASKED, "done").sweep == done.sweep
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("job.json")} == kept
    runs.close()


def test_a_sweep_can_be_stopped(tmp_path: Path) -> None:
    runs = Runs(tmp_path)
    sweeps = Sweeps(runs)
    knob = next(k for k in entry("kan_splines").knobs if k.name == "grid")
    asked = SweepRequest(demo="kan_splines", range=whole_range(knob), given={"steps": 300})
    sweeps.start(asked)
    wait(sweeps, asked, "running")
    sweeps.stop(asked)
    assert wait(sweeps, asked, "stopped").sweep is None
    runs.close()


def test_a_sweep_that_cannot_be_run_says_why(tmp_path: Path) -> None:
    sweeps = Sweeps(Runs(tmp_path))
    asked = ASKED.model_copy(update={"given": {"width": 10_000}})
    sweeps.start(asked)
    assert "out of bounds" in wait(sweeps, asked, "failed").problem
