from pathlib import Path

import pytest
from pydantic import BaseModel, Field

from ingest.errors import InputError
from ingest.rows import parse_rows, read_rows


class Named(BaseModel):
    id: str = Field(alias="_id")
    text: str
    more: int = 0


def test_a_mark_at_the_beginning_and_blank_lines_are_let_be(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('\ufeff{"_id": "a", "text": "x"}\n \n{"_id": "b", "text": "y"}', "utf-8")
    assert [row.id for row in read_rows(path, Named)] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "r:2: Invalid JSON"),
        ("[]", "r:2: Input should be an object"),
        ('{"_id": "a"}', "r:2: field `text`: Field required"),
        ('{"_id": "a", "text": "x", "more": "z"}', "r:2: field `more`: "),
        ('{"_id": "a", "text": "y"}', "r:2: the id 'a' is met twice"),
    ],
)
def test_a_wrong_row_is_told_with_its_line_and_what_to_write(line: str, problem: str) -> None:
    rows = parse_rows("r", ['{"_id": "a", "text": "x"}', line], Named, apart=True)
    assert next(rows).id == "a"
    with pytest.raises(InputError, match=problem) as told:
        next(rows)
    assert '"_id", "text"' in str(told.value) or "its own id" in str(told.value)


def test_one_id_may_be_met_twice_where_nothing_hangs_on_it() -> None:
    assert len(list(parse_rows("r", ['{"_id": "a", "text": "x"}'] * 2, Named))) == 2


def test_a_file_of_other_bytes_or_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="check the path"):
        next(read_rows(tmp_path / "none", Named))
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not UTF-8"):
        next(read_rows(tmp_path / "bytes", Named))
