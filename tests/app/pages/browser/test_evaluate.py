"""Two systems are measured on questions of one's own, and a question is looked into."""

import json

QUESTIONS = (
    ("q1", "How can a prompt become a change of the weights?", "2507.16003"),
    ("q2", "Which fine-tuning uses Fourier coefficients?", "2405.03003"),
)


def test_two_systems_are_measured_on_uploaded_questions_and_one_is_inspected(visit):
    page = (here := visit()).open("/evaluate?set=own&systems=bm25,litmus")
    lines = "\n".join(json.dumps({"_id": name, "text": text}) for name, text, _ in QUESTIONS)
    qrels = "\n".join(f"{name}\t{work}\t1" for name, _, work in QUESTIONS)
    here.upload(0, "../../q.jsonl", lines.encode())
    here.upload(1, "qrels.tsv", qrels.encode())
    page.get_by_text("2 questions, 2 systems to run").wait_for()
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_text("all systems run").wait_for()
    page.get_by_text("litmus − bm25").wait_for()
    here.settle()
    assert page.locator("table.lt-table th[scope=row]").all_inner_texts() == ["bm25", "litmus"]
    box = page.get_by_role("combobox", name="Question", exact=False).last
    box.click()
    box.fill("Fourier")
    box.press("Enter")
    page.locator("table.lt-why").wait_for()
    here.settle()
    first = page.locator("table.lt-why summary").first
    assert "Relevant" in first.inner_text()
    first.click()
    assert "fourier" in page.locator("table.lt-why details").first.inner_text().lower()
    page.get_by_text("Download").first.click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Run of litmus (TREC)").click()
    lines = coming.value.path().read_text("utf-8").splitlines()
    assert lines[0].split()[:4] == ["q1", "Q0", "2507.16003", "1"]


def test_a_broken_upload_is_one_sentence(visit):
    page = (here := visit()).open("/evaluate?set=own")
    here.upload(0, "q.jsonl", b"not json")
    here.upload(1, "j.tsv", b"q1\tw\t1")
    page.get_by_text("Questions:1:").wait_for()
    assert "Traceback" not in page.content()
