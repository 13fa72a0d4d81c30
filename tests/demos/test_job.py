"""Runs are real processes; ill-behaved demos live in a copy of the room."""

import json
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from demos.errors import DemoError, KnobError, RecordError
from demos.job import Job, read_job, run_job, verify
from demos.limits import Limits
from demos.receipt import compare, read_receipt
from demos.registry import ROOM

HEAD = '''"""In: x; out: y."""
from typing import Annotated
import numpy as np
from pydantic import Field
from demos.records import Check, Demo, Line, Outcome, Panel

DEMO = Demo(id="NAME", papers=("p",), title="t", claim="A claim that is long enough.",
            stated_at="review of 01.01.01", fidelity="exact", stands_in="s")

def run(size: Annotated[int, Field(ge=1, le=9, description="d")] = 5, seed: int = 0,
        control: bool = False) -> Outcome:
'''
DEMOS = {
    "crash": "    raise RuntimeError('this went wrong')\n",
    "forever": "    while True:\n        pass\n",
    "children": "    import subprocess, time\n"
    "    subprocess.Popen(['sleep', '321.125'])\n    time.sleep(300)\n",
    "hog": "    held = []\n    while True:\n        held.append(np.ones(10_000_000))\n",
    "caller": "    import socket\n    socket.create_connection(('127.0.0.1', 9), 1)\n",
    "nosy": "    import os\n    raise RuntimeError(' '.join(sorted(os.environ)))\n",
    "quits": "    import os\n    os._exit(0)\n",
}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A copy of the room with ill-behaved demos in it."""
    shutil.copytree(ROOM, tmp_path / "demos", ignore=shutil.ignore_patterns("__pycache__"))
    for name, body in DEMOS.items():
        text = HEAD.replace("NAME", name) + body
        (tmp_path / "demos" / "papers" / f"{name}.py").write_text(text)
    return tmp_path


def run_there(room: Path, name: str, **limits: Any) -> Job:
    code = (
        "import sys, json; from pathlib import Path; from demos.job import run_job; "
        "from demos.limits import Limits; limits = Limits(**json.loads(sys.argv[2])); "
        "print(run_job(sys.argv[1], Path('jobs'), limits=limits).model_dump_json())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, name, json.dumps(limits)],
        cwd=room,
        env={"PYTHONPATH": str(room), "PATH": "/usr/bin:/bin", "PRIVATE_TOKEN": "x"},
        capture_output=True,
        text=True,
        check=True,
    )
    return Job.model_validate_json(done.stdout)


@pytest.mark.slow
def test_every_bad_end_says_so(room: Path) -> None:
    crash = run_there(room, "crash")
    assert (crash.status, crash.result) == ("crashed", None)
    assert "this went wrong" in crash.message
    assert "\n" not in crash.message
    assert read_job(room / "jobs" / "crash" / crash.key) == crash

    assert run_there(room, "forever", cpu_seconds=2).status == "timed out"
    assert "processor time" in run_there(room, "forever", cpu_seconds=1).message

    hog = run_there(room, "hog", memory_mib=1500)
    assert hog.status == "out of memory"
    assert "1500 MiB" in hog.message

    caller = run_there(room, "caller")
    assert "reaches no network" in caller.message

    names = run_there(room, "nosy").message
    assert "OMP_NUM_THREADS" in names
    assert "PRIVATE_TOKEN" not in names

    assert run_there(room, "quits").status == "crashed"


def test_time_out_kills_the_whole_group(room: Path) -> None:
    start = time.monotonic()
    job = run_there(room, "children", seconds=4)
    assert job.status == "timed out"
    assert "4 s of wall time" in job.message
    assert time.monotonic() - start < 60
    commands = [p.read_bytes() for p in Path("/proc").glob("[0-9]*/cmdline") if _readable(p)]
    assert not any(b"321.125" in command for command in commands)


def _readable(path: Path) -> bool:
    try:
        path.read_bytes()
    except OSError:
        return False
    return True


def test_a_key_is_computed_once(tmp_path: Path) -> None:
    def go(_: int) -> Job:
        return run_job("sequence_ratio", tmp_path, seed=2, given={"updates": 3})

    with ThreadPoolExecutor(2) as pool:
        jobs = list(pool.map(go, range(2)))
    assert sorted(job.reused for job in jobs) == [False, True]
    assert jobs[0].result == jobs[1].result  # seconds too: it is the same run
    assert {job.status for job in jobs} == {"done"}
    assert run_job("sequence_ratio", tmp_path, seed=2, given={"updates": "3"}).reused
    other = run_job("sequence_ratio", tmp_path, seed=2, given={"updates": 3}, control=True)
    assert not other.reused
    assert other.key != jobs[0].key


def test_wrong_knobs_start_nothing(tmp_path: Path) -> None:
    with pytest.raises(KnobError):
        run_job("sequence_ratio", tmp_path, given={"updates": 0})
    with pytest.raises(DemoError):
        run_job("nothing", tmp_path)
    assert not list(tmp_path.iterdir())


def test_half_written_job_is_run_again(tmp_path: Path) -> None:
    job = run_job("sequence_ratio", tmp_path)
    kept = tmp_path / "sequence_ratio" / job.key / "job.json"
    kept.write_text(kept.read_text()[:100])
    again = run_job("sequence_ratio", tmp_path)
    assert not again.reused
    assert again.result is not None
    assert job.result is not None
    assert again.result.numbers() == job.result.numbers()


def test_receipt_and_verify(tmp_path: Path) -> None:
    job = run_job("rank_one_patch", tmp_path, given={"tokens": 6})
    assert job.result is not None
    path = Path(job.result.receipt or "")
    receipt = read_receipt(path)
    assert receipt.knobs == {"tokens": 6, "width": 32, "skip": 0.0}
    assert set(receipt.versions) >= {"python", "numpy"}
    assert str(tmp_path) not in path.read_text()

    found = verify(path)
    assert found.same
    assert (found.largest_difference, found.code_changed, found.versions_changed) == (0, 0, 0)
    assert found.compared == len(job.result.numbers())

    name = "check one patch: worst error: baseline"
    forged = receipt.model_copy(
        update={"numbers": receipt.numbers | {name: receipt.numbers[name] * 1.001}}
    )
    bad = compare(forged, receipt)
    assert not bad.same
    assert bad.different == (name,)
    close = receipt.numbers | {name: receipt.numbers[name] * (1 + 1e-8)}
    assert compare(receipt.model_copy(update={"numbers": close}), receipt).same
    fewer = {n: v for n, v in receipt.numbers.items() if n != name}
    assert compare(receipt.model_copy(update={"numbers": fewer}), receipt).different == (name,)


def test_verify_runs_from_nothing(tmp_path: Path) -> None:
    job = run_job("rank_one_patch", tmp_path, given={"tokens": 6})
    assert job.result is not None
    path = Path(job.result.receipt or "")
    forged = json.loads(path.read_text())
    forged["seed"] = 1
    path.write_text(json.dumps(forged))
    assert not verify(path).same
    with pytest.raises(RecordError, match="could not be run again"):
        verify(path, Limits(memory_mib=64))


def test_no_receipt(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be read"):
        verify(tmp_path / "none.json")
    (tmp_path / "r.json").write_text("{}")
    with pytest.raises(RecordError, match="is no receipt"):
        verify(tmp_path / "r.json")
