from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.embed import Progress, TokenEmbedder, Vectors, open_embedder, silent
from index.load import load_index
from index.projection import SCALE, Projection, Tokens, load_projection
from index.publish import publish
from index.search import Searcher
from index.settings import DEFAULT_MODEL, BuildSettings, SearchSettings
from index.tokens import TokenStore, WorkTokens
from tests.index.invented import AXES, CountingEmbedder, small_library

OWL, SNOW, KETTLE, THE = 0, 1, 2, 3


def tokens(**rows: list[float]) -> Tokens:
    numbers = {"owl": OWL, "snow": SNOW, "kettle": KETTLE, "the": THE}
    codes = np.array(list(rows.values()), dtype=np.float32).reshape(len(rows), 2)
    return Tokens(
        np.array([numbers[name] for name in rows], dtype=np.int32),
        np.rint(SCALE * codes).astype(np.int8),
    )


@pytest.fixture
def store() -> TokenStore:
    """Passages of works 0, 1, 0 and 2; the last has no token."""
    passages = [
        tokens(owl=[1, 0]),
        tokens(owl=[0.6, 0.8], kettle=[0, 1]),
        tokens(snow=[0, -1]),
        tokens(),
    ]
    return TokenStore.of(passages, "by hand")


def by_work(store: TokenStore) -> WorkTokens:
    return WorkTokens(store, np.array([0, 1, 0, 2]), 3)


def test_a_token_of_the_question_takes_its_best_match_in_a_work(store: TokenStore) -> None:
    found = by_work(store).scores(tokens(owl=[1, 0]), [0, 1])
    assert found == pytest.approx([1.0, 0.6], abs=0.01)


def test_rare_tokens_count_more(store: TokenStore) -> None:
    # owl is in both works, snow and kettle in one: snow is matched by work 0, kettle by work 1
    common = by_work(store).scores(tokens(owl=[0, 1], snow=[0, -1]), [0, 1])
    idf = {n: np.log1p((3 - n + 0.5) / (n + 0.5)) for n in (1, 2)}
    work_0 = (idf[2] * 0 + idf[1] * 1) / (idf[1] + idf[2])
    work_1 = (idf[2] * 1 + idf[1] * -0.8) / (idf[1] + idf[2])
    assert common == pytest.approx([work_0, work_1], abs=0.02)


def test_together_each_token_takes_its_best_match_in_any_of_the_works(store: TokenStore) -> None:
    asked = tokens(owl=[1, 0], kettle=[0, 1])
    alone = by_work(store).scores(asked, [0, 1])
    idf = {n: np.log1p((3 - n + 0.5) / (n + 0.5)) for n in (1, 2)}
    assert by_work(store).together(asked, [0]) == pytest.approx(alone[0])
    assert by_work(store).together(asked, [0, 1, 2]) == pytest.approx(1.0, abs=0.01)
    assert alone[1] == pytest.approx((idf[2] * 0.6 + idf[1]) / (idf[1] + idf[2]), abs=0.01)
    assert by_work(store).together(asked, [2]) == 0.0
    assert by_work(store).together(tokens(), [0]) == 0.0


def test_a_work_without_tokens_is_last_and_a_question_without_them_says_nothing(
    store: TokenStore,
) -> None:
    assert by_work(store).scores(tokens(owl=[1, 0]), [2, 1]) == pytest.approx([0.6, 0.6], abs=0.01)
    assert by_work(store).scores(tokens(), [0, 1]).tolist() == [0, 0]
    assert by_work(TokenStore.empty(4)).scores(tokens(owl=[1, 0]), [0, 1]).tolist() == [0, 0]


def test_a_store_is_read_as_it_was_written(store: TokenStore, tmp_path: Path) -> None:
    store.save(tmp_path / "tokens")
    read = TokenStore.load(tmp_path / "tokens")
    assert (read.made_with, len(read)) == ("by hand", 4)
    for passage in range(4):
        for one, other in zip(store.tokens(passage), read.tokens(passage), strict=True):
            assert np.array_equal(one, other)


