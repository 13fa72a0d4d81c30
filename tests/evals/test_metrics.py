import math
from pathlib import Path

import pytest

from evals.beir import Query, beir_files, read_qrels, read_queries, select
from evals.compare import compare
from evals.judge import judge
from evals.metrics import by_kind, mean_with_interval, score_run
from evals.runs import read_run, write_run
from ingest.errors import InputError, UsageError

QRELS = {"q1": {"a": 1, "b": 1}, "q2": {"c": 1}, "q3": {"a": 0}}
RUN = {"q1": {"x": 3.0, "a": 2.0, "b": 1.0}}


def test_measures_are_the_arithmetic_of_their_definitions() -> None:
    scores = score_run(QRELS, RUN)
    ideal = 1 / math.log2(2) + 1 / math.log2(3)
    found = 1 / math.log2(3) + 1 / math.log2(4)
    assert scores["q1"]["nDCG@10"] == pytest.approx(found / ideal, abs=1e-4)
    assert scores["q1"]["RR"] == 0.5
    assert scores["q1"]["R@5"] == 1.0


def test_a_query_without_results_counts_as_zero_and_one_without_relevant_ones_not_at_all() -> None:
    scores = score_run(QRELS, RUN)
    assert set(scores) == {"q1", "q2"}
    assert set(scores["q2"].values()) == {0.0}
    assert by_kind(scores, {"q1": "direct", "q2": "detail"})["all"]["RR"].value == 0.25


def test_an_interval_holds_its_mean_and_is_a_point_where_all_agree() -> None:
    mean = mean_with_interval([0.0, 1.0] * 50)
    assert mean.low < 0.5 == mean.value < mean.high
    assert 0.38 < mean.low < 0.42
    flat = mean_with_interval([1.0] * 9)
    assert (flat.low, flat.high) == (1.0, 1.0)


def test_randomisation_tells_a_steady_gain_from_noise() -> None:
    steady = {f"q{i}": {"RR": 0.6} for i in range(20)}
    lower = {f"q{i}": {"RR": 0.5} for i in range(20)}
    found = compare(steady, lower, "RR")
    assert found.p_value < 0.001
    assert found.difference == pytest.approx(0.1)
    assert len(found.wins) == 20
    mixed = {f"q{i}": {"RR": 0.6 if i % 2 else 0.4} for i in range(20)}
    assert compare(mixed, lower, "RR").p_value > 0.5
    assert compare(lower, lower, "RR").p_value == 1.0
    with pytest.raises(UsageError, match="different queries"):
        compare(steady, {"q1": {"RR": 1.0}}, "RR")


def test_four_signs_can_be_counted_by_hand() -> None:
    a = {q: {"RR": 1.0} for q in "abcd"}
    b = {q: {"RR": 0.0} for q in "abcd"}
    assert compare(a, b, "RR").p_value == pytest.approx(2 / 2**4)


def test_a_run_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_run(tmp_path / "run.trec", RUN, "litmus")
    text = (tmp_path / "run.trec").read_text()
    assert text.splitlines()[0] == "q1 Q0 x 1 3.000000 litmus"
    assert read_run(tmp_path / "run.trec") == RUN
    (tmp_path / "bad.trec").write_text("q1 Q0 x 1 3.0 t\nq1 x 3.0\n")
    with pytest.raises(InputError, match=r"bad.trec:2: not a line of a run"):
        read_run(tmp_path / "bad.trec")


def test_beir_files_name_the_line_that_is_wrong(tmp_path: Path) -> None:
    qrels = tmp_path / "qrels.tsv"
    qrels.write_text("query-id\tcorpus-id\tscore\nq1\ta\t1\nq1\tb\t0\n")
    assert read_qrels(qrels) == {"q1": {"a": 1, "b": 0}}
    qrels.write_text("q1 0 a 2\n")
    assert read_qrels(qrels) == {"q1": {"a": 2}}
    qrels.write_text("q1\ta\t1\nq1\ta\tyes\n")
    with pytest.raises(InputError, match=r"qrels.tsv:2: not a judgement"):
        read_qrels(qrels)
    queries = tmp_path / "queries.jsonl"
    queries.write_text(
        '{"_id": "q1", "text": "why?", "metadata": {"kind": "direct"}}\n{"_id": 2}\n'
    )
    with pytest.raises(InputError, match=r"queries.jsonl:2: field `_id`"):
        read_queries(queries)
    queries.write_text('{"_id": "q1", "text": "a"}\n\n{"_id": "q1", "text": "b"}\n')
    with pytest.raises(InputError, match=r"queries.jsonl:3: the id 'q1' is met twice"):
        read_queries(queries)


def test_a_half_and_an_author_can_be_selected(tmp_path: Path) -> None:
    said = {"q1": ("dev", "a"), "q2": ("dev", "b"), "q3": ("test", "b")}
    queries = [
        Query.model_validate({"_id": q, "text": "why?", "metadata": {"split": s, "author": a}})
        for q, (s, a) in said.items()
    ]
    assert [q.id for q in select(queries)] == ["q1", "q2", "q3"]
    assert [q.id for q in select(queries, "dev")] == ["q1", "q2"]
    assert [q.id for q in select(queries, None, "b")] == ["q2", "q3"]
    assert [q.id for q in select(queries, "dev", "b")] == ["q2"]
    asked, qrels = tmp_path / "queries.jsonl", tmp_path / "qrels.tsv"
    asked.write_text("".join(q.model_dump_json(by_alias=True) + "\n" for q in queries))
    qrels.write_text("q1\tx\t1\nq2\tx\t1\n")
    with pytest.raises(UsageError, match="is of split test and author b"):
        judge(tmp_path, asked, [qrels], "test", None, ["bm25"], 10, "b")


@pytest.mark.parametrize("qrels", [("qrels.tsv",), ("qrels/dev.tsv", "qrels/test.tsv")])
def test_a_beir_folder_is_known_by_its_layout(tmp_path: Path, qrels: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="no judgements"):
        beir_files(tmp_path)
    (tmp_path / "qrels").mkdir()
    for name in qrels:
        (tmp_path / name).touch()
    found = beir_files(tmp_path)
    assert found.qrels == tuple(tmp_path / name for name in qrels)
    assert (found.corpus, found.queries) == (tmp_path / "corpus.jsonl", tmp_path / "queries.jsonl")
