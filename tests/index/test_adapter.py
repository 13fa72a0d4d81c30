from pathlib import Path

import numpy as np
import pytest

from index.adapter import ADAPTER, Adapter, load_adapter
from index.load import load_index
from index.models import fingerprint, model_folder
from index.publish import publish
from index.search import Searcher
from index.settings import DEFAULT_MODEL, BuildSettings, SearchSettings
from tests.index.invented import CountingEmbedder, carded_library, small_library

TURN = np.array([[0, 1], [0, 0]], dtype=np.float32)


def test_a_query_is_moved_and_stays_a_unit_vector() -> None:
    moved = Adapter(TURN, "m")(np.array([1, 0], dtype=np.float32))
    assert moved.tolist() == pytest.approx([0.5**0.5, 0.5**0.5])
    assert Adapter(TURN * 0, "m")(np.array([0, 1], dtype=np.float32)).tolist() == [0, 1]


def test_it_is_kept_for_its_own_model_only(tmp_path: Path) -> None:
    path = tmp_path / "adapter.npz"
    assert load_adapter("m", path) is None
    Adapter(TURN, "m").save(path)
    assert load_adapter("other", path) is None
    kept = load_adapter("m", path)
    assert kept is not None
    assert np.array_equal(kept.matrix, TURN)


def test_the_committed_one_is_small_and_for_the_model_that_comes_along() -> None:
    assert ADAPTER.stat().st_size < 400_000
    adapter = load_adapter(fingerprint(model_folder(DEFAULT_MODEL)))
    assert adapter is not None
    assert adapter.matrix.shape == (384, 384)
    assert 0 < np.linalg.norm(adapter.matrix, 2) < 1


def test_it_is_used_where_there_are_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swap = np.zeros((7, 7), dtype=np.float32)
    swap[0, 1] = 50  # who asks for owls is moved to kettles
    monkeypatch.setattr("index.search.load_adapter", lambda model: Adapter(swap, model))
    plain, carded = tmp_path / "plain", tmp_path / "carded"
    publish(plain, small_library(), BuildSettings(), CountingEmbedder())
    publish(carded, carded_library(), BuildSettings(), CountingEmbedder())

    def dense_first(home: Path, *, adapter: bool) -> str:
        settings = SearchSettings(adapter=adapter, dense_weight=1)
        searcher = Searcher(load_index(home), CountingEmbedder(), settings)
        return searcher.search("owl").hits[0].paper_id

    assert dense_first(carded, adapter=True) == "a-kettles"
    assert dense_first(carded, adapter=False) == "b-owls"
    assert dense_first(plain, adapter=True) == "b-owls"
