"""Batches of questions and quotes, and the two commands that read them."""

import json

import pytest
import typer
from typer.testing import CliRunner

from app.batch import AskRow, QuoteRow
from app.commands import ask, quotes
from ingest.errors import InputError, UsageError
from ingest.rows import read_rows
from tests.app.invented import make_reader


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run a command over the invented library."""
    reader = make_reader(threshold=0.3)
    monkeypatch.setattr("app.readers.open_reader", lambda home: reader)
    monkeypatch.setattr("app.readers.open_quotes", lambda home: reader.quotes)
    app = typer.Typer()
    ask.register(app)
    quotes.register(app)

    def invoke(*words: str):
        return CliRunner().invoke(app, [*words, "--home", str(tmp_path)])

    return invoke


def written(tmp_path, *lines: str):
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_rows_are_read_in_order_and_blank_lines_skipped(tmp_path) -> None:
    path = written(
        tmp_path,
        '{"_id": "b", "text": "Why?", "history": ["What is it?"], "more": 1}',
        "",
        '{"_id": "a", "text": "How?"}',
    )
    rows = list(read_rows(path, AskRow))
    assert [(r.id, r.text, r.history) for r in rows] == [
        ("b", "Why?", ("What is it?",)),
        ("a", "How?", ()),
    ]


@pytest.mark.parametrize("line", ["{", '{"text": "no id"}', '{"_id": 3, "text": "x"}', "[]"])
def test_a_wrong_row_is_named_by_its_line(tmp_path, line) -> None:
    path = written(tmp_path, '{"_id": "a", "text": "x"}', line)
    with pytest.raises(InputError, match=r"rows\.jsonl:2: .*one JSON object a line"):
        list(read_rows(path, QuoteRow))


def test_a_missing_file_is_told(tmp_path) -> None:
    with pytest.raises(InputError, match="check the path"):
        list(read_rows(tmp_path / "none.jsonl", QuoteRow))


def test_one_question_as_json(run) -> None:
    made = json.loads(run("ask", "Which layers does Quietnet prune?", "--json").stdout)
    assert made["status"] == "answered"
    assert made["engine"] == "extractive"
    assert made["citations"][0]["file"] in ("notes.txt", "quietnet.md")


def test_one_question_for_a_person(run) -> None:
    shown = run("ask", "How many layers can be removed without retraining?").stdout
    assert "40%" in shown
    assert "[1] notes.txt:5" in shown
    assert "litmus demo run quietnet" in shown
    assert "confirmed" in shown


def test_a_batch_answers_in_order_with_history(run, tmp_path) -> None:
    path = written(
        tmp_path,
        '{"_id": "2", "text": "What are its costs?", "history": ["What are model gardens?"]}',
        '{"_id": "1", "text": "Which layers does Quietnet prune?"}',
    )
    made = [json.loads(line) for line in run("ask", "--questions", str(path)).stdout.splitlines()]
    assert [row["_id"] for row in made] == ["2", "1"]
    assert [row["citations"][0]["paper_id"] for row in made] == ["2401.00002", "2401.00001"]


def test_a_question_can_be_put_to_one_work_alone(run) -> None:
    asked = ("ask", "What does it cost?", "--json")
    for name in ("2401.00002", "Model Gardens and How They Grow"):
        made = json.loads(run(*asked, "--work", name).stdout)
        assert {c["paper_id"] for c in made["citations"]} == {"2401.00002"}
    wrong = run(*asked, "--work", "Model Gardenia")
    assert wrong.exit_code != 0
    assert isinstance(wrong.exception, UsageError)
    assert "2401.00002" in str(wrong.exception)


def test_quotes_are_checked_line_by_line(run, tmp_path) -> None:
    path = written(
        tmp_path,
        '{"_id": "t", "text": "Growing costs twice the memory"}',
        '{"_id": "f", "text": "Growing costs thrice the memory"}',
    )
    made = [json.loads(line) for line in run("check-quote", str(path)).stdout.splitlines()]
    assert made == [
        {"_id": "t", "found": True, "source_id": "garden:1", "start_line": 5, "end_line": 5},
        {"_id": "f", "found": False, "source_id": None, "start_line": None, "end_line": None},
    ]


def test_one_quote_needs_no_file(run) -> None:
    made = json.loads(run("check-quote", "--text", "Growing costs twice the memory").stdout)
    assert (made["found"], made["source_id"]) == (True, "garden:1")
    assert run("check-quote").exit_code != 0


def test_a_question_or_a_file_but_not_both(run, tmp_path) -> None:
    assert run("ask").exit_code != 0
    path = written(tmp_path, '{"_id": "a", "text": "x"}')
    assert run("ask", "why?", "--questions", str(path)).exit_code != 0
