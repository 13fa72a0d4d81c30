from pathlib import Path

import pytest

from ingest.collect import collect, forget
from ingest.errors import InputError, UsageError
from ingest.inputs import input_of, read_inputs, write_inputs
from ingest.library import Library

CARD = """---
id: "{id}"
title: "{title}"
arxiv: null
arxiv_why: "not stated"
kind: method
topics: [attention]
sources: []
---
## In plain words
{text}
"""


class Shelf:
    """A folder of cards and a library made from it."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "cards"
        self.folder.mkdir()
        self.texts = root / "texts"
        self.library = Library()

    def write(self, name: str, title: str = "Kites", text: str = "A kite flies.") -> Path:
        path = self.folder / f"{name}.md"
        path.write_text(CARD.format(id=name, title=title, text=text))
        return path

    def ingest(self, *paths: Path) -> "dict[str, tuple[str, ...]]":
        known = [input_of(doc) for doc in self.library.documents]
        done = collect(self.library, known, paths or (self.folder,), "auto", self.texts, {})
        self.library = done.library
        shown = done.model_dump(include={"added", "changed", "removed", "unchanged"})
        shown["rejected"] = tuple(bad.file for bad in done.rejected)
        return {key: value for key, value in shown.items() if value}

    @property
    def works(self) -> list[str]:
        return [work.paper_id for work in self.library.works]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.write("kites")
    shelf.write("boats", "Boats")
    return shelf


def test_only_what_changed_is_parsed_again(shelf: Shelf) -> None:
    assert shelf.ingest() == {"added": ("boats.md", "kites.md")}
    before = {doc.file: doc for doc in shelf.library.documents}
    shelf.write("kites", text="A kite falls.")
    assert shelf.ingest() == {"changed": ("kites.md",), "unchanged": ("boats.md",)}
    after = {doc.file: doc for doc in shelf.library.documents}
    assert after["boats.md"] == before["boats.md"]
    assert after["kites.md"].sources[0].blocks[1].text == "A kite falls."


def test_a_folder_given_again_loses_what_left_it(shelf: Shelf, tmp_path: Path) -> None:
    shelf.ingest()
    (shelf.folder / "boats.md").unlink()
    assert shelf.ingest() == {"removed": ("boats.md",), "unchanged": ("kites.md",)}
    assert shelf.works == ["kites"]


def test_adding_a_path_keeps_what_was_there_even_if_its_file_is_gone(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.ingest()
    extra = tmp_path / "extra.md"
    extra.write_text(CARD.format(id="nets", title="Nets", text="A net holds."))
    shelf.ingest(extra)
    extra.unlink()
    assert shelf.ingest(shelf.folder / "kites.md") == {
        "unchanged": ("boats.md", "extra.md", "kites.md")
    }
    assert shelf.works == ["boats", "kites", "nets"]


def test_one_bad_file_is_set_aside_and_what_it_replaces_stays(shelf: Shelf) -> None:
    shelf.ingest()
    (shelf.folder / "boats.md").write_bytes(b"\x00\x01")
    shelf.write("ropes", "Ropes")
    assert shelf.ingest() == {
        "added": ("ropes.md",),
        "unchanged": ("boats.md", "kites.md"),
        "rejected": ("boats.md",),
    }
    (shelf.folder / "kites.md").write_text("---\nid: [\n---\n")
    assert "kites.md" in shelf.ingest()["rejected"]
    assert shelf.works == ["boats", "kites", "ropes"]


def test_two_files_of_one_name_are_two(shelf: Shelf, tmp_path: Path) -> None:
    shelf.ingest()
    other = tmp_path / "other" / "kites.md"
    other.parent.mkdir()
    other.write_text(CARD.format(id="kites-2", title="Kites again", text="More."))
    assert shelf.ingest(other)["added"] == ("other-kites.md",)
    assert len(set(shelf.library.sources)) == 3


def test_a_moved_file_keeps_its_name(shelf: Shelf, tmp_path: Path) -> None:
    shelf.ingest()
    moved = tmp_path / "kites.md"
    (shelf.folder / "kites.md").rename(moved)
    assert shelf.ingest(moved) == {"unchanged": ("boats.md", "kites.md")}


def test_forgetting_leaves_no_ghost(shelf: Shelf) -> None:
    shelf.ingest()
    done = forget(shelf.library, ["kites.md"], {})
    assert done.removed == ("kites.md",)
    assert [work.paper_id for work in done.library.works] == ["boats"]
    assert list(done.library.sources) == ["card:boats"]
    assert [w.paper_id for w in forget(shelf.library, ["card:boats"], {}).library.works] == [
        "kites"
    ]
    with pytest.raises(UsageError, match="no source or file is called 'sails'"):
        forget(shelf.library, ["sails"], {})


def test_a_missing_path_changes_nothing(shelf: Shelf, tmp_path: Path) -> None:
    shelf.ingest()
    with pytest.raises(InputError, match="no such file or folder"):
        shelf.ingest(tmp_path / "nowhere.txt")
    assert shelf.works == ["boats", "kites"]


def test_the_list_of_inputs_comes_back_as_written(shelf: Shelf, tmp_path: Path) -> None:
    shelf.ingest()
    inputs = tuple(input_of(doc) for doc in shelf.library.documents)
    write_inputs(tmp_path / "inputs.jsonl", inputs)
    assert read_inputs(tmp_path / "inputs.jsonl") == inputs
    assert read_inputs(tmp_path / "none.jsonl") == ()
    again = collect(Library(), inputs, [shelf.folder], "auto", shelf.texts, {})
    assert again.library == shelf.library
