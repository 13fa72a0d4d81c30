from pathlib import Path

import numpy as np
import pytest

from index.lexical import LexicalIndex
from index.load import load_index
from index.models import fingerprint, model_folder
from index.publish import publish
from index.search import Searcher
from index.settings import DEFAULT_MODEL, BuildSettings, SearchSettings
from index.themes import LEXICAL, THEMES, Asking, Themes, load_themes
from tests.index.invented import CountingEmbedder, carded_library, small_library

MEANS = np.array([[1, 0], [0.6, 0.8]], dtype=np.float32)
SAID = LexicalIndex.of(["owls that sing and owls at night", "snow on a kettle"])
GRADES = np.array([[4, 0, 2], [0, 4, 0]])
TWO = Themes(MEANS, SAID, GRADES, ("p", "q", "r"), "a model", "a text")


def test_a_question_is_like_a_theme_by_the_cosine_and_by_words() -> None:
    vector = np.array([0.8, 0.6], dtype=np.float32)
    assert np.allclose(TWO.cosines(vector), [0.8, 0.96], atol=1e-3)
    assert np.allclose(TWO.likeness(Asking("a violin", vector)), [0.8, 0.96], atol=1e-3)
    shared = SAID.search("an owl at night", 2)
    assert shared.rows.tolist() == [0]
    found = TWO.likeness(Asking("an owl at night", vector))
    assert np.allclose(found, [0.8 + LEXICAL * shared.scores[0], 0.96], atol=1e-3)


def test_works_belong_by_half_or_wholly_and_unknown_ones_to_nothing() -> None:
    found = TWO.belonging(["r", "new", "q"])
    assert found.grades[:, found.place].tolist() == [[0.5, 0, 0], [0, 0, 1]]
    assert found.place[1] == found.nowhere


def test_what_is_saved_is_read_for_its_model_alone(tmp_path: Path) -> None:
    TWO.save(path := tmp_path / "themes.npz")
    read = load_themes("a model", path)
    assert read is not None
    assert read.made_from == "a text"
    question = Asking("an owl in snow", np.array([0.28, 0.96], dtype=np.float32))
    assert read.likeness(question).tolist() == TWO.likeness(question).tolist()
    assert read.belonging(["p"]).grades.tolist() == TWO.belonging(["p"]).grades.tolist()
    assert load_themes("another", path) is None
    assert load_themes("a model", tmp_path / "none.npz") is None


def test_the_themes_are_those_of_the_model_that_is_used() -> None:
    assert THEMES.stat().st_size < 400_000
    assert load_themes(fingerprint(model_folder(DEFAULT_MODEL))) is not None


def test_they_are_used_where_there_are_cards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = CountingEmbedder().encode_query("owl")[None]
    said = LexicalIndex.of(["an owl"])
    cold = Themes(asked, said, np.array([[4, 2]]), ("c-violins", "b-owls"), "counting-1", "a text")
    monkeypatch.setattr("index.search.load_themes", lambda model: cold)
    publish(tmp_path / "plain", small_library(), BuildSettings(), CountingEmbedder())
    publish(tmp_path / "carded", carded_library(), BuildSettings(), CountingEmbedder())

    def found(home: str, weight: float) -> dict[str, float]:
        settings = SearchSettings(theme_weight_many=weight)
        searcher = Searcher(load_index(tmp_path / home), CountingEmbedder(), settings)
        hits = searcher.search("which papers on an owl").hits
        assert any("themes" in hit.rankers for hit in hits) == (home == "carded" and weight > 0)
        return {hit.paper_id: hit.rank for hit in hits}

    assert found("carded", 0.0)["c-violins"] > found("carded", 5.0)["c-violins"]
    assert found("plain", 5.0) == found("plain", 0.0)
