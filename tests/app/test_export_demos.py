import json
import re
from pathlib import Path

import pytest

from app.drawn.notes_html import side_by_side
from app.export_demos import export_demos
from demos.notes import read_notes
from demos.records import Result
from demos.registry import entry, ids
from demos.run import run_demo

TWO = ("rank_one_patch", "sequence_ratio")


def test_pages_open_from_disk(tmp_path: Path) -> None:
    ran = run_demo("sequence_ratio", knobs={"updates": 2})

    def result_of(demo_id: str) -> Result | None:
        return ran if demo_id == "sequence_ratio" else None

    missing = export_demos(tmp_path / "out", [entry(name) for name in TWO], result_of)
    assert missing == ("rank_one_patch",)
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {
        "index.html", "rank_one_patch.html", "rank_one_patch.ipynb", "sequence_ratio.html",
        "sequence_ratio.ipynb", "sequence_ratio.png", "sequence_ratio-dark.png",
    }  # fmt: skip
    for path in (tmp_path / "out").glob("*.html"):
        text = path.read_text()
        assert not re.search(r"""(src|href|srcset)=["'](https?:|//)|@import|url\(""", text)
        assert "<script" not in text
        for target in re.findall(r'(?:src|srcset|href)="([^"#]+)"', text):
            assert target in names
    page = (tmp_path / "out" / "sequence_ratio.html").read_text()
    assert all(check.name in page for check in ran.checks)
    assert json.loads((tmp_path / "out" / "sequence_ratio.ipynb").read_text())["nbformat"] == 4


@pytest.mark.parametrize("demo_id", ids())
def test_every_link_leads_to_a_section(demo_id: str) -> None:
    shown = side_by_side(read_notes(demo_id))
    anchors = set(re.findall(r' id="([^"]+)"', shown))
    links = re.findall(r'href="#([^"]+)"', shown)
    assert links
    assert set(links) <= anchors
    assert len(anchors) == len(re.findall(r' id="', shown))
    assert shown.count("<div") == shown.count("</div>")
    assert shown.count("<a ") == shown.count("</a>")


def test_code_is_shown_whole_and_linked() -> None:
    notes = read_notes("kan_splines")
    shown = side_by_side(notes)
    assert 'href="#kan-splines-kan-layer">kan_layer</a>(z, held[1]' in re.sub(
        r"</?span[^>]*>", "", shown
    )
    assert 'id="kan-splines-splines"' in shown
    assert '<div class="ln-formula">' in side_by_side(read_notes("sequence_ratio"))
