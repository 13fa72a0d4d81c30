from evals.compare import compare
from evals.differences import versus
from evals.page_html import committed, differing, figures, plot, verdict
from evals.question_set import uploaded
from evals.retrieval import evaluate

SET = uploaded(
    b'{"_id": "q1", "text": "one", "metadata": {"kind": "direct"}}\n'
    b'{"_id": "q2", "text": "two", "metadata": {"kind": "<i>odd</i>"}}\n'
    b'{"_id": "q3", "text": "three"}\n',
    b"q1\tw1\t1\nq2\tw2\t1\nq3\tw1\t1\n",
)
SET_BEST = {"q1": "w1", "q2": "w2", "q3": "w1"}
BEST = evaluate("best", lambda q, k: {SET_BEST[q.id]: 1.0}, SET.queries, SET.qrels)
WORST = evaluate("<b>worst", lambda q, k: {"w2": 1.0}, SET.queries, SET.qrels)


def test_the_best_of_a_column_is_bold_and_names_are_text():
    shown = figures([BEST, WORST], "all")
    assert "<b>1.000</b>" in shown
    assert "<b>0.333</b>" not in shown
    assert "0.333" in shown
    assert "&lt;b&gt;worst" in shown


def test_a_difference_that_chance_may_give_is_said_to_be_one():
    found = compare(BEST.scores, WORST.scores, "RR")
    said = verdict(found, "best", "worst")
    assert "+0.667 RR" in said
    assert "best is better on 2 questions, worst on 0, 1 are equal" in said
    assert "no more than chance" in said


def test_committed_figures_are_shown_by_kind_and_only_those_of_the_set():
    shown = committed({"q1": 0.5, "q2": 1.0, "gone": 0.0}, SET.queries)
    assert '<b style="width:75.0%"></b>' in shown
    assert "&lt;i&gt;odd&lt;/i&gt;" in shown
    assert shown.count("<tr>") == 4
    assert committed({"gone": 0.0}, SET.queries) == ""


def test_the_plot_has_a_point_with_its_interval_for_every_kind_and_system():
    rows = plot([BEST, WORST], "nDCG@10")["data"]["values"]
    assert len(rows) == 2 * len(BEST.means)
    assert all(row["low"] <= row["nDCG@10"] <= row["high"] for row in rows)


def test_questions_that_differ_are_rows_with_the_first_work_of_each():
    rows = versus(WORST, BEST, SET.queries, "RR")
    assert [row["Id"] for row in rows] == ["q1", "q3"]
    assert rows[0]["First of best"] == "w1"
    assert rows[0]["First of <b>worst"] == "w2"
    assert rows[0]["Difference"] == -1.0


def test_a_question_that_differs_is_a_link_into_the_inspector_and_names_works_by_title():
    rows = versus(WORST, BEST, SET.queries, "RR")
    kept = {"set": ["dev"], "question": ["q2"]}
    shown = differing(rows, "<b>worst", "best", {"w1": "One <i>"}, kept)
    assert 'href="evaluate?set=dev&amp;question=q1">one</a>' in shown
    assert "&lt;b&gt;worst: w2<br>best: One &lt;i&gt;" in shown
    assert "-1.000" in shown
