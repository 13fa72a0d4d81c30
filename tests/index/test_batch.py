from pathlib import Path

import pytest

from index.batch import Query, read_queries, run_batch
from index.load import load_index
from index.publish import publish
from index.search import Searcher
from index.settings import BuildSettings
from ingest.errors import InputError
from tests.index.invented import CountingEmbedder, library, paragraph, review, small_library, work


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    publish(tmp_path / "home", small_library(), BuildSettings(), CountingEmbedder())
    return Searcher(load_index(tmp_path / "home"), CountingEmbedder())


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "queries.jsonl"
    path.write_text(text, "utf-8")
    return path


def test_a_run_has_a_line_for_every_ranked_work(tmp_path: Path, searcher: Searcher) -> None:
    path = written(
        tmp_path, '{"_id": "q1", "text": "owl", "metadata": {}}\n\n{"_id":"q2","text":"violin"}\n'
    )
    run = tmp_path / "out.trec"
    summary = run_batch(searcher, read_queries(path), run, k=2)
    lines = [line.split() for line in run.read_text("utf-8").splitlines()]
    assert [(line[0], line[1], line[3], line[5]) for line in lines] == [
        ("q1", "Q0", "1", "litmus"),
        ("q1", "Q0", "2", "litmus"),
        ("q2", "Q0", "1", "litmus"),
        ("q2", "Q0", "2", "litmus"),
    ]
    assert [lines[0][2], lines[2][2]] == ["b-owls", "c-violins"]
    assert summary.queries == 2
    assert 0 < summary.p50_ms <= summary.p99_ms


def test_equal_scores_are_printed_apart_so_that_tools_keep_the_order(tmp_path: Path) -> None:
    twins = [
        (work(name, None, f"{name}:1"), review(f"{name}:1", paragraph("An owl.", 1)))
        for name in ("x", "y", "z")
    ]
    publish(tmp_path, library(*twins), BuildSettings(), CountingEmbedder())
    searcher = Searcher(load_index(tmp_path), CountingEmbedder())
    assert len({hit.score for hit in searcher.search("owl").hits}) == 1
    query = Query.model_validate({"_id": "q", "text": "owl"})
    run_batch(searcher, [query], tmp_path / "out.trec", k=3)
    lines = [line.split() for line in (tmp_path / "out.trec").read_text("utf-8").splitlines()]
    assert [line[2] for line in lines] == ["x", "y", "z"]
    scores = [float(line[4]) for line in lines]
    assert scores[0] > scores[1] > scores[2]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"_id": "a", "text": "x"}\nnot json\n', "queries.jsonl:2: "),
        ('{"_id": "a"}\n', "queries.jsonl:1: field `text`"),
        ('{"_id": "a b", "text": "x"}\n', "queries.jsonl:1: field `_id`"),
        ('{"_id": "a", "text": " "}\n', "queries.jsonl:1: field `text`"),
        ('{"_id": "a", "text": "x"}\n\n{"_id": "a", "text": "y"}\n', "queries.jsonl:3: the id 'a'"),
        ("\n", "no query in this file"),
    ],
)
def test_a_bad_query_file_is_told_by_file_and_line(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(InputError) as error:
        read_queries(written(tmp_path, text))
    assert where in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_query_file_or_run_folder_is_an_input_error(
    tmp_path: Path, searcher: Searcher
) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_queries(tmp_path / "nowhere.jsonl")
    query = Query.model_validate({"_id": "q", "text": "owl"})
    with pytest.raises(InputError, match="cannot be written"):
        run_batch(searcher, [query], tmp_path / "nowhere" / "out.trec")
