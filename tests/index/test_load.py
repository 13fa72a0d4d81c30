import json
from pathlib import Path

import pytest

from index.load import WORDS, current_generation, load_index
from index.publish import publish
from index.search import Searcher
from index.settings import BuildSettings
from ingest.errors import StateError
from ingest.library import Library
from tests.index.invented import CountingEmbedder, library, paragraph, review, small_library, work


class KnowsNoWord(CountingEmbedder):
    """An embedder to whom every word may be a misspelt one."""

    def knows(self, word: str) -> bool:
        return word == ""


def put(home: Path, content: Library) -> None:
    publish(home, content, BuildSettings(), CountingEmbedder())


def test_a_generation_that_is_removed_while_it_is_read_is_searched_all_the_same(
    tmp_path: Path,
) -> None:
    put(tmp_path, small_library())
    searcher = Searcher(load_index(tmp_path), KnowsNoWord())
    lights = review("harbours:1", paragraph("A lantern at the harbour.", 1))
    put(tmp_path, library((work("d-harbours", None, "harbours:1"), lights)))
    put(tmp_path, Library())
    assert not searcher.index.folder.exists()
    found = searcher.search("a vioiln", 1)
    assert (found.hits[0].paper_id, found.read_as) == ("c-violins", "a violin")


def test_documents_that_nobody_read_before_their_generation_went_are_one_clear_error(
    tmp_path: Path,
) -> None:
    put(tmp_path, small_library())
    index = load_index(tmp_path)
    (index.folder / "documents.jsonl").unlink()
    with pytest.raises(StateError, match="was replaced; open it again"):
        _ = index.library


def test_the_words_of_an_index_are_those_of_its_library(tmp_path: Path) -> None:
    put(tmp_path, small_library())
    stored = json.loads((current_generation(tmp_path) / WORDS).read_text("utf-8"))
    assert load_index(tmp_path).words == stored
    assert stored["violin"] == 2
