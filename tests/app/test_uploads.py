from pathlib import Path

import pytest

from app.library import add
from app.uploads import (
    MOST_FILES,
    MOST_MIB,
    Upload,
    forget_files,
    ingest_uploads,
    safe_name,
    uploads_of,
)
from index.load import load_library
from ingest.errors import InputError, StateError, UsageError

CARD = """---
id: tidal-noise
title: "Tidal Noise"
arxiv: null
arxiv_why: "none given"
kind: method
topics: [diffusion-models]
sources: []
---
## In plain words
Noise comes in {what}.
"""


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("My Reviews (2).TXT", "my-reviews-2.txt"),
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\temp\\..\\Notes.md", "notes.md"),
        ("….txt", "upload.txt"),
        ("a" * 300 + ".md", "a" * 80 + ".md"),
    ],
)
def test_a_name_is_kept_as_a_slug(name, kept):
    assert safe_name(name) == kept


@pytest.mark.parametrize("name", ["run.py", "noend", "a.txt.exe", ""])
def test_other_types_are_refused(name):
    with pytest.raises(InputError, match="upload a text or a document"):
        safe_name(name)


def test_an_upload_is_kept_ingested_and_replaced_without_losing_the_first(tmp_path: Path):
    first = CARD.format(what="waves").encode()
    change = ingest_uploads(tmp_path, [Upload("Tidal.md", first)], "card")
    assert change.collected.added == ("tidal.md",)
    target = uploads_of(tmp_path) / "tidal.md"
    assert target.read_bytes() == first
    second = CARD.format(what="bursts").encode()
    change = ingest_uploads(tmp_path, [Upload("tidal.md", second)], "card")
    assert change.collected.changed == ("tidal.md",)
    assert target.read_bytes() == second
    old = list((uploads_of(tmp_path) / "old").iterdir())
    assert [path.read_bytes() for path in old] == [first]


def test_a_bad_upload_leaves_everything_as_it_was(tmp_path: Path):
    good = CARD.format(what="waves").encode()
    ingest_uploads(tmp_path, [Upload("tidal.md", good)], "card")
    change = ingest_uploads(tmp_path, [Upload("tidal.md", b"no front matter")], "card")
    assert len(change.collected.rejected) == 1
    assert (uploads_of(tmp_path) / "tidal.md").read_bytes() == good
    assert [work.paper_id for work in load_library(tmp_path).works] == ["tidal-noise"]
    with pytest.raises(InputError):
        ingest_uploads(tmp_path, [Upload("picture.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00")], "auto")
    assert not (uploads_of(tmp_path) / "picture.md").exists()


def test_a_large_upload_is_refused_before_it_is_kept(tmp_path: Path):
    with pytest.raises(InputError, match=f"larger than {MOST_MIB} MiB"):
        ingest_uploads(tmp_path, [Upload("big.txt", b"a" * (MOST_MIB * 2**20 + 1))])
    assert not uploads_of(tmp_path).exists()


def test_several_uploads_come_in_one_step_and_bad_ones_are_set_aside(tmp_path: Path):
    tides = CARD.format(what="waves").encode()
    other = tides.replace(b"tidal-noise", b"quiet-noise").replace(b"Tidal", b"Quiet")
    change = ingest_uploads(
        tmp_path,
        [
            Upload("tidal.md", tides),
            Upload("Tidal.md", other),
            Upload("quiet.md", other),
            Upload("run.py", b"print(1)"),
            Upload("broken.md", b"no front matter"),
        ],
        "card",
    )
    assert change.collected.added == ("quiet.md", "tidal.md")
    reasons = {bad.file: bad.reason for bad in change.collected.rejected}
    assert set(reasons) == {"tidal.md", "run.py", "broken.md"}
    assert "named like another" in reasons["tidal.md"]
    assert sorted(p.name for p in uploads_of(tmp_path).iterdir()) == ["quiet.md", "tidal.md"]
    assert (uploads_of(tmp_path) / "tidal.md").read_bytes() == tides


def test_more_files_than_a_step_takes_are_named(tmp_path: Path):
    card = CARD.format(what="waves")
    many = [
        Upload(f"c{n}.md", card.replace("tidal-noise", f"n{n}").replace("Tidal", f"T{n}").encode())
        for n in range(MOST_FILES + 1)
    ]
    change = ingest_uploads(tmp_path, many, "card")
    assert len(change.collected.added) == MOST_FILES
    assert [bad.file for bad in change.collected.rejected] == [f"c{MOST_FILES}.md"]


def test_the_same_upload_again_keeps_its_file_even_if_the_step_fails(tmp_path: Path, monkeypatch):
    tides = CARD.format(what="waves").encode()
    ingest_uploads(tmp_path, [Upload("tidal.md", tides)], "card")

    def busy(*args: object) -> None:
        raise StateError("another ingest runs")

    monkeypatch.setattr("app.uploads.add", busy)
    with pytest.raises(StateError):
        ingest_uploads(tmp_path, [Upload("tidal.md", tides)], "card")
    assert (uploads_of(tmp_path) / "tidal.md").read_bytes() == tides


def test_a_removed_upload_goes_from_the_uploads_and_other_files_stay(tmp_path: Path):
    tides = CARD.format(what="waves").encode()
    ingest_uploads(tmp_path, [Upload("tidal.md", tides)], "card")
    elsewhere = tmp_path / "mine" / "quiet.md"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(tides.replace(b"tidal-noise", b"quiet").replace(b"Tidal", b"Quiet"))
    add(tmp_path, [elsewhere], "card")
    with pytest.raises(UsageError, match="nothing would be left"):
        forget_files(tmp_path, ["tidal.md", "quiet.md"])
    assert (uploads_of(tmp_path) / "tidal.md").exists()
    change = forget_files(tmp_path, ["tidal.md"])
    assert change.collected.removed == ("tidal.md",)
    assert not (uploads_of(tmp_path) / "tidal.md").exists()
    assert elsewhere.exists()


def test_uploads_that_cannot_be_kept_say_so_and_leave_nothing(tmp_path: Path) -> None:
    first = Upload("tides.md", CARD.format(what="waves").encode())
    ingest_uploads(tmp_path, [first])
    taken = uploads_of(tmp_path) / "winds.md"
    taken.mkdir()  # a folder where the second file should be
    both = [
        Upload("tides.md", CARD.format(what="tides").encode()),
        Upload("winds.md", b"# Winds\n\nWind comes in gusts.\n"),
    ]
    with pytest.raises(StateError, match="make room or change its rights"):
        ingest_uploads(tmp_path, both)
    assert (uploads_of(tmp_path) / "tides.md").read_bytes() == first.data
    assert taken.is_dir()
