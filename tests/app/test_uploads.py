from pathlib import Path

import pytest

from app.uploads import MOST_MIB, ingest_upload, safe_name, uploads_of
from index.load import load_library
from ingest.errors import InputError

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
    with pytest.raises(InputError, match="upload a text file"):
        safe_name(name)


def test_an_upload_is_kept_ingested_and_replaced_without_losing_the_first(tmp_path: Path):
    first = CARD.format(what="waves").encode()
    change = ingest_upload(tmp_path, "Tidal.md", first, "card")
    assert change.collected.added == ("tidal.md",)
    target = uploads_of(tmp_path) / "tidal.md"
    assert target.read_bytes() == first
    second = CARD.format(what="bursts").encode()
    change = ingest_upload(tmp_path, "tidal.md", second, "card")
    assert change.collected.changed == ("tidal.md",)
    assert target.read_bytes() == second
    old = list((uploads_of(tmp_path) / "old").iterdir())
    assert [path.read_bytes() for path in old] == [first]


def test_a_bad_upload_leaves_everything_as_it_was(tmp_path: Path):
    good = CARD.format(what="waves").encode()
    ingest_upload(tmp_path, "tidal.md", good, "card")
    change = ingest_upload(tmp_path, "tidal.md", b"no front matter", "card")
    assert len(change.collected.rejected) == 1
    assert (uploads_of(tmp_path) / "tidal.md").read_bytes() == good
    assert [work.paper_id for work in load_library(tmp_path).works] == ["tidal-noise"]
    with pytest.raises(InputError):
        ingest_upload(tmp_path, "picture.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "auto")
    assert not (uploads_of(tmp_path) / "picture.md").exists()


def test_a_large_upload_is_refused_before_it_is_kept(tmp_path: Path):
    with pytest.raises(InputError, match=f"larger than {MOST_MIB} MiB"):
        ingest_upload(tmp_path, "big.txt", b"a" * (MOST_MIB * 2**20 + 1))
    assert not uploads_of(tmp_path).exists()
