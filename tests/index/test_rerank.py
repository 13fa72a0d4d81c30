from pathlib import Path

import pytest

from index.load import load_index
from index.publish import publish
from index.ranking import Ranking
from index.rerank import open_reranker
from index.search import Searcher
from index.settings import BuildSettings, SearchSettings
from ingest.errors import StateError
from tests.index.invented import CountingEmbedder, small_library


@pytest.mark.slow
def test_a_reranker_that_is_nowhere_is_a_state_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(StateError, match="no reranker 'nobody/nothing' here or on the hub"):
        open_reranker("nobody/nothing")


def test_a_reranker_orders_more_than_is_asked_for(tmp_path: Path) -> None:
    publish(tmp_path, small_library(), BuildSettings(), CountingEmbedder())
    seen = []

    def upside_down(query: str, ranking: Ranking) -> Ranking:
        seen.append((query, len(ranking.hits)))
        return ranking.model_copy(update={"hits": ranking.hits[::-1]})

    index = load_index(tmp_path)
    plain = Searcher(index, CountingEmbedder()).search("owl", 3)
    turned = Searcher(index, CountingEmbedder(), SearchSettings(), upside_down).search("owl", 1)
    assert seen == [("owl", 3)]
    assert [hit.paper_id for hit in turned.hits] == [plain.hits[-1].paper_id]
