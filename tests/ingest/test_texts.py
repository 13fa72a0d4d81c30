"""A stored text comes back as it was kept; a large one is mapped and reads the same."""

import codecs
from mmap import mmap
from pathlib import Path

import pytest

from ingest import texts
from ingest.errors import InputError, StateError
from ingest.read import decode
from ingest.texts import fetch_text, keep_text

PAGE = b"<html><body><p>A lamp.</p></body></html>"


def test_a_large_text_is_mapped(tmp_path: Path) -> None:
    data = "A lamp – and a kite.\r\n\n".encode() * (texts.MAP_FROM // 20)
    stored = fetch_text(tmp_path, keep_text(tmp_path, data))
    assert isinstance(stored, mmap)
    raw = decode("a.txt", stored)
    assert raw == decode("a.txt", data)
    assert raw.lines[:2] == ("A lamp – and a kite.", "")
    assert isinstance(fetch_text(tmp_path, keep_text(tmp_path, b"A lamp.")), bytes)


def test_a_mapped_text_outlives_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MAP_FROM", 1)
    digest = keep_text(tmp_path, b"A lamp.\nA kite.")
    raw = decode("a.txt", fetch_text(tmp_path, digest))
    texts.drop_texts(tmp_path, frozenset())
    assert raw.lines == ("A lamp.", "A kite.")


@pytest.mark.parametrize(
    "data",
    [codecs.BOM_UTF8 + b"A lamp.\n", "A lamp.\n".encode("utf-16"), PAGE, b"\n" * 5000 + b"A kite."],
)
def test_any_encoding_reads_the_same_mapped(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "MAP_FROM", 1)
    mapped = fetch_text(tmp_path, keep_text(tmp_path, data))
    assert isinstance(mapped, mmap)
    assert decode("a.txt", mapped) == decode("a.txt", data)


@pytest.mark.parametrize("data", [b" \n" * 5000, b"a\0b", b"lamp\n\xff", b"\xff\xfe\x00"])
def test_bad_bytes_are_refused_alike_when_mapped(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "MAP_FROM", 1)
    with pytest.raises(InputError) as plain:
        decode("a.txt", data)
    with pytest.raises(InputError) as mapped:
        decode("a.txt", fetch_text(tmp_path, keep_text(tmp_path, data)))
    assert str(mapped.value) == str(plain.value)


def test_a_text_that_is_gone_or_changed_is_said(tmp_path: Path) -> None:
    digest = keep_text(tmp_path, b"A lamp.")
    (tmp_path / digest).write_bytes(b"A kite.")
    with pytest.raises(StateError, match="was changed"):
        fetch_text(tmp_path, digest)
    (tmp_path / digest).unlink()
    with pytest.raises(StateError, match="is missing"):
        fetch_text(tmp_path, digest)
