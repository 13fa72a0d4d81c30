import threading
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from evals import trials
from evals.question_set import uploaded
from evals.trials import Trials
from ingest.errors import StateError
from tests.waiting import PATIENCE, wait_for

SET = uploaded(
    b'{"_id": "q1", "text": "one"}\n{"_id": "q2", "text": "two"}\n', b"q1\tw1\t1\nq2\tw2\t1\n"
)


@pytest.fixture
def systems(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable]:
    made = {"good": lambda query, k: {"w1": 1.0}}
    monkeypatch.setattr(trials, "open_system", lambda name, searcher: made[name])
    return made


def test_a_run_goes_on_in_the_background_and_is_found_afterwards(systems, tmp_path):
    held = threading.Event()

    def slow(query, k):
        held.wait(PATIENCE)
        return {"w2": 1.0}

    systems["slow"] = slow
    made = Trials(SimpleNamespace, "one", tmp_path)
    assert made.progress(["good", "slow"], SET) is None
    made.start(["good", "slow"], SET)
    wait_for(lambda: made.found("good", SET))
    assert made.found("good", SET).scores["q1"]["RR"] == 1.0
    assert made.found("good", SET).scores["q2"]["RR"] == 0.0
    assert made.progress(["good", "slow"], SET) == (0, 2, "slow")
    held.set()
    wait_for(lambda: made.progress(["good", "slow"], SET) is None)
    assert made.found("slow", SET).scores["q2"]["RR"] == 1.0
    assert Trials(SimpleNamespace, "two", tmp_path).found("good", SET) is None


def test_what_ended_is_not_run_again_and_what_failed_is(systems, tmp_path):
    asked = []

    def once(query, k):
        asked.append(query.id)
        return {}

    def broken(query, k):
        raise StateError("the peer is\nnot installed")

    systems |= {"once": once, "broken": broken}
    made = Trials(SimpleNamespace, "one", tmp_path)
    for _ in range(2):
        made.start(["once", "broken"], SET)
        wait_for(lambda: made.progress(["once", "broken"], SET) is None)
        assert made.found("broken", SET) == "the peer is not installed"
    assert asked == ["q1", "q2"]
    systems["broken"] = systems["good"]
    made.start(["broken"], SET)
    wait_for(lambda: made.progress(["broken"], SET) is None)
    assert made.found("broken", SET).system == "broken"


class _Kept:
    """A lock that its first holder does not leave until it is told to."""

    def __init__(self) -> None:
        self.go, self.first = threading.Event(), threading.Event()

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        if not self.first.is_set():
            self.first.set()
            assert self.go.wait(PATIENCE)


def test_one_that_is_begun_anew_is_not_ended_by_the_run_before(systems, tmp_path):
    held, one = threading.Event(), _Kept()

    def broken(query, k):
        raise StateError("not installed")

    def slow(query, k):
        held.wait(PATIENCE)
        return {"w1": 1.0}

    systems["again"] = broken
    made = Trials(SimpleNamespace, "one", tmp_path)
    made._one = one  # type: ignore[assignment]
    before = set(threading.enumerate())
    made.start(["again"], SET)
    assert one.first.wait(PATIENCE)
    (first,) = set(threading.enumerate()) - before
    systems["again"] = slow
    made.start(["again"], SET)
    one.go.set()
    first.join()
    assert made.progress(["again"], SET) == (0, 2, "again")
    held.set()
    wait_for(lambda: made.progress(["again"], SET) is None)
    assert made.found("again", SET).scores["q1"]["RR"] == 1.0


def test_a_defect_in_a_system_leaves_nothing_going(systems, monkeypatch, tmp_path):
    told = threading.Event()  # the hook is asked after the run is no longer known
    monkeypatch.setattr(threading, "excepthook", lambda args: told.set())

    def defect(query, k):
        raise ZeroDivisionError

    systems["defect"] = defect
    made = Trials(SimpleNamespace, "one", tmp_path)
    made.start(["defect"], SET)
    assert told.wait(PATIENCE)
    assert made.progress(["defect"], SET) is None
    assert made.found("defect", SET) is None


def test_what_was_run_on_our_own_sets_is_found_by_the_next_server_and_no_upload_is(
    systems, tmp_path
):
    ours = SET.model_copy(update={"ours": True, "digest": "golden"})
    made = Trials(SimpleNamespace, "one", tmp_path)
    for asked in (SET, ours):
        made.start(["good"], asked)
        wait_for(lambda asked=asked: made.found("good", asked))
    later = Trials(SimpleNamespace, "one", tmp_path)
    assert later.found("good", ours) == made.found("good", ours)
    assert later.found("good", SET) is None
    assert Trials(SimpleNamespace, "two", tmp_path).found("good", ours) is None


def test_what_another_server_runs_is_found_once_it_ends_and_not_under_other_settings(
    systems, tmp_path, monkeypatch
):
    ours = SET.model_copy(update={"ours": True})
    made, waiting = (Trials(SimpleNamespace, "one", tmp_path) for _ in range(2))
    assert waiting.found("good", ours) is None
    made.start(["good"], ours)
    wait_for(lambda: made.found("good", ours))
    assert waiting.found("good", ours) == made.found("good", ours)
    monkeypatch.setenv("LITMUS_INDEX_TOPIC_WEIGHT", "0.9")
    assert Trials(SimpleNamespace, "one", tmp_path).found("good", ours) is None


def test_an_evaluation_that_cannot_be_read_is_run_again(systems, tmp_path):
    ours = SET.model_copy(update={"ours": True})
    made = Trials(SimpleNamespace, "one", tmp_path)
    made.start(["good"], ours)
    wait_for(lambda: made.found("good", ours))
    (path,) = (tmp_path / "evaluations").glob("*.json")
    path.write_text("{", "utf-8")
    later = Trials(SimpleNamespace, "one", tmp_path)
    assert later.found("good", ours) is None
    later.start(["good"], ours)
    wait_for(lambda: later.found("good", ours))
    assert path.stat().st_size > 1
