"""In: a JSON Lines file given by the user; out: its rows, checked, or one line of advice."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import InputError

Row = TypeVar("Row", bound=BaseModel)


class AskRow(BaseModel):
    """One question of a batch, with the user's turns before it, oldest first."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    id: str = Field(alias="_id")
    text: str
    history: tuple[str, ...] = ()


class QuoteRow(BaseModel):
    """One text to be looked for, in one work if `paper_id` is given."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    id: str = Field(alias="_id")
    text: str
    paper_id: str | None = None


def read_rows(path: Path, row: type[Row]) -> Iterator[Row]:
    """The rows of a JSON Lines file, blank lines skipped, one at a time.

    Raises InputError naming file and line where the file cannot be read or a row is not as
    it must be.
    """
    fields = ", ".join(f'"{f.alias or name}"' for name, f in row.model_fields.items())
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _parsed(line, row, path, number, fields)
    except OSError as exc:
        problem = f"cannot be read ({exc.strerror})"
        raise InputError(str(path), problem, "check the path") from exc
    except UnicodeDecodeError as exc:
        raise InputError(str(path), "not UTF-8 text", "save it as UTF-8") from exc


def _parsed(line: str, row: type[Row], path: Path, number: int, fields: str) -> Row:
    try:
        return row.model_validate_json(line)
    except ValidationError as exc:
        first = exc.errors()[0]
        where = ".".join(map(str, first["loc"]))
        problem = f"{where}: {first['msg']}" if where else str(first["msg"])
        remedy = f"write one JSON object a line with {fields}"
        raise InputError(str(path), problem, remedy, number) from exc
