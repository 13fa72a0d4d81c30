"""A notebook's cells, run one after the other as a kernel would, in a folder without Litmus."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from demos.notebook import notebook
from demos.registry import ids
from demos.run import run_demo

RUNNER = """
import json, sys
sys.modules["matplotlib"] = None  # as where it is not installed
scope = {"__name__": "__main__"}
for cell in json.load(open(sys.argv[1]))["cells"]:
    if cell["cell_type"] == "code":
        exec(compile("".join(cell["source"]), "cell", "exec"), scope)
assert not hasattr(sys.modules["demos.records"], "__file__"), "Litmus itself was imported"
for check in scope["outcome"].checks:
    print(json.dumps([check.name, check.measured, check.holds]))
"""


@pytest.mark.parametrize("demo_id", ids())
def test_form(demo_id: str) -> None:
    found = json.loads(notebook(demo_id))
    assert (found["nbformat"], found["nbformat_minor"]) == (4, 5)
    assert set(found) == {"cells", "metadata", "nbformat", "nbformat_minor"}
    names = [cell["id"] for cell in found["cells"]]
    assert len(set(names)) == len(names)
    assert all(1 <= len(name) <= 64 for name in names)
    for cell in found["cells"]:
        code = {"execution_count", "outputs"} if cell["cell_type"] == "code" else set()
        assert set(cell) == {"cell_type", "id", "metadata", "source"} | code
        assert cell["source"]
        if code:
            compile("".join(cell["source"]), "cell", "exec")
    words = "".join(line for cell in found["cells"] for line in cell["source"])
    assert "from app" not in words
    assert "import run" not in words


@pytest.mark.slow
@pytest.mark.parametrize("demo_id", ["sequence_ratio", "rank_one_patch", "best_of_n_aware"])
def test_it_runs_alone_and_gives_the_same_numbers(demo_id: str, tmp_path: Path) -> None:
    path = tmp_path / "demo.ipynb"
    path.write_text(notebook(demo_id))
    command = [sys.executable, "-c", RUNNER, str(path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    checks = [json.loads(line) for line in lines if line.startswith("[")]
    wanted = [[c.name, c.measured, c.holds] for c in run_demo(demo_id).checks]
    assert checks == wanted
    assert f"holds  {wanted[0][0]}" in done.stdout
    assert f"fails  {wanted[0][0]}" in done.stdout  # the control
