import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from app.commands import demo, records
from demos.registry import ids
from ingest.errors import LitmusError, UsageError
from tests.waiting import PATIENCE, wait_for

APP = typer.Typer()
demo.register(APP)


@APP.callback()
def _root() -> None:
    """A command of several parts."""


def call(*words: str) -> Any:
    return CliRunner().invoke(APP, ["demo", *words])


def test_list_json() -> None:
    rows = json.loads(call("list", "--json").stdout)
    assert tuple(row["id"] for row in rows) == ids()
    wanted = {"papers", "title", "claim", "fidelity", "knobs", "verdict", "seeds", "control_fails"}
    assert all(wanted | {"recorded"} <= row.keys() for row in rows)
    assert set(rows[0]["knobs"][0]) == {"name", "type", "default", "min", "max", "help"}


def test_list_in_words() -> None:
    out = call("list").stdout
    assert all(f"{name}  [" in out for name in ids())


def test_run_json_figure_and_verify(tmp_path: Path) -> None:
    words = ("run", "rank_one_patch", "--tokens", "6", "--width=8", "--seed", "1")
    picture = tmp_path / "f.png"
    done = call(*words, "--home", str(tmp_path), "--figure", str(picture), "--json")
    assert done.exit_code == 0, done.output
    row = json.loads(done.stdout)
    assert set(row) == {
        "demo", "paper_ids", "claim", "fidelity", "stands_in", "seed", "knobs", "control",
        "checks", "verdict", "curves", "seconds", "receipt",
    }  # fmt: skip
    assert row["knobs"] == {"tokens": 6, "width": 8, "skip": 0.0}
    assert (row["seed"], row["verdict"]) == (1, "holds")
    assert set(row["checks"][0]) == {"name", "measured", "baseline", "relation", "margin", "holds"}
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert Path(row["receipt"]).is_relative_to(tmp_path)

    verified = call("verify", row["receipt"])
    assert verified.exit_code == 0
    assert "same numbers" in verified.stdout

    edited = tmp_path / "edited.json"
    text = Path(row["receipt"]).read_text()
    edited.write_text(text.replace('"seed": 1', '"seed": 2'))
    found = call("verify", str(edited))
    assert isinstance(found.exception, LitmusError)
    assert "edited" in str(found.exception)
    assert "numbers differ" in found.stdout
    edited.write_text(text.replace('"tokens": 6', '"tokens": 1'))
    assert "as the demos are now" in str(call("verify", str(edited)).exception)

    control = call(*words, "--home", str(tmp_path), "--control")
    assert "does not hold" in control.stdout
    assert "so the checks should fail" in control.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("run", "rank_one_patch", "--tokens", "1"), "from 4 to 200"),
        (("run", "rank_one_patch", "--depth", "1"), "has no knob 'depth'"),
        (("run", "rank_one_patch", "stray"), "write --KNOB VALUE"),
        (("run", "rank_one_patch", "--tokens"), "write --KNOB VALUE"),
        (("run", "rank_two_patch"), "did you mean rank_one_patch"),
        (("run", "rank_one_patch", "--seed", "-1"), "out of bounds"),
        (("verify", "none.json"), "cannot be read"),
    ],
)
def test_mistakes_are_one_line(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    home = ("--home", str(tmp_path)) if words[0] == "run" else ()
    done = call(*words, *home)
    assert isinstance(done.exception, UsageError)
    assert says in str(done.exception)
    assert "\n" not in str(done.exception)


def test_a_home_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = call("run", "rank_one_patch", "--home", str(tmp_path / "file"))
    assert isinstance(done.exception, UsageError)
    assert "give another --home" in str(done.exception)


def test_help_has_an_example() -> None:
    for words in (("list",), ("run",), ("sweep",), ("verify",)):
        assert "Example: litmus demo" in call(*words, "--help").stdout


def test_sweep_finds_the_turn_and_draws_it(tmp_path: Path) -> None:
    picture = tmp_path / "turn.png"
    words = ("sweep", "rank_one_patch", "--skip", "0:1:2", "--tokens", "6", "--seeds", "1")
    done = call(
        *words, "--refine", "1", "--home", str(tmp_path), "--figure", str(picture), "--json"
    )
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["range"] == {
        "knob": "skip",
        "low": 0.0,
        "high": 1.0,
        "count": 2,
        "scale": "linear",
    }
    assert found["knobs"] == {"tokens": 6, "width": 32}
    assert found["points"][0]["holds"]
    assert picture.read_bytes().startswith(b"\x89PNG")
    again = call(*words)
    assert again.stdout.startswith("rank_one_patch, skip: holds")
    assert f"{found['points'][0]['value']:g}" in again.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--tokens", "6"), "give one knob of rank_one_patch"),
        (("--tokens", "6:9", "--width", "8:9"), "give one knob of rank_one_patch"),
        (("--tokens", "6:900"), "from 4 to 200"),
        (("--depth", "1:2"), "has no knob 'depth'"),
        (("--tokens", "6:9", "--skip", "7"), "out of bounds"),
    ],
)
def test_wrong_sweeps_are_one_line(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    done = call("sweep", "rank_one_patch", *words, "--home", str(tmp_path))
    assert isinstance(done.exception, UsageError)
    assert says in str(done.exception)
    assert not (tmp_path / "jobs").exists()


def test_export_writes_pages_and_says_where(tmp_path: Path) -> None:
    app = typer.Typer()
    records.register(app)
    words = ["export", "demos", "--to", str(tmp_path / "out"), "--home", str(tmp_path / "home")]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    assert f"open {tmp_path / 'out' / 'index.html'}" in done.stdout
    assert len(list((tmp_path / "out").glob("*.ipynb"))) == len(ids())
    assert not (tmp_path / "home").exists()
    (tmp_path / "file").write_text("")
    words[3] = str(tmp_path / "file")
    assert "give another --to" in str(CliRunner().invoke(app, words).exception)


def test_ctrl_c_ends_a_sweep_and_its_run_at_once(tmp_path: Path) -> None:
    words = ["sweep", "kan_splines", "--grid", "11:12", "--steps", "300", "--degree", "4"]
    code = "from app.command import main; main()"
    command = [sys.executable, "-c", code, "demo", *words, "--home", str(tmp_path)]
    going = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    scratch = "jobs/kan_splines/*/scratch"
    wait_for(lambda: going.poll() is not None or list(tmp_path.glob(scratch)))
    going.send_signal(signal.SIGINT)
    _, words_of_it = going.communicate(timeout=PATIENCE)
    assert going.returncode == 130
    assert "stopped" in words_of_it
    assert "Traceback" not in words_of_it

    def kept() -> set[str]:
        return {path.name for path in tmp_path.glob("jobs/kan_splines/*/*")}

    wait_for(lambda: kept() <= {"job.json"}, kept)
