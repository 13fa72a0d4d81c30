"""The house rules that no linter knows: names, sizes, first lines, help."""

import ast
import importlib.metadata
import re
from pathlib import Path

import pytest

from tests.conftest import TIMED

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ingest", "index", "app", "evals", "demos")
MODULES = sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))
FILLED = [p for p in MODULES if p.read_text("utf-8").strip()]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("room", ROOMS)
def test_nobody_else_owns_the_names_of_our_rooms(room: str) -> None:
    owners = importlib.metadata.packages_distributions().get(room, ["litmus"])
    assert set(owners) == {"litmus"}
    module = __import__(room)
    assert Path(str(module.__file__)).is_relative_to(ROOT)


@pytest.mark.parametrize("path", FILLED, ids=name)
def test_a_module_is_short_and_says_what_comes_in_and_out(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 250
    if path.parent.name != "papers":
        doc = ast.get_docstring(ast.parse(text)) or ""
        assert re.match(r"In: .+; out: .+", doc.replace("\n", " ")), "first line: In: …; out: …"


MAPS = [p for p in FILLED if p.name == "__init__.py"]


@pytest.mark.parametrize("path", MAPS, ids=name)
def test_a_package_that_has_a_map_names_all_its_modules_in_it_and_no_others(path: Path) -> None:
    named = re.findall(r"`(\w+)`", ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "")
    modules = {p.stem for p in path.parent.glob("*.py")} - {"__init__"}
    packages = {p.parent.name for p in path.parent.glob("*/__init__.py")}
    assert sorted(named) == sorted(modules | packages)


@pytest.mark.parametrize("path", FILLED, ids=name)
def test_no_path_of_a_machine_stands_in_the_code(path: Path) -> None:
    assert not re.search(r"/(work|root|tmp|home|Users)/[A-Za-z._-]+", path.read_text("utf-8"))


def test_every_package_is_named_in_pyproject() -> None:
    listed = re.search(
        r"^packages = \[([^\]]+)\]", (ROOT / "pyproject.toml").read_text("utf-8"), re.M
    )
    assert listed is not None
    packages = {p.parent.relative_to(ROOT).as_posix().replace("/", ".") for p in MODULES}
    assert set(re.findall(r'"([^"]+)"', listed[1])) == packages


def test_what_is_run_again_where_it_fails_is_there() -> None:
    assert [name for name in TIMED if not (ROOT / "tests" / name).exists()] == []
