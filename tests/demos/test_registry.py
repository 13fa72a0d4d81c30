import ast
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import Field

from demos import registry
from demos.errors import FileRuleError, KnobError, RecordError, UnknownDemoError
from demos.records import Knob, Outcome
from demos.run import check_knobs, check_seed

KNOBS = (
    Knob(name="size", type="int", default=5, min=1, max=9, help="h"),
    Knob(name="rate", type="float", default=0.5, min=0.1, max=1.0, help="h"),
)


def test_knobs_come_from_the_signature() -> None:
    def run(
        size: Annotated[int, Field(ge=1, le=9, description="Size.")] = 5,
        rate: Annotated[float, Field(ge=0, le=1, description="Rate.")] = 0.5,
        seed: int = 0,
        control: bool = False,
    ) -> Outcome:
        raise NotImplementedError

    assert registry.knobs_of(run) == (
        Knob(name="size", type="int", default=5, min=1, max=9, help="Size."),
        Knob(name="rate", type="float", default=0.5, min=0.0, max=1.0, help="Rate."),
    )


def test_a_knob_without_bounds_is_refused() -> None:
    def bare(size: int = 5, seed: int = 0) -> Any: ...

    def open_ended(size: Annotated[int, Field(ge=1, description="d")] = 5) -> Any: ...

    for run in (bare, open_ended):
        with pytest.raises(FileRuleError, match="size"):
            registry.knobs_of(run)


def test_values_are_read_and_defaults_filled() -> None:
    assert check_knobs("d", KNOBS, {"size": "7"}) == {"size": 7, "rate": 0.5}
    assert check_knobs("d", KNOBS, {"rate": 1}) == {"size": 5, "rate": 1.0}


@pytest.mark.parametrize(
    "given",
    [
        {"size": 0},
        {"size": 10},
        {"size": "2.5"},
        {"rate": "nan"},
        {"rate": "inf"},
        {"rate": "x"},
        {"other": 1},
    ],
)
def test_wrong_knobs_are_one_line(given: dict[str, Any]) -> None:
    with pytest.raises(KnobError) as caught:
        check_knobs("d", KNOBS, given)
    assert next(iter(given)) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("seed", [-1, 2**31])
def test_seed_out_of_bounds(seed: int) -> None:
    with pytest.raises(KnobError, match="seed"):
        check_seed(seed)


def test_unknown_demo_names_the_nearest() -> None:
    with pytest.raises(UnknownDemoError, match="did you mean rank_one_patch"):
        registry.file_of("rank_1_patch")
    with pytest.raises(UnknownDemoError, match="demo list"):
        registry.file_of("../registry")


def test_for_paper() -> None:
    found = registry.for_paper("2507.16003")
    assert found is not None
    assert (found.id, found.papers) == ("rank_one_patch", ("2507.16003",))
    assert registry.for_paper("0000.00000") is None


def test_listing_imports_no_torch() -> None:
    code = (
        "import sys; from demos.registry import listed, for_paper; "
        "assert listed() and for_paper('2507.16003'); "
        "heavy = {'torch', 'matplotlib', 'scipy'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=registry.ROOM.parent)


def test_changed_code_is_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not registry.entry("rank_one_patch").stale
    monkeypatch.setattr(registry, "code_hash", lambda _id: "0" * 16)
    assert registry.entry("rank_one_patch").stale


def test_a_demo_without_record_is_read_from_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_recorded_now", dict)
    found = registry.entry("rank_one_patch")
    assert (found.verdict, found.seeds, found.stale) == (None, 0, False)
    assert found.knobs[0].name == "tokens"


def test_kit_files_count_in_the_hash() -> None:
    source = "from demos.kit.nets import mlp\nfrom demos.kit import seeds\nimport math\n"
    assert {path.name for path in registry._kit_files(source)} == {"nets.py", "seeds.py"}
    over_lines = "from demos.kit import (\n    nets,\n    seeds,\n)\nfrom demos.kits import data\n"
    assert {path.name for path in registry._kit_files(over_lines)} == {"nets.py", "seeds.py"}


def test_the_kit_files_found_in_the_text_are_those_python_imports() -> None:
    for path in (*registry.ROOM.glob("papers/*.py"), *registry.ROOM.glob("kit/*.py")):
        source = path.read_text("utf-8")
        imported = [
            name
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("demos.kit")
            for name in (node.module or "", *(alias.name for alias in node.names))
        ]
        kit = {registry.ROOM / "kit" / f"{name.rpartition('.')[2]}.py" for name in imported}
        assert set(registry._kit_files(source)) == {file for file in kit if file.is_file()}


def test_broken_verdicts(tmp_path: Path) -> None:
    assert registry.recorded(tmp_path / "none.json") == {}
    (tmp_path / "v.json").write_text("[{}]")
    with pytest.raises(RecordError, match="make verdicts"):
        registry.recorded(tmp_path / "v.json")
