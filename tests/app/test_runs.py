import threading
from pathlib import Path

import pytest

import app.runs
from app.runs import Runs, State, request_for
from demos.errors import KnobError, UnknownDemoError
from demos.worker import Progress, Request
from tests.waiting import PATIENCE, wait_for

DEMO = "rank_one_patch"


def wait(runs: Runs, request: Request, phase: str) -> State:
    def there() -> State | None:
        return state if (state := runs.state(request)).phase == phase else None

    return wait_for(there, lambda: runs.state(request))


def test_a_run_goes_from_idle_to_ended_and_is_found_by_a_new_server(tmp_path: Path):
    request = request_for(DEMO, seed=3)
    runs = Runs(tmp_path)
    assert runs.state(request) == State("idle")
    runs.start(request)
    state = wait(runs, request, "ended")
    assert state.job is not None
    assert state.job.result is not None
    assert state.job.result.seed == 3
    again = Runs(tmp_path).state(request)
    assert again.job is not None
    assert again.job.key == state.job.key
    for theme in ("light", "dark"):
        assert runs.picture(request, state.job, theme)[:4] == b"\x89PNG"
    assert Runs(tmp_path).state(request_for(DEMO, seed=4)).phase == "idle"


def test_a_run_is_computed_once_and_others_wait_for_a_place(tmp_path: Path, monkeypatch):
    go, calls = threading.Event(), []

    def slow(demo: str, jobs: Path, **asked: object) -> None:
        calls.append(asked["seed"])
        assert go.wait(PATIENCE)

    monkeypatch.setattr(app.runs, "run_job", slow)
    runs = Runs(tmp_path, at_once=1)
    first, second = request_for(DEMO, seed=0), request_for(DEMO, seed=1)
    runs.start(first)
    wait(runs, first, "running")
    runs.start(first)
    runs.start(second)
    assert runs.state(second).phase == "waiting"
    go.set()
    wait(runs, first, "idle")
    wait(runs, second, "idle")
    assert calls == [0, 1]


def test_what_cannot_be_run_is_refused_before_it_starts():
    with pytest.raises(UnknownDemoError):
        request_for("no_such_demo")
    with pytest.raises(KnobError):
        request_for(DEMO, given={"nothing": 1})
    with pytest.raises(KnobError):
        request_for(DEMO, seed=-1)


def test_a_run_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path):
    request = request_for("kan_splines", given={"steps": 300, "grid": 12, "degree": 4})
    runs = Runs(tmp_path)
    runs.start(request)

    def trains() -> Progress | None:
        return made if (made := runs.state(request).progress).steps >= 3 else None

    assert wait_for(trains, lambda: runs.state(request)).cpu_seconds > 0
    runs.stop(request)
    ended = wait(runs, request, "ended")
    assert ended.job is not None
    assert ended.job.status == "cancelled"
    runs.close()


def test_a_run_that_cannot_be_kept_has_a_problem_until_it_is_begun_anew(tmp_path: Path) -> None:
    jobs, request = tmp_path / "jobs", request_for(DEMO)
    jobs.write_text("a file")
    runs = Runs(jobs)
    runs.start(request)
    state = wait(runs, request, "idle")
    assert "the run cannot be kept" in state.problem
    jobs.unlink()
    runs.start(request)
    assert runs.state(request).problem == ""
    assert wait(runs, request, "ended").problem == ""


def test_a_picture_that_cannot_be_kept_is_drawn_all_the_same(tmp_path: Path) -> None:
    runs, request = Runs(tmp_path), request_for(DEMO)
    runs.start(request)
    job = wait(runs, request, "ended").job
    assert job is not None
    (runs.folder(request) / "picture-dark.png").mkdir()
    assert runs.picture(request, job, "dark")[:4] == b"\x89PNG"
