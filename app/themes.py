"""In: data/themes.yaml; out: the themes by which people ask for several works, by id."""

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, TypeAdapter

from app.home import THEMES
from index.themes import FULL
from ingest.records import Record


class Theme(Record):
    """A reading list: its works with how far they belong, 1 or 2, and ways to ask for it."""

    id: str
    name: str
    works: dict[str, Annotated[int, Field(ge=1, le=FULL)]]
    asked_as: tuple[str, ...]


_THEMES = TypeAdapter(tuple[Theme, ...])


@cache
def read_themes(path: Path = THEMES) -> dict[str, Theme]:
    """The themes by id, in the order of the file."""
    rows = _THEMES.validate_python(yaml.safe_load(path.read_text("utf-8")))
    return {theme.id: theme for theme in rows}
