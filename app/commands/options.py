"""In: nothing; out: the options that every command shares, and how a command prints and writes."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest.errors import UsageError

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", envvar="LITMUS_HOME", help="Folder of the index and your state."),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON document on stdout and nothing else.")
]


def write_picture(path: Path, picture: bytes) -> None:
    """Write a PNG. Raises UsageError where the file cannot be written."""
    try:
        path.write_bytes(picture)
    except OSError as exc:
        problem = f"{path}: cannot be written ({exc.strerror}); give a file in a folder that exists"
        raise UsageError(problem) from exc


def print_json(value: Any) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_json_lines(rows: Iterable[Any]) -> None:
    """One JSON object a line on stdout."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
