"""Answers over the invented library, scored; the curve of their confidence; the report."""

import json

import pytest

from evals.answer_metrics import Cites
from evals.answer_report import as_json, markdown, write_report
from evals.answers import Scored, evaluate_answers, summarise, wrong
from evals.beir import Query
from evals.risk import curve, point
from tests.app.invented import make_reader

QRELS = {"d": {"2401.00001": 2}, "g": {"2401.00002": 2}}


def query(name: str, kind: str, text: str, line: int, *facts: str) -> Query:
    evidence = ({"file": "notes.txt", "start_line": line, "end_line": line},)
    metadata = {"kind": kind, "evidence": evidence, "facts": facts}
    return Query.model_validate({"_id": name, "text": text, "metadata": metadata})


QUERIES = (
    query("d", "direct", "How many layers can be removed without retraining?", 5, "40%", "41%"),
    query("g", "direct", "What do model gardens cost?", 99, "twice the memory"),
    query("o", "off-domain", "What is the boiling point of zirconium tetrachloride?", 99),
)


@pytest.fixture(scope="module")
def found():
    return evaluate_answers(make_reader(threshold=0.3), QUERIES, QRELS)


def test_answers_are_scored_by_kind(found) -> None:
    by_id = {s.id: s for s in found.scores}
    assert by_id["d"].answered
    assert by_id["d"].cites.first == 1.0
    assert by_id["d"].cites.recall == 1.0
    assert by_id["d"].facts == 0.5
    assert by_id["d"].opens_on_fact == 1.0
    assert by_id["d"].cites.opens_on_line == 1.0
    assert by_id["g"].cites.on_lines == 0.0
    assert by_id["g"].cites.opens_on_line == 0.0
    assert by_id["g"].facts == 1.0
    assert not by_id["o"].answered
    assert found.refused["off-domain"].value == 1.0
    assert found.means["direct"]["facts"].value == 0.75
    assert found.means["direct"]["any"].queries == 2
    assert "off-domain" not in found.means
    assert found.lost_quotes == 0


def test_the_same_answers_give_the_same_scores(found) -> None:
    again = evaluate_answers(make_reader(threshold=0.3), QUERIES, QRELS)
    untimed = [{**as_json(e), "latency_ms": None} for e in (found, again)]
    assert untimed[0] == untimed[1]
    assert json.loads(json.dumps(untimed[0])) == untimed[0]


def scored(kind: str, confidence: float, first: float = 1.0) -> Scored:
    worth = Cites(
        on_lines=1, precision=1, right_work=1, recall=1, first=first, any=1, opens_on_line=1
    )
    return Scored(
        id=f"{kind}{confidence}",
        kind=kind,
        confidence=confidence,
        answered=confidence >= 0.5,
        cites=worth,
        facts=1,
        opens_on_fact=1,
        fact_soon=1,
        sentences=3,
        lost_quotes=1,
        wall_ms=2,
        cpu_ms=1,
    )


SCORED = (
    scored("direct", 0.9),
    scored("direct", 0.7, first=0.0),
    scored("direct", 0.2),
    scored("off-domain", 0.6),
    scored("near-domain", 0.1),
)


def test_the_curve_counts_what_is_answered_and_what_misleads() -> None:
    assert [wrong(s) for s in SCORED] == [False, True, False, True, True]
    here = point(SCORED, 0.5)
    assert (here.coverage, here.risk) == (3 / 5, 2 / 3)
    assert (here.answerable, here.refused) == (2 / 3, 1 / 2)
    assert [p.threshold for p in curve(SCORED)] == [0.9, 0.7, 0.6, 0.2, 0.1]
    assert [p.coverage for p in curve(SCORED)] == [0.2, 0.4, 0.6, 0.8, 1.0]


def test_a_refusal_counts_for_nothing_and_a_lost_quote_is_counted() -> None:
    found = summarise(SCORED, 0.5)
    assert found.means["direct"]["answered"].value == 2 / 3
    assert found.means["direct"]["facts"].value == 2 / 3
    assert found.means["direct"]["first"].value == 1 / 3
    assert found.refused["near-domain"].value == 1.0
    assert found.refused["off-domain"].value == 0.0
    assert found.lost_quotes == 5


def test_the_report_has_its_tables_and_the_same_picture_twice(tmp_path) -> None:
    found = summarise(SCORED, 0.5)
    write_report(found, "litmus eval answers", tmp_path / "a.md")
    write_report(found, "litmus eval answers", tmp_path / "b.md")
    text = (tmp_path / "a.md").read_text("utf-8")
    assert text.startswith("`litmus eval answers`\n")
    assert "| direct | 3 | 0.667 | 0.333 |" in text
    assert "| near-domain | 1 | 1.000 (1.00–1.00) |" in text
    assert "![risk against coverage](a.svg)" in text
    assert "do not stand where they say: 5" in text
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert "![" not in markdown(found, "litmus eval answers")
