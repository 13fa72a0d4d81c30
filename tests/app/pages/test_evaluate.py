from pathlib import Path

import pytest
from streamlit import cache_resource
from streamlit.testing.v1 import AppTest

from evals import question_set
from evals.view import VIEW
from tests.app.pages.seen import html, labels, well
from tests.waiting import PATIENCE, wait_for

QUESTIONS = """{"_id": "d1", "text": "Can a prompt be baked into the weights of a layer?", \
"metadata": {"kind": "direct", "split": "dev", "author": "a"}}
{"_id": "d2", "text": "How many attention heads can be switched off?", \
"metadata": {"kind": "detail", "split": "dev", "author": "b"}}
{"_id": "t1", "text": "Should noise come in waves?", "metadata": {"split": "test"}}
"""


@pytest.fixture
def open_evaluate(small_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "qrels").mkdir()
    (tmp_path / "queries.jsonl").write_text(QUESTIONS, "utf-8")
    (tmp_path / "qrels" / "dev.tsv").write_text("d1\t2507.16003\t1\nd2\tquiet-heads\t1\n", "utf-8")
    (tmp_path / "qrels" / "test.tsv").write_text("t1\ttidal-noise\t1\n", "utf-8")
    monkeypatch.setattr(question_set, "GOLDEN", tmp_path)
    monkeypatch.setenv("LITMUS_HOME", str(small_home))
    question_set.golden.cache_clear()

    def opened(**query: str) -> AppTest:
        page = AppTest.from_file(VIEW.file, default_timeout=PATIENCE)
        for name, value in query.items():
            page.query_params[name] = value
        return page.run()

    yield opened
    question_set.golden.cache_clear()


def _run(page: AppTest) -> AppTest:
    if "Run" in labels(page):
        page.button[labels(page).index("Run")].click().run()
    wait_for(lambda: "all systems run" in html(page.run()))
    return well(page)


def test_two_systems_are_compared_and_a_question_is_looked_into(open_evaluate):
    page = _run(well(open_evaluate(set="dev", systems="bm25,litmus")))
    shown = html(page)
    assert "litmus − bm25" in shown
    assert "2 questions" in shown
    for name in ("bm25", "litmus"):
        assert f"<th scope='row'>{name}</th>" in shown
    assert "rrf" not in shown
    box = next(box for box in page.selectbox if box.label == "Question")
    well(box.select("d2").run())
    assert page.query_params["question"] == "d2"
    shown = html(page)
    assert "Relevant" in shown
    assert "head" in shown
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown


def test_before_a_run_the_page_says_what_one_does(open_evaluate):
    page = well(open_evaluate(set="dev", systems="dense"))
    shown = html(page)
    assert "2 questions, 1 system to run, about 5 s" in shown
    assert "litmus eval retrieval --split dev" in shown
    assert "Run" in labels(page)
    assert "litmus eval retrieval --split dev" not in html(_run(page))


def test_the_lines_that_show_what_to_upload_are_such_lines(open_evaluate):
    page = well(open_evaluate(set="own"))
    question, judgement = (code.value for code in page.code)
    asked = question_set.uploaded(question.encode(), judgement.encode())
    assert [query.id for query in asked.queries] == ["q1"]


def test_a_link_finds_the_same_run_again(open_evaluate):
    _run(open_evaluate(set="dev-b", systems="bm25"))
    cache_resource.clear()  # as another server would
    again = well(open_evaluate(set="dev-b", systems="bm25", question="d2"))
    assert "all systems run" in html(again)
    assert "1 question," in html(again)
    assert "Relevant" in html(again)


def test_the_test_half_is_not_asked_without_being_told_what_it_is_for(open_evaluate):
    page = well(open_evaluate(set="test"))
    assert "quoted once" in page.warning[0].value
    assert "Run" not in labels(page)
    page.checkbox[0].check().run()
    assert "Run" in labels(well(page))


def test_a_link_that_names_no_set_and_no_system_shows_the_usual_ones(open_evaluate):
    page = well(open_evaluate(set="../../etc", systems="nobody"))
    assert page.query_params["set"] == "dev"
    assert page.query_params["systems"] == "bm25,dense,rrf,litmus"
    assert "2 questions" in html(page)
