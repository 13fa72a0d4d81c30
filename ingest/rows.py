"""In: JSON Lines that a user gives; out: their rows, checked, or one line of advice."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ingest.errors import InputError

Row = TypeVar("Row", bound=BaseModel)


def read_rows(path: Path, row: type[Row], *, apart: bool = False) -> Iterator[Row]:
    """The rows of a JSON Lines file in UTF-8, one at a time; `apart` as in `parse_rows`.

    Raises InputError naming the file, and the line of a row that is not as it must be.
    """
    try:
        with path.open(encoding="utf-8-sig") as lines:
            yield from parse_rows(str(path), lines, row, apart=apart)
    except OSError as exc:
        problem = f"cannot be read ({exc.strerror})"
        raise InputError(str(path), problem, "check the path") from exc
    except UnicodeDecodeError as exc:
        raise InputError(str(path), "not UTF-8 text", "save it as UTF-8") from exc


def parse_rows(
    name: str, lines: Iterable[str], row: type[Row], *, apart: bool = False
) -> Iterator[Row]:
    """The rows of lines of a file of that name, blank lines skipped, one at a time.

    `apart`: no two may have the same `id`. Raises InputError naming the line.
    """
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        made = _parsed(name, number, line, row)
        if apart:
            key = str(getattr(made, "id", number))
            if key in seen:
                problem = f"the id {key!r} is met twice"
                raise InputError(name, problem, "give every row its own id", number)
            seen.add(key)
        yield made


def _parsed(name: str, number: int, line: str, row: type[Row]) -> Row:
    try:
        return row.model_validate_json(line)
    except ValidationError as exc:
        first = exc.errors()[0]
        where = ".".join(map(str, first["loc"]))
        problem = f"field `{where}`: {first['msg']}" if where else str(first["msg"])
        fields = row.model_fields.items()
        needed = ", ".join(f'"{f.alias or key}"' for key, f in fields if f.is_required())
        remedy = f"write one JSON object a line with {needed}"
        raise InputError(name, problem, remedy, number) from exc
