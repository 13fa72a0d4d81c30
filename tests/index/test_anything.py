from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.load import load_index
from index.publish import publish
from index.search import Searcher
from index.settings import BuildSettings
from index.tokens import WorkTokens
from ingest.library import Library
from tests.index.invented import small_library
from tests.index.test_tokens import ANYTHING, TokenCounting, by_work, carded_library, few_tokens


def test_what_works_match_anyway_is_kept_with_an_index_as_searches_would_reckon_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    less = carded_library()
    less = Library(documents=less.documents[1:], works=less.works[1:])
    publish(tmp_path, less, BuildSettings(), TokenCounting())
    before = load_index(tmp_path).tokens.anything
    publish(tmp_path, carded_library(), BuildSettings(), TokenCounting())
    index = load_index(tmp_path)
    kept = index.tokens.anything
    assert before is not None
    assert kept is not None
    assert (len(before), len(kept), len(np.unique(kept)) > 1) == (3, 4, True)
    made_before = replace(index, tokens=replace(index.tokens, anything=None))
    late = Searcher(made_before, TokenCounting())
    found = late.search("kettle and lantern", 4).hits
    assert np.array_equal(kept, late._looks._tokens._expected)
    monkeypatch.setattr(WorkTokens, "_matches_anything", None)  # nothing is left to reckon
    assert Searcher(index, TokenCounting()).search("kettle and lantern", 4).hits == found


def test_what_works_match_anyway_is_left_to_searches_where_there_is_much_or_no_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, small_library(), BuildSettings(), TokenCounting())
    assert load_index(tmp_path).tokens.anything is None
    store = few_tokens()
    assert by_work(store).reckoned().anything == pytest.approx(
        [*ANYTHING, np.nan], nan_ok=True, abs=0.01
    )
    monkeypatch.setattr("index.tokens._MOST_TOKENS", 3)
    assert by_work(store).reckoned() is store
