"""A chat as Markdown."""

from pathlib import Path

from app.answering.answer import answer
from app.chats import Chat, Turn
from app.history.export import chat_markdown, turn_markdown
from app.home import jobs_of
from demos.job import run_job
from demos.registry import recorded
from tests.app.invented import make_reader

READER = make_reader()
ASKED = "How is a layer chosen by Quietnet?"


def test_a_chat_is_written_with_sources_and_verdicts(tmp_path: Path):
    turns = [Turn.of(q, answer(q, READER)) for q in (ASKED, "Who won the cup in 1974?")]
    text = chat_markdown(Chat(chat_id="c", turns=tuple(turns)), tmp_path)
    assert text.startswith(f"# {ASKED}\n\n2 turns, begun 20")
    assert f"## 1. {ASKED}" in text
    for citation in turns[0].answer.citations:
        assert f"- [{citation.n}] Quietnet" in text
        assert f"`{citation.file}`, line {citation.start_line}, {citation.voice}" in text.replace(
            "summary", "card"
        )
        assert " ".join(citation.quote.split()) in text
    assert "**confirmed**" in text
    assert "`litmus demo run quietnet`" in text
    assert "**Nearest works**" in text


def test_the_receipts_of_runs_made_here_are_named(tmp_path: Path):
    demo_id, entry = min(recorded().items(), key=lambda e: e[1].seconds or 9e9)
    job = run_job(demo_id, jobs_of(tmp_path), seed=3)
    assert job.result is not None
    made = answer(ASKED, READER)
    demo = made.demos[0].model_copy(update={"id": demo_id})
    turn = Turn.of(ASKED, made.model_copy(update={"demos": (demo,)}))
    text = turn_markdown(turn, tmp_path)
    (line,) = (line for line in text.splitlines() if "run here" in line)
    assert f"{job.result.verdict}, seed 3, " in line
    assert f"code {entry.code}" in line
    receipt = line.split("litmus demo verify ")[1].rstrip("`")
    assert Path(receipt).is_file()
    Path(receipt).write_text("{broken", "utf-8")
    assert "run here" not in turn_markdown(turn, tmp_path)


def test_nothing_of_a_source_works_in_the_export(tmp_path: Path):
    made = answer(ASKED, READER)
    evil = "<img src=http://evil.example> ![x](http://evil.example)"
    citation = made.citations[0].model_copy(update={"quote": evil, "title": evil})
    turn = Turn.of(evil, made.model_copy(update={"text": evil, "citations": (citation,)}))
    text = turn_markdown(turn, tmp_path)
    assert "<img" not in text
    assert "![" not in text
