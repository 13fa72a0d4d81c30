import io
import zipfile

import pytest

import ingest.word
from ingest.errors import InputError
from ingest.plain import parse_plain
from ingest.read import decode
from tests.ingest.made import docx, paragraph


def test_headings_paragraphs_and_tables_keep_their_order():
    cell = f"<w:tc>{paragraph('rope')}</w:tc><w:tc>{paragraph('2 m')}</w:tc>"
    body = paragraph("Kites &amp; Ropes", "H1") + paragraph("They fly.")
    raw = decode("a.docx", docx(body + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>" + paragraph("So.")))
    assert raw.encoding == "docx"
    assert [line for line in raw.lines if line] == [
        "# Kites & Ropes",
        "They fly.",
        "| rope | 2 m |",
        "So.",
    ]
    (source,) = parse_plain(raw, {}).sources
    assert source.title == "Kites & Ropes"
    assert [b.kind for b in source.blocks] == ["heading", "paragraph", "table", "paragraph"]


def broken(data: bytes) -> bytes:
    """The same Word file with its body cut short."""
    old, new = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(new, "w") as archive:
        for name in old.namelist():
            text = old.read(name)
            archive.writestr(name, text[:90] if name == "word/document.xml" else text)
    return new.getvalue()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (broken(docx(paragraph("Kites"))), "this Word file is damaged"),
        (docx(""), "this Word file has no text"),
        (b"PK\x03\x04 and no more\x00", "this is a binary file"),
    ],
)
def test_a_word_file_that_cannot_be_read_is_one_line(data, problem):
    with pytest.raises(InputError, match=problem):
        decode("a.docx", data)


def test_a_file_that_unpacks_to_far_more_is_refused(monkeypatch):
    monkeypatch.setattr(ingest.word, "_MOST", 1000)
    with pytest.raises(InputError, match="unpacks to more than"):
        decode("a.docx", docx(paragraph("kite " * 500)))
