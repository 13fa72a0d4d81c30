"""The reading lists are held to their form, to the catalogue, and to words of our own."""

import json
from collections import Counter
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from app.home import CATALOGUE
from app.themes import Theme, read_themes
from evals.themes import digest
from index.models import fingerprint, model_folder
from index.settings import DEFAULT_MODEL
from index.themes import FULL, load_themes
from tests.catalogue import FUNCTION_WORD, fields_of, runs

THEMES = list(read_themes().values())
GOLDEN = Path(__file__).resolve().parent.parent / "data" / "golden" / "queries.jsonl"
pytestmark = pytest.mark.xdist_group("cards")  # the documents are read once
each_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.id)


@pytest.fixture(scope="module")
def papers() -> set[str]:
    return {fields_of(path).paper_id for path in CATALOGUE.glob("*.md")}


@each_theme
def test_a_theme_has_works_and_ways_to_ask_for_them(theme: Theme, papers: set[str]) -> None:
    assert set(theme.works) <= papers, f"{theme.id}: no card for {set(theme.works) - papers}"
    assert 2 <= len(theme.works) <= 24
    assert max(theme.works.values()) == FULL, f"{theme.id}: no work is squarely about it"
    assert 8 <= len(theme.asked_as) <= 16
    assert len(theme.name) <= 70


def test_no_theme_stands_twice() -> None:
    for part in ("id", "name"):
        said = Counter(getattr(theme, part) for theme in THEMES)
        assert len(said) == len(THEMES), said.most_common(2)
    phrasings = Counter(text.lower().strip(" ?.") for theme in THEMES for text in theme.asked_as)
    assert phrasings.most_common(1)[0][1] == 1, phrasings.most_common(3)
    lists = Counter(frozenset(theme.works) for theme in THEMES)
    assert lists.most_common(1)[0][1] == 1


def test_every_work_is_of_several_themes(papers: set[str]) -> None:
    held = Counter(paper_id for theme in THEMES for paper_id in theme.works)
    assert not {paper_id for paper_id in papers if held[paper_id] < 3}


def test_no_run_of_words_is_carried_over(carried: set[str]) -> None:
    shared = {
        theme.id: found
        for theme in THEMES
        if (found := set().union(*map(runs, theme.asked_as)) & carried)
    }
    assert not shared


def test_no_phrasing_is_a_golden_question() -> None:
    """Of those with content words enough to tell: "sparse autoencoders" is anybody's."""
    if not GOLDEN.is_file():
        pytest.skip("data/golden/queries.jsonl is not here")
    said = [_content(text) for theme in THEMES for text in theme.asked_as]
    asked = [_content(json.loads(line)["text"]) for line in GOLDEN.read_text("utf-8").splitlines()]
    longer = [text for text in said if len(text.split()) >= 5]
    assert len(longer) > 500
    # of all pairs those that mean the same by chance are at 86 and less
    assert process.cdist(longer, asked, scorer=fuzz.token_sort_ratio).max() < 90


def _content(text: str) -> str:
    return " ".join(FUNCTION_WORD.sub(" ", text.lower()).strip(" ?.").split())


def test_the_vectors_are_of_this_text() -> None:
    kept = load_themes(fingerprint(model_folder(DEFAULT_MODEL)))
    assert kept is not None
    assert kept.made_from == digest(), "run `python -m evals.themes --save`"
