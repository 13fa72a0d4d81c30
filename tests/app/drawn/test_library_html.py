from pathlib import Path

from app.drawn.library_html import account_of, changed, ledger, set_aside, settings
from app.library import add
from app.llm.settings import LLMSettings
from ingest.conserve import account
from ingest.read import decode
from tests.app.invented import CARD, GARDEN


def _change(tmp_path: Path):
    (tmp_path / "quietnet.md").write_text(CARD, "utf-8")
    (tmp_path / "garden.txt").write_text(GARDEN, "utf-8")
    (tmp_path / "<b>.txt").write_bytes(b"\x89PNG\r\n\x00\x00")
    return add(tmp_path / "home", [tmp_path])


def test_a_change_says_what_it_did_and_what_was_set_aside(tmp_path):
    change = _change(tmp_path)
    assert changed(change).startswith("2 files added; ")
    rows = ledger(change)
    assert rows.count("<tr>") == 3
    statement = next(one for one in change.account.files if one.file == "garden.txt")
    assert f'<td class="lt-num">{statement.non_blank}</td>' in rows
    aside = set_aside(change)
    assert "&lt;b&gt;.txt" in aside
    assert "<b>.txt" not in aside
    again = add(tmp_path / "home", [tmp_path / "garden.txt"])
    assert changed(again).startswith("nothing changed; ")
    assert ledger(again) == ""
    assert set_aside(again) == ""


def test_the_account_of_a_file_adds_up(tmp_path):
    (doc,) = [d for d in _change(tmp_path).collected.library.documents if d.file == "garden.txt"]
    found = account(doc, decode("garden.txt", (tmp_path / "garden.txt").read_bytes()))
    shown = account_of(doc, found)
    assert f"{found.non_blank} lines that are not blank: {found.in_sources} belong" in shown
    assert "Well" in shown
    open_books = found.model_copy(update={"unaccounted": (1,)})
    assert "Wrong" in account_of(doc, open_books)


def test_settings_show_variable_value_and_meaning_but_no_key():
    shown = settings(LLMSettings(key="sk-secret-123"))
    assert "LITMUS_LLM_KEY" in shown
    assert "sk-secret" not in shown
    assert "Longest answer." in shown
