"""Adding and taking out files keeps the vectors of just the sentences that are there."""

from pathlib import Path

import pytest

from app.library import Watch, add, rebuild, remove
from app.readers import open_reader
from index.load import load_library
from index.search import open_searcher
from ingest.errors import StateError
from tests.app.invented import CARD, GARDEN
from tests.app.shell import card


def kept(home: Path) -> list[Path]:
    return sorted(home.glob("sentences-*.npy"))


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_no_sentence_is_embedded_for_a_question(tmp_path) -> None:
    home = tmp_path / "home"
    told: list[tuple[int, int]] = []
    add(
        home,
        [write(tmp_path, "quietnet.md", CARD)],
        watch=Watch(sentences=lambda *now: told.append(now)),
    )
    reader = open_reader(home)
    said = reader.sentences.compared()
    assert told[-1] == (len(said), len(said))
    assert all(reader.sentences.vectors.stored(text) is not None for text in said)


def test_an_answer_searches_with_all_that_a_search_has(tmp_path) -> None:
    home = tmp_path / "home"
    add(
        home,
        [
            card(
                tmp_path,
                "quietnet",
                "Layers that change little are removed, up to 45% of the layers.",
            )
        ],
    )
    searched, asked = open_searcher(home), open_reader(home).searcher
    for reading in ("Which layers are thrown away?", "Which layres are thrown away?"):
        mine = searched.read(reading)
        assert asked.read(reading) == mine
        found = asked.look(mine, asked.vector(mine))
        assert {"dense", "lexical", "tokens"} <= found.rankers.keys()
    assert searched.read("Which layres are thrown away?").mended == {"layres": "layers"}


def test_the_vectors_follow_the_library(tmp_path) -> None:
    home = tmp_path / "home"
    card = write(tmp_path, "quietnet.md", CARD)
    add(home, [card])
    first = kept(home)
    add(home, [card])
    assert kept(home) == first
    add(home, [write(tmp_path, "garden.txt", GARDEN)])
    second = kept(home)
    assert second != first
    assert len(second) == 1
    remove(home, ["garden.txt"])
    assert len(kept(home)) == 1
    vectors = open_reader(home).sentences.vectors
    assert vectors.stored("Growing costs twice the memory of a single run.") is None


def test_a_rebuild_reads_every_kept_text_again(tmp_path) -> None:
    home = tmp_path / "home"
    card = write(tmp_path, "quietnet.md", CARD)
    add(home, [card, write(tmp_path, "garden.txt", GARDEN)])
    before = load_library(home)
    card.unlink()
    read: list[tuple[int, int]] = []
    change = rebuild(home, Watch(files=lambda *now: read.append(now)))
    assert read[-1] == (2, 2)
    assert set(change.collected.unchanged) == {"quietnet.md", "garden.txt"}
    assert load_library(home) == before
    for part in (home / "index").glob("*/library*"):
        part.write_bytes(b"damaged")
    rebuild(home)
    assert load_library(home) == before


def test_nothing_can_be_rebuilt_where_nothing_was_ingested(tmp_path) -> None:
    with pytest.raises(StateError, match="add a file first"):
        rebuild(tmp_path / "home")


@pytest.mark.parametrize("name", ["inputs.jsonl", "index/abstention.json"])
def test_a_file_beside_the_index_that_cannot_be_written_is_told(tmp_path, name) -> None:
    home, source = tmp_path / "home", write(tmp_path, "quietnet.md", CARD)
    add(home, [source])
    (home / name).unlink()
    (home / name).mkdir()
    with pytest.raises(StateError, match="make room or change its rights"):
        add(home, [source])


def test_a_damaged_list_of_files_is_told_where_it_is_needed(tmp_path) -> None:
    home, source = tmp_path / "home", write(tmp_path, "quietnet.md", CARD)
    add(home, [source])
    (home / "inputs.jsonl").write_bytes(b"\xff\xfe{")
    (home / "index" / "CURRENT").unlink()
    with pytest.raises(StateError, match=r"inputs\.jsonl is damaged; move it away"):
        rebuild(home)
