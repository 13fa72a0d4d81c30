"""Demos that misbehave, in a copy of the room: each ends as a job that says what happened.

All are run by one process with a warm keeper, as the page has it; nothing of them is left behind.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from demos.job import Job
from demos.registry import ROOM

HEAD = '''"""In: x; out: y."""
import os, signal, socket, subprocess, sys, threading, time
from pathlib import Path
from typing import Annotated
import numpy as np
from pydantic import Field
from demos.records import Check, Demo, Line, Outcome, Panel

DEMO = Demo(id="NAME", papers=("p",), title="t", claim="A claim that is long enough.",
            stated_at="review of 01.01.01", fidelity="exact", stands_in="s")
OUTSIDE = Path("OUTSIDE_PATH")

def outcome(**numbers: float) -> Outcome:
    checks = [Check(name=n, measured=v, baseline=0, relation=">", margin=0)
              for n, v in numbers.items()]
    return Outcome(checks=checks, curves={})

def refused(what) -> float:
    try:
        what()
    except OSError as exc:
        return float(exc.errno or 0)
    return 0.0

def run(size: Annotated[int, Field(ge=1, le=9, description="d")] = 5, seed: int = 0,
        control: bool = False) -> Outcome:
'''
BODIES = {
    "crash": "raise RuntimeError('this went wrong')",
    "leaves": "sys.exit(0)",
    "leaves_fast": "os._exit(0)",
    "segfault": "import ctypes; ctypes.string_at(1)",
    "aborts": "os.abort()",
    "kills_itself": "os.kill(os.getpid(), signal.SIGTERM)",
    "forever": "while True: pass",
    "sleeper": "time.sleep(300)",
    "deaf": "signal.signal(signal.SIGXCPU, signal.SIG_IGN)\n    while True: pass",
    "hog": "held = []\n    while True: held.append(np.ones(10_000_000))",
    "hog_torch": "import torch\n    held = []\n    while True: held.append(torch.ones(10_000_000))",
    "raises_limits": (
        "import resource\n    resource.setrlimit(resource.RLIMIT_AS, (-1, -1))\n"
        "    return outcome(got=1)"
    ),
    "caller": "socket.create_connection(('127.0.0.1', 9), 1)",
    "native_caller": (
        "import ctypes\n    libc = ctypes.CDLL(None, use_errno=True)\n"
        "    return outcome(socket=libc.socket(2, 1, 0), errno=ctypes.get_errno())"
    ),
    "writer": (
        "here = Path('mine.txt')\n    here.write_text('x')\n    Path('sub').mkdir()\n"
        "    return outcome(here=here.stat().st_size, outside=refused(lambda: "
        "OUTSIDE.joinpath('new').write_text('x')), over=refused(lambda: "
        "OUTSIDE.joinpath('kept').write_text('x')), gone=refused(OUTSIDE.joinpath('kept').unlink), "
        "mode=refused(lambda: OUTSIDE.joinpath('kept').chmod(0)), "
        "job=refused(lambda: Path('../job.json').write_text('{}')), "
        "link=refused(lambda: Path('l').symlink_to(OUTSIDE)), pipe=refused(lambda: os.mkfifo('p')))"
    ),
    "nosy": "raise RuntimeError(' '.join(sorted(os.environ)) + ' in ' + os.getcwd())",
    "forks": (
        "def fork():\n        if os.fork() == 0: time.sleep(300)\n"
        "    return outcome(fork=refused(fork), program=refused(lambda: "
        "subprocess.Popen(['sleep', '321.125'])), away=refused(os.setsid), "
        "parent=refused(lambda: os.kill(os.getppid(), 9)))"
    ),
    "threads": (
        "for _ in range(8): threading.Thread(target=time.sleep, args=(300,)).start()\n"
        "    return outcome(fine=1)"
    ),
    "chatty": "while True: sys.stderr.write('x' * 1_000_000)",
    "liar": "os.write(3, b'{\"reply\": 1}\\n\\xff\\n' + b'x' * 100_000)\n    os._exit(0)",
    "flood": "while True: os.write(3, b'x' * 1_000_000)",
}
LIMITS = {
    "forever": {"cpu_seconds": 2},
    "deaf": {"cpu_seconds": 1},
    "sleeper": {"seconds": 2},
    "hog": {"memory_mib": 2500},
    "hog_torch": {"memory_mib": 2500},
}
DRIVER = """
import json, sys
from pathlib import Path
from demos.job import run_job
from demos.limits import Limits
from demos.process import Keeper
limits = json.loads(sys.argv[1])
with Keeper(warm=True) as keeper:
    for name in sys.argv[2:]:
        asked = Limits(**({"seconds": 40} | limits.get(name, {})))
        job = run_job(name, Path("jobs"), limits=asked, keeper=keeper)
        print(job.model_dump_json(), flush=True)
"""


class Ran(NamedTuple):
    """What became of all of them, and where."""

    jobs: dict[str, Job]
    home: Path
    outside: Path


def room(home: Path, outside: Path) -> dict[str, str]:
    """A copy of the room with ill-behaved demos in it; returns the environment to run there."""
    shutil.copytree(ROOM, home / "demos", ignore=shutil.ignore_patterns("__pycache__"))
    for name, body in BODIES.items():
        text = HEAD.replace("NAME", name).replace("OUTSIDE_PATH", str(outside))
        (home / "demos" / "papers" / f"{name}.py").write_text(f"{text}    {body}\n")
    return {"PYTHONPATH": str(home), "PATH": "/usr/bin:/bin", "PRIVATE_TOKEN": "x"}


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
        out, _ = owner.communicate(timeout=30)
    finally:
        owner.kill()
    wait_for(lambda: not processes_of(tmp_path))
    if victim == "keeper":
        job = Job.model_validate_json(out)
        assert (job.status, "lost" in job.message) == ("crashed", True)
    else:
        wait_for(lambda: not list(tmp_path.glob("jobs/sleeper/*/scratch")))


def wait_for(happens: object) -> None:
    deadline = time.monotonic() + 40
    while not happens():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.05)
