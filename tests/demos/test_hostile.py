"""Demos that misbehave, in a copy of the room: each ends as a job that says what happened.

All are run by one process with a warm keeper, as the page has it; nothing of them is left behind.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from demos.job import Job
from tests.demos.hostile import BODIES, DRIVER, LIMITS, room
from tests.waiting import PATIENCE, wait_for


class Ran(NamedTuple):
    """What became of all of them, and where."""

    jobs: dict[str, Job]
    home: Path
    outside: Path


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    home, outside = tmp_path_factory.mktemp("room"), tmp_path_factory.mktemp("outside")
    (outside / "kept").write_text("kept")
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, json.dumps(LIMITS), *BODIES],
        cwd=home,
        env=room(home, outside),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    jobs = [Job.model_validate_json(line) for line in done.stdout.splitlines()]
    return Ran({job.demo: job for job in jobs}, home, outside)


pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hostile")]


@pytest.mark.parametrize(
    ("name", "status", "says"),
    [
        ("crash", "crashed", "RuntimeError: this went wrong"),
        ("leaves", "crashed", "before it gave a result"),
        ("leaves_fast", "crashed", "before it gave a result"),
        ("segfault", "crashed", "SIGSEGV"),
        ("aborts", "crashed", "SIGABRT"),
        ("kills_itself", "crashed", "SIGTERM"),
        ("forever", "timed out", "2 s of processor time"),
        ("deaf", "timed out", "1 s of processor time"),
        ("sleeper", "timed out", "2 s of wall time"),
        ("hog", "out of memory", "2500 MiB"),
        ("hog_torch", "out of memory", "2500 MiB"),
        ("raises_limits", "crashed", "not allowed"),
        ("caller", "crashed", "reaches no network"),
        ("liar", "crashed", "before it gave a result"),
        ("flood", "crashed", "more than a run may"),
        ("chatty", "crashed", "failed: xxx"),
    ],
)
def test_every_bad_end_says_so(ran: Ran, name: str, status: str, says: str) -> None:
    job = ran.jobs[name]
    assert (job.status, job.result) == (status, None)
    assert says in job.message
    assert "\n" not in job.message
    assert len(job.message) < 400
    kept = ran.home / "jobs" / name / job.key / "job.json"
    assert Job.model_validate_json(kept.read_bytes()) == job


def measured(job: Job) -> dict[str, float]:
    assert job.result is not None, job.message
    return {check.name: check.measured for check in job.result.checks}


linux = pytest.mark.skipif(sys.platform != "linux", reason="holds on Linux")
EPERM, EACCES = 1, 13


@linux
def test_nothing_is_written_outside_the_scratch_folder(ran: Ran) -> None:
    assert measured(ran.jobs["writer"]) == {
        "here": 1, "outside": EACCES, "over": EACCES, "gone": EACCES, "mode": EPERM,
        "job": EACCES, "link": EACCES, "pipe": EACCES,
    }  # fmt: skip
    assert [(p.name, p.read_text()) for p in ran.outside.iterdir()] == [("kept", "kept")]


@linux
def test_no_process_program_or_socket_is_made(ran: Ran) -> None:
    found = measured(ran.jobs["forks"])
    assert found == dict.fromkeys(("fork", "program", "away", "parent"), EPERM)
    assert measured(ran.jobs["native_caller"]) == {"socket": -1, "errno": EPERM}


def test_the_environment_is_the_runners_own(ran: Ran) -> None:
    names, _, folder = ran.jobs["nosy"].message.partition(" in ")
    assert "OMP_NUM_THREADS" in names
    assert "PRIVATE_TOKEN" not in names
    assert folder.endswith("/scratch")


def test_nothing_is_left_behind(ran: Ran) -> None:
    assert ran.jobs["threads"].status == "done"
    names = {"job.json", "receipt.json", "stderr.txt"}
    for job in ran.jobs.values():
        folder = ran.home / "jobs" / job.demo / job.key
        assert {path.name for path in folder.iterdir()} <= names
        assert sum(path.stat().st_size for path in folder.iterdir()) < 100_000
        assert not job.not_enforced or sys.platform != "linux"
    assert not processes_of(ran.home)


def processes_of(home: Path) -> list[str]:
    """Command lines of processes that were started in this copy of the room."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"PYTHONPATH={home}".encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_text())
        except OSError:
            continue
    return found


@linux
@pytest.mark.parametrize("victim", ["owner", "keeper"])
def test_a_kill_of_owner_or_keeper_leaves_nothing(tmp_path: Path, victim: str) -> None:
    (tmp_path / "outside").mkdir()
    env = room(tmp_path, tmp_path / "outside")
    command = [sys.executable, "-c", DRIVER, "{}", "sleeper"]
    owner = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, text=True)
    try:
        wait_for(lambda: list(tmp_path.glob("jobs/sleeper/*/scratch")))
        children = Path(f"/proc/{owner.pid}/task/{owner.pid}/children").read_text().split()
        os.kill(owner.pid if victim == "owner" else int(children[0]), signal.SIGKILL)
        out, _ = owner.communicate(timeout=PATIENCE)
    finally:
        owner.kill()
    wait_for(lambda: not processes_of(tmp_path))
    if victim == "keeper":
        job = Job.model_validate_json(out)
        assert (job.status, "lost" in job.message) == ("crashed", True)
    else:
        wait_for(lambda: not list(tmp_path.glob("jobs/sleeper/*/scratch")))
