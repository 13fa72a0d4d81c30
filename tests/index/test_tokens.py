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
from index.token_store import TokenStore
from index.tokens import WorkTokens, draw
from ingest.library import Library
from tests.index.invented import (
    AXES,
    CountingEmbedder,
    item,
    library,
    review,
    small_library,
    work,
)

OWL, SNOW, KETTLE, THE = 0, 1, 2, 3


def tokens(**rows: list[float]) -> Tokens:
    numbers = {"owl": OWL, "snow": SNOW, "kettle": KETTLE, "the": THE}
    codes = np.array(list(rows.values()), dtype=np.float32).reshape(len(rows), 2)
    return Tokens(
        np.array([numbers[name] for name in rows], dtype=np.int32),
        np.rint(SCALE * codes).astype(np.int8),
    )


def few_tokens() -> TokenStore:
    """Passages of works 0, 1, 0 and 2; the last has no token."""
    passages = [
        tokens(owl=[1, 0]),
        tokens(owl=[0.6, 0.8], kettle=[0, 1]),
        tokens(snow=[0, -1]),
        tokens(),
    ]
    return TokenStore.of(passages, "by hand")


@pytest.fixture
def store() -> TokenStore:
    return few_tokens()


def by_work(store: TokenStore) -> WorkTokens:
    return WorkTokens(store, np.array([0, 1, 0, 2]), 3)


IDF = {n: float(np.log1p((3 - n + 0.5) / (n + 0.5))) for n in (1, 2)}
"""How rare a token of so many works of three is: owl is in two, snow and kettle in one."""
ANYTHING = (
    # what is of work 1: its owl is 0.6 like the owl of work 0, its kettle 0 like that
    (IDF[2] * 0.6 + IDF[1] * 0) / (IDF[1] + IDF[2]),
    # what is of work 0: its owl is 0.6 like that of work 1, its snow at best -0.8 like it
    (IDF[2] * 0.6 + IDF[1] * -0.8) / (IDF[1] + IDF[2]),
)
"""How well works 0 and 1 match the tokens of the other works."""
FAIR = (ANYTHING[0] - sum(ANYTHING) / 2, ANYTHING[1] - sum(ANYTHING) / 2)
"""By how much more each of the two does than both on average."""


def test_a_token_takes_its_best_match_in_a_work_beyond_what_anything_has_there(
    store: TokenStore,
) -> None:
    found = by_work(store).scores(tokens(owl=[1, 0]), [0, 1])
    assert found == pytest.approx([1.0 - FAIR[0], 0.6 - FAIR[1]], abs=0.01)


def test_what_a_work_matches_anyway_is_the_same_whatever_was_asked_before(
    store: TokenStore,
) -> None:
    works, question = by_work(store), tokens(owl=[0.8, 0.6])
    at_once = by_work(store).scores(question, [0, 1])
    works.scores(tokens(kettle=[0, 1]), [1])
    assert np.array_equal(works.scores(question, [0, 1]), at_once)


def test_an_edit_draws_few_other_tokens_anew() -> None:
    codes = np.random.default_rng(3).integers(-127, 128, (2000, 64)).astype(np.int8)
    before = {codes[row].tobytes() for row in draw(codes, 300)}
    rest = codes[40:]
    after = {rest[row].tobytes() for row in draw(rest, 300)}
    assert len(before) == len(after) == 300
    lost = {row.tobytes() for row in codes[:40]} & before
    assert before - after == lost  # some of the forty, about six, and nothing else
    assert 1 <= len(lost) <= 15
    spread = draw(codes, 300)
    assert abs(np.mean(spread) - 1000) < 3 * 2000 / np.sqrt(12 * 300)
    assert list(draw(codes[:5], 300)) == [0, 1, 2, 3, 4]


def test_a_work_of_many_tokens_is_not_first_for_anything() -> None:
    chance = np.random.default_rng(0).normal(size=(61, 16))
    codes = np.rint(SCALE * chance / np.linalg.norm(chance, axis=1, keepdims=True)).astype(np.int8)
    ids = np.arange(61, dtype=np.int32)
    parts = [slice(0, 48), *(slice(start, start + 4) for start in (48, 52, 56))]
    many = TokenStore.of([Tokens(ids[part], codes[part]) for part in parts], "by hand")
    works = WorkTokens(many, np.arange(4), 4)
    asked = Tokens(ids[60:], codes[60:])
    plain = [works.together(asked, [work]) for work in range(4)]
    assert np.argmax(plain) == 0
    assert np.argmax(works.scores(asked, range(4))) != 0


