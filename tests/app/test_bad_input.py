"""Whatever goes wrong with a file, a folder or the disk: one line says so, and nothing is lost."""

import json
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.lock import locked
from tests.app.shell import call, card, start
from tests.waiting import PATIENCE


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one published card."""
    home = tmp_path_factory.mktemp("ready") / "home"
    folder = home.parent
    assert call(home, "ingest", str(card(folder, "kites"))) == 0
    return home


@pytest.fixture
def home(ready: Path, tmp_path: Path) -> Path:
    shutil.copytree(ready, tmp_path / "home")
    return tmp_path / "home"


def works(home: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    assert call(home, "export", "papers") == 0
    return [json.loads(line)["paper_id"] for line in capsys.readouterr().out.splitlines()]


BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "a.txt: the file is empty; remove it or fill it"),
    "blank": ("a.txt", b" \n\n", "a.txt: the file is empty"),
    "binary": ("a.txt", b"\x7fELF\x00\x00", "a.txt: this is a binary file; give a text"),
    "one line of 50 MB": ("a.txt", b"x" * 50_000_000, "a.txt:1: a line of 50,000,000 characters"),
    "wrong encoding": ("a.txt", "Fl\xfcgel".encode("latin-1"), "a.txt:1: not utf-8 text; save"),
    "no card": ("a.md", b"---\nid: [\n---\n", "a.md:2: not YAML"),
    "no PDF": ("a.pdf", b"kites", "a.pdf: this is no PDF"),
    "cut PDF": ("a.pdf", b"%PDF-1.7\n1 0 obj", "a.pdf: this PDF is damaged"),
    "no Word file": ("a.docx", b"PK\x03\x04\x00", "a.docx: this is a binary file"),
    "page without text": ("a.html", b"<html></html>", "a.html: this page has no text"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_set_aside_and_the_good_one_beside_it_comes_in(
    case: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, data, message = BAD[case]
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / name).write_bytes(data)
    card(folder, "boats")
    form = ["--as", "card"] if case == "no card" else []
    assert call(home, "ingest", str(folder), *form) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"litmus: set aside 1: {message}")
    assert works(home, capsys) == ["boats", "kites"]


def test_the_refused_file_is_in_the_json_too(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    assert call(home, "ingest", str(tmp_path / "a.txt"), "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [bad["file"] for bad in told["rejected"]] == ["a.txt"]
    assert [one["file"] for one in told["account"]["files"]] == ["kites.md"]
    assert told["account"]["files"][0]["closes"]


def test_a_bad_file_alone_in_an_empty_home_publishes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    assert call(tmp_path / "home", "ingest", str(tmp_path / "a.txt")) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("litmus: nothing to publish: a.txt: the file is empty")


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_with_nothing_to_read_or_no_folder_at_all(
    there: bool, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pictures"
    if there:
        folder.mkdir()
        (folder / "a.png").write_bytes(b"\x89PNG")
    assert call(home, "ingest", str(folder)) == 1
    (line,) = capsys.readouterr().err.splitlines()
    problem = "no readable file in this folder" if there else "no such file or folder"
    assert line.startswith(f"litmus: {folder}: {problem}; ")
    assert works(home, capsys) == ["kites"]


def change_manifest(folder: Path, change: Callable[[dict[str, object]], None]) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), "utf-8")


def other_model(folder: Path) -> None:
    change_manifest(folder, lambda m: m["model"].update(name="other", fingerprint="f"))  # type: ignore[attr-defined]


def other_version(folder: Path) -> None:
    change_manifest(folder, lambda m: m.update(format=99))


def half_written(folder: Path) -> None:
    largest = max((p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    largest.write_bytes(largest.read_bytes()[: largest.stat().st_size // 2])


def no_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


@pytest.mark.parametrize("spoil", [other_model, other_version, half_written, no_manifest])
def test_an_index_that_cannot_be_used_says_so_and_is_made_again_from_what_was_kept(
    spoil: Callable[[Path], None],
    home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    current = (home / "index" / "CURRENT").read_text("utf-8").strip()
    spoil(home / "index" / current)
    capsys.readouterr()
    assert call(home, "search", "rope") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("litmus: ")
    assert "litmus ingest" in line
    assert call(home, "ingest", str(card(tmp_path, "boats"))) == 0
    assert works(home, capsys) == ["boats", "kites"]
    assert call(home, "search", "rope") == 0


def test_a_second_ingest_at_the_same_time_is_refused(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with locked(home):
        second = start(home, "ingest", str(card(tmp_path, "boats")))
        out, err = second.communicate(timeout=PATIENCE)
    assert (second.returncode, out) == (1, "")
    (line,) = err.splitlines()
    assert line.startswith("litmus: another ingest is writing to ")
    assert works(home, capsys) == ["kites"]


@pytest.mark.parametrize("limit", [100, 20_000])
def test_a_full_disk_is_one_line_and_loses_nothing(
    limit: int, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = " ".join(f"Rope {n} holds." for n in range(900))
    failed = start(home, "ingest", str(card(tmp_path, "boats", many)), limit=limit)
    out, err = failed.communicate(timeout=PATIENCE)
    assert (failed.returncode, out) == (1, "")
    (line,) = err.splitlines()
    assert line.startswith("litmus: cannot write to ")
    assert works(home, capsys) == ["kites"]
    assert call(home, "ingest", str(tmp_path / "boats.md")) == 0
    assert works(home, capsys) == ["boats", "kites"]


@pytest.mark.slow
def test_ctrl_c_at_any_moment_leaves_the_last_published_state(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for n in range(150):
        card(folder, f"rope-{n}", " ".join(f"Rope {n} holds kite {k}." for k in range(60)))
    everything = ["kites", *(f"rope-{n}" for n in range(150))]
    codes = []
    for wait in (0.1, 0.3, 0.6, 1.0, 1.5, 2.5, 4.0, 7.0):
        stopped = start(home, "ingest", str(folder), tell=True)
        assert stopped.stdout is not None
        assert stopped.stdout.readline() == "loaded\n"
        time.sleep(wait)
        stopped.send_signal(signal.SIGINT)
        _, err = stopped.communicate(timeout=PATIENCE)
        if stopped.returncode == -signal.SIGINT:
            continue  # it had not begun
        codes.append(stopped.returncode)
        assert len(err.splitlines()) == (1 if stopped.returncode else 0), err
        assert sorted(works(home, capsys)) in (["kites"], sorted(everything))
        if stopped.returncode == 0:
            break
    assert set(codes) <= {0, 130}
    assert 130 in codes
    assert call(home, "ingest", str(folder)) == 0
    assert sorted(works(home, capsys)) == sorted(everything)
