"""A file is replaced as a whole or not at all, and its mode is the umask's or its owner's alone."""

import os
import threading
from pathlib import Path

import pytest

from demos.replace import replace
from ingest.replace import OWNERS, replacing
from tests.waiting import PATIENCE


def test_what_is_written_takes_the_place_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    path.write_bytes(b"old")
    with replacing(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, ValueError])
def test_an_interrupted_write_leaves_the_old_file(
    error: type[BaseException], tmp_path: Path
) -> None:
    path = tmp_path / "kept.json"
    path.write_bytes(b"old")
    with pytest.raises(error):
        _cut_short(path, error)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def _cut_short(path: Path, error: type[BaseException]) -> None:
    with replacing(path) as file:
        file.write(b"ne")
        file.flush()
        raise error


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "kept.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"), replacing(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("umask", "asked", "mode"), [(0o022, 0o666, 0o644), (0o002, OWNERS, 0o600)]
)
def test_the_mode_is_the_umasks_or_narrower(
    umask: int, asked: int, mode: int, tmp_path: Path
) -> None:
    before = os.umask(umask)
    try:
        with replacing(tmp_path / "kept.json", asked) as file:
            file.write(b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "kept.json").stat().st_mode & 0o777 == mode


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "no" / "kept.json") as file:
        file.write(b"new")
    assert not list(tmp_path.iterdir())


def test_two_at_once_do_not_mix(tmp_path: Path) -> None:
    path, both = tmp_path / "kept.json", threading.Barrier(2, timeout=PATIENCE)

    def write(letter: bytes) -> None:
        with replacing(path) as file:
            both.wait()
            file.write(letter * 9)
            both.wait()

    others = threading.Thread(target=write, args=(b"a",))
    others.start()
    write(b"b")
    others.join()
    assert path.read_bytes() in (b"a" * 9, b"b" * 9)
    assert list(tmp_path.iterdir()) == [path]


def test_the_demos_way_leaves_the_old_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    path = tmp_path / "job.json"
    replace(path, b"old")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        replace(path, b"new")
    assert path.read_bytes() == b"old"
