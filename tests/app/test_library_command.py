"""`litmus ingest` prints where every line went; `litmus show` says what was read otherwise."""

import json
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from app.command import main

REVIEWS = """Nora's Daily Paper - 03.04.25: Technical Review: Slow Lamps and Long Nights

The second wick shortens the life of a lamp by 40% in strong wind. Oil burns at an even rate.

<https://arxiv.org/abs/2401.00011>

-

Nora's Daily Paper - 04.04.25: Narrow Boats on Wide Rivers

Boats of cotton drift for nine hours before they turn.

<https://arxiv.org/abs/2401.00012>
"""
NOTE = """# Slow Lamps and Long Nights

https://arxiv.org/abs/2401.00011

In strong wind the life of a lamp is shortened by 45 percent with the second wick.
"""


def call(capsys: pytest.CaptureFixture[str], home: Path, *words: str) -> str:
    before = sys.argv
    sys.argv = ["litmus", *words, "--home", str(home)]
    try:
        with suppress(SystemExit):
            main()
    finally:
        sys.argv = before
    return capsys.readouterr().out


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "reviews.txt").write_text(REVIEWS, "utf-8")
    (tmp_path / "note.md").write_text(NOTE, "utf-8")
    return str(tmp_path / "reviews.txt"), str(tmp_path / "note.md")


def test_the_account_of_lines_is_printed_and_in_the_json(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    printed = " ".join(call(capsys, home, "ingest", *files).split())
    assert "reviews.txt: 2 reviews; 7 lines = 6 in sources + 1 separator" in printed
    assert "repaired: 1 title-label" in printed
    assert "note.md: 1 document; 3 lines = 3 in sources" in printed
    assert "all 10 lines = 9 in sources + 1 separator" in printed
    told = json.loads(call(capsys, home, "ingest", *files, "--json"))
    assert told["unchanged"] == ["note.md", "reviews.txt"]
    assert told["published"]["embedded"] == 0
    note, reviews = told["account"]["files"]
    assert note["furniture"] == {}
    assert (reviews["non_blank"], reviews["in_sources"]) == (7, 6)
    assert reviews["furniture"] == {"separator": 1}
    assert reviews["repairs"] == {"title-label": 1}
    assert told["account"]["repairs"] == {"title-label": 1}


def test_show_has_the_untouched_text_the_ledger_and_where_sources_differ(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    call(capsys, home, "ingest", *files)
    shown = json.loads(call(capsys, home, "show", "2401.00011", "--raw", "--json"))
    review = next(s for s in shown["sources"] if s["type"] == "review")
    assert review["raw"] == REVIEWS.split("\n")[:5]
    (repair,) = shown["repairs"]
    assert (repair["line"], repair["rule"]) == (1, "title-label")
    assert repair["before"] == "Technical Review: Slow Lamps and Long Nights"
    (pair,) = shown["differing"]
    assert (pair["unit"], sorted(pair["values"])) == ("%", ["40", "45"])
    assert sorted(pair["lines"]) == [3, 5]
    printed = call(capsys, home, "show", "2401.00011", "--raw")
    assert "(title-label)" in printed
    assert "sources differ on %: 40 (reviews:1, line 3) and 45 (note:1, line 5)" in printed
    assert "1 repair; `--raw` lists it" in call(capsys, home, "show", "2401.00011")
    other = json.loads(call(capsys, home, "show", "2401.00012", "--json"))
    assert (other["repairs"], other["differing"]) == ([], [])


def test_forgetting_one_review_leaves_its_lines_accounted_for_and_no_ghost(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    call(capsys, home, "ingest", *files)
    told = json.loads(call(capsys, home, "forget", "reviews:9", "--json"))
    (reviews,) = [one for one in told["account"]["files"] if one["file"] == "reviews.txt"]
    assert reviews["furniture"] == {"forgotten": 3, "separator": 1}
    assert reviews["closes"]
    for what in ("papers", "sources", "passages"):
        assert "2401.00012" not in call(capsys, home, "export", what)
    again = json.loads(call(capsys, home, "ingest", files[0], "--json"))
    assert again["works"] == 1


UNTITLED = """---
id: "2401.00077"
title: null
label: "Kites tied to ropes"
arxiv: "2401.00077"
kind: method
topics: [diffusion-models]
sources: []
---
## In plain words
A rope holds the kite.
"""


def test_a_work_without_a_title_is_called_by_our_label(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "2401.00077.md"
    file.write_text(UNTITLED, "utf-8")
    call(capsys, tmp_path / "home", "ingest", str(file))
    for words in (("search", "a rope for the kite"), ("show", "2401.00077")):
        assert "Kites tied to ropes  [2401.00077]" in call(capsys, tmp_path / "home", *words)