def test_a_projection_keeps_what_says_something_once(tmp_path: Path) -> None:
    says = np.array([True, True, True, False])
    one = Projection(np.array([1.0, 0, 0]), np.eye(3)[:, :2], says, "model")
    states = np.array([[2, 0, 0], [1, 1, 0], [9, 9, 9], [1, 0, 5]], dtype=np.float32)
    found = one(np.array([OWL, OWL, THE, SNOW], dtype=np.int32), states)
    assert found.ids.tolist() == [OWL, SNOW]
    # (2-1, 0) and (1-1, 1) are the two owls, whose mean points between; snow lies off the basis
    assert found.codes.tolist() == [[90, 90], [0, 0]]
    one.save(tmp_path / "p.npz")
    read = load_projection("model", tmp_path / "p.npz")
    assert read is not None
    assert read.version == one.version
    assert load_projection("another", tmp_path / "p.npz") is None
    assert load_projection("model", tmp_path / "none.npz") is None


class TokenCounting(CountingEmbedder):
    """The counting embedder with one token a known word."""

    tokens_made_with = "counting tokens"

    def encode_tokens(
        self, texts: Sequence[str], progress: Progress = silent
    ) -> tuple[Vectors, list[Tokens]]:
        return self.encode(texts, progress), [self.query_tokens(text) for text in texts]

    def query_tokens(self, text: str) -> Tokens:
        said = [n for n, axis in enumerate(AXES) if axis in text.lower()]
        codes = (SCALE * np.eye(len(AXES)))[said].astype(np.int8)
        return Tokens(np.array(said, dtype=np.int32), codes)


def test_tokens_are_a_third_ranker_and_are_not_made_twice(tmp_path: Path) -> None:
    publish(tmp_path, small_library(), BuildSettings(), TokenCounting())
    index = load_index(tmp_path)
    found = Searcher(index, TokenCounting()).search("kettle and lantern")
    assert found.hits[0].rankers["tokens"].score >= found.hits[1].rankers["tokens"].score > 0
    assert "tokens" not in Searcher(index, CountingEmbedder()).search("kettle").hits[0].rankers
    unweighted = SearchSettings(token_weight=0)
    plain = Searcher(index, TokenCounting(), unweighted).search("kettle").hits[0]
    assert "tokens" not in plain.rankers
    longer = BuildSettings(passage_words=200)
    assert publish(tmp_path, small_library(), longer, (again := TokenCounting())).embedded == 0
    assert again.encoded == []
    rebuilt = load_index(tmp_path).tokens
    assert all(
        np.array_equal(getattr(rebuilt, name), getattr(index.tokens, name))
        for name in ("starts", "ids", "codes")
    )


def test_an_index_made_before_there_were_tokens_is_searched_and_then_made_anew(
    tmp_path: Path,
) -> None:
    publish(tmp_path, small_library(), BuildSettings(), CountingEmbedder())
    assert Searcher(load_index(tmp_path), TokenCounting()).search("owl").hits[0].rank == 1
    made = publish(tmp_path, small_library(), BuildSettings(), TokenCounting())
    assert (made.published, made.embedded) == (True, made.passages)


def test_the_embedder_gives_the_same_vectors_with_tokens_as_without() -> None:
    embedder = open_embedder(DEFAULT_MODEL)
    assert isinstance(embedder, TokenEmbedder)
    texts = ["The owl hears an owl.", "of the and"]
    vectors, (owls, nothing) = embedder.encode_tokens(texts)
    assert np.array_equal(vectors, embedder.encode(texts))
    assert len(nothing.ids) == 0
    assert len(owls.ids) == len(set(owls.ids.tolist())) == 2
    one, other = owls.codes.astype(float), embedder.query_tokens(texts[0]).codes.astype(float)
    assert np.array_equal(one, other)
    assert np.linalg.norm(one, axis=1) == pytest.approx(SCALE, rel=0.02)
