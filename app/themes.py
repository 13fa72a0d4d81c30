"""In: data/themes.yaml; out: the themes by which people ask for several works: reading lists."""

from collections.abc import Iterable, Mapping
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, TypeAdapter

from app.home import THEMES
from index.themes import FULL, SQUARELY
from ingest.library import Library
from ingest.records import Record, Work


class Theme(Record):
    """A reading list: its works with how far they belong, 1 to 4, and ways to ask for it."""

    id: str
    name: str
    works: dict[str, Annotated[int, Field(ge=1, le=FULL)]]
    asked_as: tuple[str, ...]

    def works_in(self, library: Library) -> int:
        """How many works of a library are on it."""
        return len(self.works.keys() & library.works_by_id.keys())

    def is_squarely(self, paper_id: str) -> bool:
        """Whether the list is about that work, rather than about what it touches on."""
        return self.works.get(paper_id, 0) >= SQUARELY

    def works_squarely_first(self, works: Iterable[Work]) -> tuple[Work, ...]:
        """Works in the order they come in, those that the list is about before all others."""
        return tuple(sorted(works, key=lambda work: not self.is_squarely(work.paper_id)))


BELONGING = {True: "squarely about it", False: "touches on it"}
"""Whether a list is squarely about a work, in words."""
_THEMES = TypeAdapter(tuple[Theme, ...])
# the parser in C takes an eighth of the time; not every build of PyYAML has it
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_themes(path: Path = THEMES) -> dict[str, Theme]:
    """The themes by id, in the order of the file."""
    rows = _THEMES.validate_python(yaml.load(path.read_text("utf-8"), Loader=_LOADER))
    return {theme.id: theme for theme in rows}


def list_name(theme_id: str) -> str:
    """A reading list's name; an id that the file does not know is its own name."""
    theme = read_themes().get(theme_id)
    return theme.name if theme else theme_id


def lists_of(library: Library) -> dict[str, Theme]:
    """The reading lists that have works of a library, by name; none where it has no cards.

    Lists name works by the ids of our cards; other libraries are left as they are.
    """
    if not any(source.type == "card" for source in library.sources.values()):
        return {}
    here = library.works_by_id.keys()
    found = [theme for theme in read_themes().values() if theme.works.keys() & here]
    return {theme.id: theme for theme in sorted(found, key=lambda theme: theme.name.casefold())}


def near(theme: Theme, lists: Mapping[str, Theme], most: int = 4) -> tuple[Theme, ...]:
    """The lists that share most works with one, by the cosine of their grades, best first."""
    alike = {
        other.id: _product(theme, other) / sqrt(_product(other, other))
        for other in lists.values()
        if other.id != theme.id
    }
    best = sorted((name for name in alike if alike[name]), key=lambda name: -alike[name])
    return tuple(lists[name] for name in best[:most])


def _product(one: Theme, other: Theme) -> int:
    return sum(grade * other.works.get(paper_id, 0) for paper_id, grade in one.works.items())
