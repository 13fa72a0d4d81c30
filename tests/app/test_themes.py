"""Reading lists of an invented library: which it has, in which order, and how they are told."""

import json

import pytest

from app.browse import ALL, FACETS, Facets, table
from app.catalogue import PaperFilter, paper_row, papers
from app.commands.shown import show_list
from app.drawn import lists_html
from app.themes import Theme, lists_of, near
from ingest.errors import UsageError
from tests.app.invented import GARDEN, REVIEW, TEXTS, make_reader
from tests.app.shell import call

LIBRARY = make_reader().library
WITHOUT_CARDS = make_reader({"notes.txt": REVIEW, "garden.txt": GARDEN}).library
PRUNED, GARDENS = "2401.00001", "2401.00002"
"""The second was reviewed later."""


def _theme(name: str, works: dict[str, int]) -> Theme:
    return Theme(id=name.lower().replace(" ", "-"), name=name, works=works, asked_as=("x",))


SMALLER = _theme("Smaller nets", {PRUNED: 4, GARDENS: 2, "gone": 4, "lost": 2})
MANY = _theme("Many models", {GARDENS: 4})
LAYERS = _theme("Layers <b>", {PRUNED: 2, "gone": 2})
ELSEWHERE = _theme("Elsewhere", {"gone": 4, "lost": 4, "left": 4, "sold": 4})
THEMES = {theme.id: theme for theme in (SMALLER, MANY, LAYERS, ELSEWHERE)}


@pytest.fixture(autouse=True)
def invented_themes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.themes.read_themes", lambda: THEMES)


def _ids(works):
    return [work.paper_id for work in works]


def test_a_library_has_the_lists_that_name_its_works_if_it_has_cards() -> None:
    assert list(lists_of(LIBRARY)) == ["layers-<b>", "many-models", "smaller-nets"]
    assert lists_of(WITHOUT_CARDS) == {}
    assert len(TEXTS) == len(WITHOUT_CARDS.documents) + 1


def test_lists_are_near_that_share_works_as_far_as_both_are_about_them() -> None:
    lists = lists_of(LIBRARY)
    # the grades are twice these: 4 / √2, 6 / √16 and 2 / √4
    assert near(SMALLER, lists) == (LAYERS, MANY)
    assert near(SMALLER, THEMES) == (LAYERS, ELSEWHERE, MANY)
    assert near(SMALLER, THEMES, most=1) == (LAYERS,)
    assert near(MANY, lists) == (SMALLER,)


def test_browse_narrows_to_a_list_and_puts_those_squarely_about_it_first() -> None:
    facets, everything = Facets(LIBRARY), dict.fromkeys(FACETS, ALL)
    assert _ids(facets.found(everything)) == [GARDENS, PRUNED]
    assert _ids(facets.found(everything | {"list": "smaller-nets"})) == [PRUNED, GARDENS]
    assert _ids(facets.found(everything | {"list": "many-models"})) == [GARDENS]
    counts = facets.counts(everything | {"by": "Rita"})["list"]
    assert counts == {"layers-<b>": 1, "smaller-nets": 1}


def test_a_library_without_lists_has_no_such_facet() -> None:
    assert "list" in Facets(LIBRARY).names
    bare = Facets(WITHOUT_CARDS)
    assert "list" not in bare.names
    assert "list" not in bare.counts({})


def test_the_table_of_a_list_says_how_far_a_work_belongs() -> None:
    rows = table(LIBRARY, papers(LIBRARY, PaperFilter.of(reading_list="smaller-nets")), SMALLER)
    assert [row["On the list"] for row in rows] == ["squarely about it", "touches on it"]
    assert "On the list" not in table(LIBRARY, LIBRARY.works)[0]


def test_papers_of_a_list_pass_the_other_limits_too() -> None:
    def found(**limits: str) -> list[str]:
        return _ids(papers(LIBRARY, PaperFilter.of(**limits)))

    assert found(reading_list="smaller-nets") == [PRUNED, GARDENS]
    assert found(reading_list="smaller-nets", since="2025-04-01") == [GARDENS]
    assert found(reading_list="many-models", by="rita") == []


def test_an_unknown_list_is_one_line_with_near_ids() -> None:
    with pytest.raises(UsageError, match=r"'small-net'; the nearest are smaller-nets, .*\. See"):
        papers(LIBRARY, PaperFilter.of(reading_list="small-net"))
    with pytest.raises(UsageError, match="no work here is on a reading list"):
        papers(WITHOUT_CARDS, PaperFilter.of(reading_list="smaller-nets"))


def test_the_command_says_which_works_only_touch_on_a_list(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr("app.commands.records.load_library", lambda _: LIBRARY)
    assert call(tmp_path, "papers", "--list", "smaller-nets") == 0
    told = capsys.readouterr()
    first, second = told.out.splitlines()
    assert first.endswith("Quietnet: Pruning by Listening")
    assert second.endswith("Model Gardens and How They Grow  (touches on it)")
    assert told.err == "2 of 2 works on the reading list “Smaller nets”\n"
    assert call(tmp_path, "papers", "--list", "smaller-nets", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows == [paper_row(LIBRARY.works_by_id[name]) for name in (PRUNED, GARDENS)]


def test_the_list_that_a_question_asks_for_is_printed_with_the_way_to_it(capsys) -> None:
    show_list(SMALLER, LIBRARY)
    told = capsys.readouterr().out
    assert told == "\nReading list: Smaller nets, 2 works\n  litmus papers --list smaller-nets\n"


def test_a_page_tells_what_a_list_holds_and_on_which_lists_a_work_is() -> None:
    works = [LIBRARY.works_by_id[name] for name in (PRUNED, GARDENS)]
    told = lists_html.about(SMALLER, works, (LAYERS,), {"kind": "survey"})
    assert "1 work squarely about it and 1 that touches on it." in told
    assert (
        'href="browse?kind=survey&amp;view=List&amp;list=layers-%3Cb%3E">Layers &lt;b&gt;<' in told
    )
    assert "Near it" not in lists_html.about(SMALLER, works, (), {})
    squarely, touched = lists_html.of_work(THEMES.values(), PRUNED).split("<details")
    assert "Smaller nets" in squarely
    assert "1 more that it touches on" in touched
    assert "Layers" in touched
    assert "<details" not in lists_html.of_work((MANY,), GARDENS)
    assert lists_html.of_work((MANY,), PRUNED) == ""
