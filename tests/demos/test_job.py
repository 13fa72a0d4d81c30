"""Jobs of real demos: keys, receipts, waiting and cancelling."""

import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from demos.errors import DemoError, KnobError, RecordError
from demos.job import Job, run_job, verify
from demos.limits import Limits
from demos.process import Keeper
from demos.receipt import compare, read_receipt
from demos.worker import STARVED
from tests.waiting import PATIENCE, wait_for


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


def test_cancel_ends_a_run_and_one_that_waits_for_it(tmp_path: Path) -> None:
    stops = [threading.Event(), threading.Event()]
    slow = {"steps": 300, "grid": 12, "degree": 4}
    long, seen = Limits(seconds=PATIENCE, cpu_seconds=int(PATIENCE)), []

    def go(place: int) -> Job:
        return run_job(
            "kan_splines",
            tmp_path,
            given=slow,
            limits=long,
            stop=stops[place],
            tell=seen.append,
        )

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(go, 0)
        wait_for(lambda: first.done() or any(progress.steps > 3 for progress in seen))
        second = pool.submit(go, 1)
        time.sleep(0.3)
        stops[1].set()
        assert second.result(timeout=PATIENCE).status == "cancelled"
        assert not first.done()
        stops[0].set()
        job = first.result(timeout=PATIENCE)
    assert (job.status, job.result, job.message) == ("cancelled", None, "was cancelled")
    assert [p.seconds for p in seen] == sorted(p.seconds for p in seen)
    assert not (tmp_path / "kan_splines" / job.key / "scratch").exists()


def test_an_edited_receipt_is_told_apart(tmp_path: Path) -> None:
    job = run_job("rank_one_patch", tmp_path, given={"tokens": 6})
    assert job.result is not None
    path = Path(job.result.receipt or "")
    receipt = read_receipt(path)
    assert receipt.seal == receipt.sealed()
    assert not compare(receipt, receipt).edited
    better = receipt.model_copy(update={"verdict": "mixed"})
    found = compare(better, receipt)
    assert found.edited
    assert not found.same
    assert not found.different
    older = receipt.model_copy(update={"code": "0" * 16})
    assert compare(older.model_copy(update={"seal": older.sealed()}), receipt).code_changed


def test_two_runs_of_one_key_are_equal_to_the_byte(tmp_path: Path) -> None:
    """One forked with torch loaded, one that loads it itself."""
    said = []
    for place, warm in enumerate((True, False)):
        with Keeper(warm) as keeper:
            job = run_job("unused_tokens", tmp_path / str(place), keeper=keeper)
        assert job.result is not None, job.message
        assert not job.reused
        said.append(json.dumps(job.result.numbers()))
    assert said[0] == said[1]


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted under /proc")
def test_the_keeper_has_one_thread_when_it_forks(tmp_path: Path) -> None:
    with Keeper(warm=True) as keeper:
        assert run_job("rank_one_patch", tmp_path, keeper=keeper).status == "done"
        assert keeper.pid is not None
        assert len(list(Path(f"/proc/{keeper.pid}/task").iterdir())) == 1
        assert run_job("rank_one_patch", tmp_path, seed=1, keeper=keeper).status == "done"
    assert keeper.pid is None


def test_memory_is_watched_where_it_cannot_be_limited(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import demos.worker as w\n"
        "from demos.limits import Limits\n"
        "w.set_limits = lambda limits: ('memory',)\n"
        "asked = w.Request(demo='unused_tokens', seed=0, knobs={}, control=False,\n"
        "                  limits=Limits(memory_mib=64))\n"
        "w.work(asked, Path(sys.argv[1]), 1)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert done.returncode == STARVED
