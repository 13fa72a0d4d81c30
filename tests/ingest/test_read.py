import hashlib
from pathlib import Path

import pytest

from ingest.errors import InputError
from ingest.read import MAX_LINE, decode, find_files


def test_lines_are_numbered_as_an_editor_numbers_them() -> None:
    data = "one\r\ntwo\x0cstill two\nthree\u2028still three".encode()
    raw = decode("a.txt", data)
    assert raw.lines == ("one", "two\x0cstill two", "three\u2028still three")
    assert raw.sha256 == hashlib.sha256(data).hexdigest()


def test_byte_order_marks_are_no_text() -> None:
    assert decode("a.txt", b"\xef\xbb\xbfhello\n").lines == ("hello",)
    assert decode("a.txt", "hello\n".encode("utf-16")).lines == ("hello",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt: the file is empty"),
        (b" \n\t\n", "a.txt: the file is empty"),
        (b"PK\x00\x01\n", "a.txt: this is a binary file"),
        ("fine\ncaf\xe9 au lait".encode("latin-1"), "a.txt:2: not utf-8 text; save it as UTF-8"),
        (b"short\n" + b"x" * (MAX_LINE + 1), "a.txt:2: a line of 1,000,001 characters; break it"),
    ],
)
def test_bad_input_is_one_line_with_file_line_and_remedy(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        decode("a.txt", data)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_folder_is_walked_in_name_order_without_hidden_or_other_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.png", ".hidden.md", "sub/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [p.name for p in find_files([tmp_path])] == ["a.md", "b.txt", "d.txt"]


def test_nothing_to_read_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no readable file in this folder; add"):
        find_files([tmp_path])
    with pytest.raises(InputError, match="no such file or folder; check the path"):
        find_files([tmp_path / "missing.txt"])


def test_a_folder_that_cannot_be_read_is_not_called_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("hello")
    monkeypatch.setattr(Path, "iterdir", closed)  # root may read any folder
    with pytest.raises(
        InputError, match=r"cannot be read \(Permission denied\); change its rights"
    ):
        find_files([tmp_path])


def test_a_text_that_speaks_of_pdf_files_is_a_text() -> None:
    assert decode("a.txt", b"A file begins with\n%PDF-1.4, they say.").encoding == "utf-8"
