"""The invented library, published and opened."""

from pathlib import Path

import pytest

from index.load import load_index
from index.publish import publish
from index.search import Searcher
from index.settings import BuildSettings
from tests.index.invented import CountingEmbedder, small_library


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    publish(tmp_path, small_library(), BuildSettings(), CountingEmbedder())
    return Searcher(load_index(tmp_path), CountingEmbedder())