def test_rare_tokens_count_more(store: TokenStore) -> None:
    # snow is matched by work 0, and the owl asked for is the kettle of work 1
    common = by_work(store).scores(tokens(owl=[0, 1], snow=[0, -1]), [0, 1])
    work_0 = (IDF[2] * 0 + IDF[1] * 1) / (IDF[1] + IDF[2])
    work_1 = (IDF[2] * 1 + IDF[1] * -0.8) / (IDF[1] + IDF[2])
    assert common == pytest.approx([work_0 - FAIR[0], work_1 - FAIR[1]], abs=0.02)


def test_together_each_token_takes_its_best_match_in_any_of_the_works(store: TokenStore) -> None:
    asked = tokens(owl=[1, 0], kettle=[0, 1])
    alone = by_work(store).scores(asked, [0, 1])
    assert by_work(store).together(asked, [0]) == pytest.approx(alone[0] + FAIR[0], abs=0.01)
    assert by_work(store).together(asked, [0, 1, 2]) == pytest.approx(1.0, abs=0.01)
    assert by_work(store).together(asked, [1]) == pytest.approx(
        (IDF[2] * 0.6 + IDF[1]) / (IDF[1] + IDF[2]), abs=0.01
    )
    assert by_work(store).together(asked, [2]) == 0.0
    assert by_work(store).together(tokens(), [0]) == 0.0


def test_a_work_without_tokens_is_last_and_a_question_without_them_says_nothing(
    store: TokenStore,
) -> None:
    assert by_work(store).scores(tokens(owl=[1, 0]), [2, 1]) == pytest.approx([0.6, 0.6], abs=0.01)
    assert by_work(store).scores(tokens(), [0, 1]).tolist() == [0, 0]
    assert by_work(TokenStore.empty(4)).scores(tokens(owl=[1, 0]), [0, 1]).tolist() == [0, 0]


def test_a_library_of_one_work_has_nothing_to_hold_it_against() -> None:
    alone = WorkTokens(TokenStore.of([tokens(owl=[1, 0])], "by hand"), np.array([0]), 1)
    assert alone.scores(tokens(owl=[1, 0]), [0]) == pytest.approx([1.0], abs=0.01)


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


def carded_library() -> Library:
    """The small library and a card of a fourth work."""
    known = small_library()
    pairs = [
        (work(w.paper_id, w.title, *w.sources), known.sources[w.sources[0]]) for w in known.works
    ]
    card = (work("d", "Other", "card:d"), review("card:d", item("- A lantern.", 2, "Method")))
    return library(*pairs, card)


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
    publish(tmp_path, carded_library(), BuildSettings(), TokenCounting())
    index = load_index(tmp_path)
    found = Searcher(index, TokenCounting()).search("kettle and lantern")
    assert found.hits[0].rankers["tokens"].score >= found.hits[1].rankers["tokens"].score
    assert "tokens" not in Searcher(index, CountingEmbedder()).search("kettle").hits[0].rankers
    unweighted = SearchSettings(token_weight=0)
    plain = Searcher(index, TokenCounting(), unweighted).search("kettle").hits[0]
    assert "tokens" not in plain.rankers
    longer = BuildSettings(passage_words=200)
    assert publish(tmp_path, carded_library(), longer, (again := TokenCounting())).embedded == 0
    assert again.encoded == []
    rebuilt = load_index(tmp_path).tokens
    assert all(
        np.array_equal(getattr(rebuilt, name), getattr(index.tokens, name))
        for name in ("starts", "ids", "codes")
    )


def test_directions_of_cards_are_not_used_where_there_are_none(tmp_path: Path) -> None:
    publish(tmp_path, small_library(), BuildSettings(), TokenCounting())
    searcher = Searcher(load_index(tmp_path), TokenCounting())
    assert "tokens" not in searcher.search("kettle").hits[0].rankers
    assert searcher.matched("kettle", ["a-kettles"]) == pytest.approx(1, abs=0.01)


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
    asked = embedder.query_tokens(texts[0])  # in bytes
    assert np.array_equal(asked.ids, owls.ids)
    one, other = owls.codes.astype(float), asked.codes.astype(float)
    assert (one * other).sum(axis=1) == pytest.approx(SCALE**2, rel=0.03)
    assert np.linalg.norm(one, axis=1) == pytest.approx(SCALE, rel=0.02)
