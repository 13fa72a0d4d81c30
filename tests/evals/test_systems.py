import sys
from pathlib import Path

import pytest

from evals.beir import Passage, Query
from evals.collection import library_of
from evals.differences import write_differences
from evals.plots import draw
from evals.report import markdown, write_report
from evals.retrieval import evaluate
from evals.systems import DEFAULT, SYSTEMS, open_system
from index.load import load_index
from index.publish import publish
from index.search import Searcher
from index.settings import BuildSettings
from ingest.errors import InputError, StateError
from tests.index.invented import CountingEmbedder

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


def test_a_peer_over_the_same_passages_agrees_with_the_dense_ranker(searcher: Searcher) -> None:
    peer, dense = (open_system(name, searcher)(QUERIES[1], 3) for name in ("llamaindex", "dense"))
    assert sorted(peer, key=lambda work: -peer[work]) == sorted(dense, key=lambda w: -dense[w])
    assert set(open_system("llamaindex", searcher)(QUERIES[1], 1)) == {"2"}


@pytest.mark.parametrize(
    ("name", "module"), [("txtai", "txtai"), ("llamaindex-fusion", "llama_index.retrievers.bm25")]
)
def test_a_peer_that_is_not_installed_says_how_to_get_it(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr("evals.peers.find_spec", lambda _: None)
    with pytest.raises(StateError, match=r"pip install -e '\.\[peers\]'"):
        open_system(name, searcher)


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
