"""One test over the registry: every demo keeps the rules of demos.md, whoever writes it."""

import ast
import inspect
import time
from typing import Any

import numpy as np
import pytest
import torch

from demos.records import Result
from demos.registry import ENTRIES, VERDICTS, file_of, ids, listed, load, recorded
from demos.run import run_demo

ALLOWED = {
    "collections", "functools", "itertools", "math", "typing",
    "numpy", "pydantic", "scipy", "sklearn", "torch", "demos.kit", "demos.records",
}  # fmt: skip
FORBIDDEN_CALLS = {"print", "open", "exec", "eval", "input", "breakpoint", "manual_seed", "seed"}
RESERVED_OPTIONS = {"seed", "control", "figure", "json", "home", "help"}
LIMIT_SECONDS, LIMIT_LINES = 15.0, 150
RECORDED = recorded()


def every_demo() -> list[Any]:
    """Ids, marked slow where a run takes more than a second or so."""
    slow = {name for name in ids() if (e := RECORDED.get(name)) and (e.seconds or 0) > 1.5}
    return [pytest.param(n, marks=pytest.mark.slow if n in slow else ()) for n in ids()]


def quick_knobs(demo_id: str) -> dict[str, float]:
    """Defaults, with training at its shortest."""
    return {knob.name: knob.min for knob in load(demo_id).knobs if knob.name == "steps"}


@pytest.mark.parametrize("demo_id", every_demo())
def test_claim_and_control(demo_id: str) -> None:
    state, old_state = torch.random.get_rng_state(), np.random.get_state()[1].copy()
    load(demo_id)
    begun = time.process_time()
    result = run_demo(demo_id)
    assert time.process_time() - begun < LIMIT_SECONDS  # of the processor: one thread
    assert result.finite
    verdict = RECORDED[demo_id].verdict if demo_id in RECORDED else None
    if verdict == "confirmed":
        assert result.verdict == "holds", result.checks
    if verdict == "refuted":
        assert result.verdict != "holds", result.checks
    control = run_demo(demo_id, control=True)
    assert not any(check.holds for check in control.checks), control.checks
    assert control.numbers() != result.numbers()
    assert torch.equal(state, torch.random.get_rng_state()), "draws from torch's global generator"
    assert (old_state == np.random.get_state()[1]).all(), "draws from numpy's global generator"


@pytest.mark.parametrize("demo_id", every_demo())
def test_seed_and_knobs(demo_id: str) -> None:
    quick = quick_knobs(demo_id)

    def numbers(result: Result) -> dict[str, float]:
        return result.numbers()

    base = run_demo(demo_id, seed=3, knobs=quick)
    assert numbers(run_demo(demo_id, seed=3, knobs=quick)) == numbers(base)
    assert numbers(run_demo(demo_id, seed=4, knobs=quick)) != numbers(base)
    knobs = load(demo_id).knobs
    as_base = {knob.name: knob.default for knob in knobs} | quick
    for knob in knobs:
        ends = [  # the same run need not be made again: that it gives the same has been seen
            base
            if as_base[knob.name] == value
            else run_demo(demo_id, seed=3, knobs=quick | {knob.name: value})
            for value in (knob.min, knob.max)
        ]
        assert ends[0].numbers() != ends[1].numbers(), f"{knob.name} changes nothing"
        assert all(end.finite for end in ends), f"{knob.name} gives NaN at an end"


@pytest.mark.parametrize("demo_id", ids())
def test_form(demo_id: str) -> None:
    text = file_of(demo_id).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LIMIT_LINES
    demo, run, knobs = load(demo_id)
    notes = inspect.getdoc(inspect.getmodule(run)) or ""
    assert 8 <= len(notes.splitlines()) <= 27
    assert notes.startswith("In: ")
    for word in ("Real here", "Left out", "Try", "Control", "Stands in"):
        assert word in notes, f"the notes do not say: {word}"
    assert any(sign in notes for sign in ("= ", "~ "))
    assert demo.claim.endswith(".")
    assert demo.stands_in
    assert any(c.isdigit() for c in demo.stated_at), "stated_at names no review or post by its date"
    assert knobs
    assert not RESERVED_OPTIONS & {knob.name for knob in knobs}
    assert all(knob.min <= knob.default <= knob.max for knob in knobs)


@pytest.mark.parametrize("demo_id", ids())
def test_imports_and_calls(demo_id: str) -> None:
    tree = ast.parse(file_of(demo_id).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for name in imported(node):
            assert any(name == a or name.startswith(a + ".") for a in ALLOWED), name
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            assert called not in FORBIDDEN_CALLS, called


def imported(node: ast.AST) -> list[str]:
    """Full names of the modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_recorded_verdicts_are_those_of_the_code() -> None:
    entries = listed()
    stale = [entry.id for entry in entries if entry.stale]
    missing = [entry.id for entry in entries if entry.verdict is None]
    assert not stale, f"stale, run `make verdicts`: {', '.join(stale)}"
    assert not missing, f"never recorded, run `make verdicts`: {', '.join(missing)}"
    assert sorted(RECORDED) == list(ids()), "verdicts.json holds demos that are gone"
    for entry in entries:
        assert entry.seeds >= 5
        assert entry.control_fails, entry.id
        assert (entry.seconds or 0) < LIMIT_SECONDS, entry.id
        assert entry.knobs == load(entry.id).knobs
        assert entry.verdict == expected_verdict(entry.held, entry.seeds)
    assert ENTRIES.validate_json(VERDICTS.read_bytes()) == tuple(entries)


def expected_verdict(held: int, seeds: int) -> str:
    """The rule of demos.md, written a second time."""
    return {0: "refuted", seeds: "confirmed"}.get(held, "unstable")
