import sys
from pathlib import Path

import numpy as np
import pytest

from evals.beir import Passage, Query
from evals.collection import library_of
from evals.differences import write_differences
from evals.peer_bm25 import open_bm25
from evals.plots import draw
from evals.report import markdown, write_report
from evals.retrieval import evaluate
from evals.systems import DEFAULT, SYSTEMS, open_system
from index.lexical import LexicalIndex
from index.load import load_index
from index.nodes import to_nodes
from index.publish import publish
from index.search import Searcher
from index.settings import BuildSettings
from index.themes import Themes
from ingest.errors import InputError, StateError
from tests.index.invented import CountingEmbedder, carded_library

BUILD, EMBEDDER = BuildSettings(), CountingEmbedder()

CORPUS = [
    Passage.model_validate({"_id": "1", "title": "Owls", "text": "Owls. An owl hunts in snow."}),
    Passage.model_validate({"_id": "2", "title": "Tea", "text": "A kettle at the harbour."}),
    Passage.model_validate({"_id": "3", "title": "", "text": "A violin in the snow."}),
]
QUERIES = [
    Query.model_validate({"_id": "a", "text": "owl", "metadata": {"kind": "direct"}}),
    Query.model_validate({"_id": "b", "text": "kettle\tharbour", "metadata": {"kind": "keyword"}}),
]
QRELS = {"a": {"1": 1}, "b": {"3": 1}}


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    home = tmp_path / "home"
    publish(home, library_of(CORPUS, "corpus.jsonl"), BuildSettings(), CountingEmbedder())
    return Searcher(load_index(home), CountingEmbedder())


def test_a_document_is_a_work_with_its_title_and_text_as_they_stand(searcher: Searcher) -> None:
    assert [p.text for p in searcher.index.passages] == [
        "Owls\nOwls. An owl hunts in snow.",
        "Tea\nA kettle at the harbour.",
        "A violin in the snow.",
    ]


@pytest.mark.parametrize("name", DEFAULT)
def test_every_system_of_ours_finds_the_obvious(searcher: Searcher, name: str) -> None:
    found = open_system(name, searcher)(QUERIES[0], 3)
    assert max(found, key=lambda work: found[work]) == "1"
    assert ("2" in found) == (name != "bm25")


@pytest.mark.parametrize("name", ["bm25", "dense", "rrf"])
def test_the_plain_systems_know_nothing_of_cards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    publish(tmp_path, carded_library(("birds",)), BUILD, EMBEDDER)
    searcher = Searcher(load_index(tmp_path), EMBEDDER)
    query = QUERIES[0].model_copy(update={"text": "which papers on an owl"})
    plain = open_system(name, searcher)(query, 4)
    of_one = open_system(name, searcher)(QUERIES[0], 4)
    means = EMBEDDER.encode_query("owl")[None]
    said, grades = LexicalIndex.of(["an owl"]), np.array([[4]])
    lists = Themes(means, said, grades, ("c-violins",), EMBEDDER.fingerprint, "a text")
    monkeypatch.setattr("index.search.load_themes", lambda model: lists)
    assert open_system(name, searcher)(query, 4) == plain
    assert open_system(name, searcher)(QUERIES[0], 4) == of_one
    assert open_system("litmus", Searcher(searcher.index, EMBEDDER))(query, 4) != plain


def test_a_peer_over_the_same_passages_agrees_with_the_dense_ranker(searcher: Searcher) -> None:
    peer, dense = (open_system(name, searcher)(QUERIES[1], 3) for name in ("llamaindex", "dense"))
    assert sorted(peer, key=lambda work: -peer[work]) == sorted(dense, key=lambda w: -dense[w])
    assert set(open_system("llamaindex", searcher)(QUERIES[1], 1)) == {"2"}


def test_the_fusion_of_a_peer_joins_what_words_and_vectors_find(searcher: Searcher) -> None:
    # both are nearest to the violin, and the kettle shares no word and is far
    query = Query.model_validate({"_id": "c", "text": "violin in snow"})
    found = open_system("llamaindex-fusion", searcher)(query, 3)
    assert max(found, key=lambda work: found[work]) == "3"
    assert found["3"] == pytest.approx(2 / 60)  # reciprocal ranks, k = 60, first of both
    assert set(found) == {"1", "2", "3"}


def test_words_alone_order_nodes_as_bm25_does(searcher: Searcher) -> None:
    bm25 = open_bm25(to_nodes(searcher.index.passages))
    first, second = bm25(2).retrieve("an owl in the snow")
    assert (first.node.metadata["paper_id"], second.node.metadata["paper_id"]) == ("1", "3")
    assert (first.score or 0) > (second.score or 0) > 0
    assert len(bm25(9).retrieve("owl")) == 3


def test_a_peer_that_is_not_installed_says_how_to_get_it(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "txtai", None)
    monkeypatch.setattr("evals.peers.find_spec", lambda _: None)
    with pytest.raises(StateError, match=r"pip install -e '\.\[peers\]'"):
        open_system("txtai", searcher)


def test_all_names_are_systems() -> None:
    assert (*DEFAULT, "llamaindex", "llamaindex-fusion", "txtai") == SYSTEMS


def test_a_report_has_its_plot_and_every_question_beside_it(
    searcher: Searcher, tmp_path: Path
) -> None:
    found = [
        evaluate(name, open_system(name, searcher), QUERIES, QRELS) for name in ("bm25", "dense")
    ]
    table = tmp_path / "r.tsv"
    write_differences(table, found, {query.id: query for query in QUERIES}, "RR")
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines()]
    assert rows[0][3:6] == ["bm25", "dense", "difference"]
    # dense has 1 and 3 equally far and orders them by id; bm25 finds neither
    assert {row[0]: row[3:6] for row in rows[1:]} == {
        "a": ["1.0000", "1.0000", "+0.0000"],
        "b": ["0.0000", "0.3333", "+0.3333"],
    }
    assert rows[2][:3] == ["b", "keyword", "kettle harbour"]
    assert rows[1][6:] == ["1", "1"]
    first, again = tmp_path / "1.svg", tmp_path / "2.svg"
    draw(found, "RR", first)
    draw(found, "RR", again)
    assert first.read_bytes() == again.read_bytes()
    assert first.read_text("utf-8").count("bm25") >= 1 or "<svg" in first.read_text("utf-8")
    asked = tmp_path / "queries.jsonl"
    asked.write_text("".join(q.model_dump_json(by_alias=True) + "\n" for q in QUERIES), "utf-8")
    write_report(tmp_path / "all.md", markdown(found, "litmus eval"), found, asked)
    assert "![nDCG@10 by kind](all.svg)" in (tmp_path / "all.md").read_text("utf-8")
    assert (tmp_path / "all.svg").is_file()
    assert (tmp_path / "all.tsv").is_file()
    with pytest.raises(InputError, match="name a file in a folder"):
        write_report(tmp_path / "no" / "all.md", "", found, asked)
