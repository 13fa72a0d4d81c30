from pathlib import Path

from app.drawn.files_html import SORTS, files, found
from app.library import add
from ingest.conserve import account
from ingest.read import decode
from tests.app.invented import CARD, GARDEN


def _library(tmp_path: Path):
    (tmp_path / "quietnet.md").write_text(CARD, "utf-8")
    (tmp_path / "garden & shed.txt").write_text(GARDEN, "utf-8")
    library = add(tmp_path / "home", [tmp_path]).collected.library
    accounts = {
        doc.file: account(doc, decode(doc.file, (tmp_path / doc.file).read_bytes()))
        for doc in library.documents
    }
    return library, accounts


def test_files_are_found_by_words_of_their_name_or_of_their_works(tmp_path):
    library, accounts = _library(tmp_path)
    for words in ("shed.txt", "MODEL gardens", "grow document"):
        (row,) = found(library, accounts, words, "By name")
        assert row.doc.file == "garden & shed.txt"
    assert found(library, accounts, "no such words", "By name") == []


def test_files_are_sorted_by_what_was_asked(tmp_path):
    library, accounts = _library(tmp_path)
    for sort in SORTS:
        assert len(found(library, accounts, "", sort)) == 2
    lines = [row.account.non_blank for row in found(library, accounts, "", "Most lines")]
    assert lines == sorted(lines, reverse=True)
    assert lines[0] > lines[1]


def test_a_file_is_named_by_its_work_and_leads_to_its_account(tmp_path):
    library, accounts = _library(tmp_path)
    shown = files(found(library, accounts, "", "By name"))
    assert 'href="library?file=garden+%26+shed.txt"' in shown
    assert "garden &amp; shed.txt</span>" in shown
    for row in found(library, accounts, "", "By name"):
        assert f'<td class="lt-num">{row.account.in_sources}</td>' in shown
