"""In: the server's home folder; out: what all pages share: the opened library, runs, errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Literal, NamedTuple

import streamlit as st

from app.home import find_home, jobs_of
from app.opened import Opened
from app.runs import Runs
from app.tellings import Tellings
from demos.errors import DemoError
from index.load import current_generation
from ingest.errors import LitmusError


class View(NamedTuple):
    """A page: its file in this folder or anywhere, name, address and sign."""

    file: str
    title: str
    url: str
    icon: str
    shown: bool = True


FOLDER = Path(__file__).resolve().parent
ASK = "ask.py"
BROWSE = "browse.py"
PAPER = "paper.py"
LAB = "lab.py"
LIBRARY = "library.py"
PAGES = (
    View(ASK, "Ask", "ask", ":material/forum:"),
    View(BROWSE, "Browse", "browse", ":material/explore:"),
    View(LAB, "Lab", "lab", ":material/science:"),
    View(LIBRARY, "Library", "library", ":material/library_books:"),
    View(PAPER, "Paper", "paper", ":material/article:", shown=False),
)


@cache
def views() -> tuple[View, ...]:
    """Our pages and those of installed packages (`litmus.pages`), as the frame lists them."""
    others = (point.load() for point in entry_points(group="litmus.pages"))
    return (*PAGES[:3], *others, *PAGES[3:])


def home() -> Path:
    """The home folder of this server."""
    return find_home()


def opened() -> Opened:
    """The library as published now; one that is ingested meanwhile is seen at the next run.

    Raises StateError where nothing is published or it is damaged.
    """
    folder = home()
    return _opened(folder, current_generation(folder).name)


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(folder: Path, generation: str) -> Opened:  # noqa: ARG001
    return Opened(folder)


def runs() -> Runs:
    """The demo runs of this server."""
    return _runs(jobs_of(home()))


@st.cache_resource(show_spinner=False)
def _runs(jobs: Path) -> Runs:
    return Runs(jobs)


@st.cache_resource(show_spinner=False)
def tellings() -> Tellings:
    """The answers that language models tell on this server."""
    return Tellings()


def theme() -> Literal["light", "dark"]:
    """The ground the browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


@contextmanager
def guarded() -> Iterator[None]:
    """Show an error of our own trees as its one sentence instead of the rest of the page."""
    try:
        yield
    except (LitmusError, DemoError) as exc:
        st.error(sentence(str(exc)), icon=":material/error:")


def sentence(problem: str) -> str:
    """The message of an error as a sentence on one line."""
    text = " ".join(problem.split())
    return text[:1].upper() + text[1:]
