"""What breaks beneath an open page is told in one sentence with its remedy, on every page."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app import home as places
from app.history import database
from app.library import rebuild
from tests.app.pages.conftest import PATCH_QUESTION
from tests.app.pages.seen import labels, markdown, press, well
from tests.waiting import wait_for

VIEWS = [
    ("ask", {}),
    ("browse", {}),
    ("paper", {"id": "2507.16003"}),
    ("library", {}),
    ("../../evals/page", {}),
]
Fault = Callable[[Path], object]


@pytest.fixture
def home(small_home, tmp_path) -> Path:
    return shutil.copytree(small_home, tmp_path / "home", ignore=shutil.ignore_patterns("jobs"))


def told(page) -> list[str]:
    """The only sentences of a page on what is wrong."""
    assert not page.exception
    return [each.value for each in (*page.error, *page.warning)]


def no_index(home: Path) -> None:
    shutil.rmtree(home / "index")


def no_pointer(home: Path) -> None:
    (home / "index" / "CURRENT").write_bytes(b"\xff\xfe\x00")


def no_manifest(home: Path) -> None:
    for path in (home / "index").glob("*/manifest.json"):
        path.write_bytes(b"\xff\xfe\x00")


@pytest.mark.parametrize("fault", [no_index, no_pointer])
def test_an_index_that_goes_while_pages_are_open_is_told(open_page, home, fault: Fault) -> None:
    pages = [open_page(name, home=home, **query) for name, query in VIEWS]
    fault(home)
    for page in pages:
        assert [("litmus ingest" in said, "\n" in said) for said in told(page.run())] == [
            (True, False)
        ]


@pytest.mark.parametrize("fault", [no_index, no_pointer, no_manifest])
def test_a_damaged_library_is_rebuilt_from_its_page(open_page, home, fault: Fault) -> None:
    fault(home)
    page = open_page("library", home=home)
    assert len(told(page)) == 1
    assert "Read the built-in catalogue" not in labels(page)
    assert "3 works now" in "".join(
        each.proto.body for each in well(press(page, "Rebuild")).get("html")
    )


def test_a_locked_file_of_chats_costs_the_chat_and_not_the_answer(
    open_page, home, monkeypatch
) -> None:
    monkeypatch.setattr(database, "BUSY", 0.1)
    page = open_page(home=home, q=PATCH_QUESTION)
    file = sqlite3.connect(database.path_of(home), isolation_level=None)
    with closing(file):
        file.execute("BEGIN EXCLUSIVE")
        page.chat_input[0].set_value("Should noise be added to pictures in waves?").run()
        assert ["database is locked" in said for said in told(page)] == [True]
    assert 'href="#source-1-1"' in markdown(page)


def test_stored_texts_that_are_gone_are_told(open_page, home) -> None:
    shutil.rmtree(home / "texts")
    page = open_page("paper", home=home, id="2507.16003")
    assert ["litmus ingest" in said for said in told(page)] == [True]


def test_damaged_vectors_of_sentences_are_made_anew(open_page, home) -> None:
    (path,) = home.glob("sentences-*.npy")
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    assert 'href="#source-0-1"' in markdown(well(open_page(home=home, q=PATCH_QUESTION)))
    rebuild(home)
    assert path.read_bytes() == whole


def test_a_run_that_cannot_be_kept_is_told(open_page, home) -> None:
    (home / "jobs").write_text("a file where a folder should be")
    page = press(open_page("lab", home=home, demo="rank_one_patch"), "Run")
    wait_for(lambda: "Running…" not in labels(page.run()))
    assert ["the run cannot be kept" in said for said in told(page)] == [True]
    assert "Run" in labels(page)


def test_a_catalogue_that_is_not_there_is_told(open_page, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(places, "CATALOGUE", tmp_path / "no-cards")
    page = press(open_page("library", home=tmp_path / "new"), "Read the built-in catalogue")
    assert "no such file or folder" in " ".join(told(page))
