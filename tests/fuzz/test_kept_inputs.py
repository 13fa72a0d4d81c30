"""The inputs that fuzzing found worth keeping: those that broke a parser, and the odd ones."""

from pathlib import Path

import pytest

from tests.fuzz.checks import CHECKS

KEPT = Path(__file__).resolve().parents[1] / "data" / "fuzz"
INPUTS = sorted(path for path in KEPT.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", INPUTS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_kept_input_breaks_nothing(path: Path) -> None:
    CHECKS[path.parent.name](path.read_bytes())


def test_every_parser_has_inputs() -> None:
    assert {path.parent.name for path in INPUTS} == set(CHECKS)
