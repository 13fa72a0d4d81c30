"""Vectors of sentences: stored once, read back to the bit, made when they are missing."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from app.answering.vectors import SentenceVectors, keep
from tests.app.word_embedder import WordEmbedder, WordTokens

TEXTS = ["Layers are pruned.", "Gardens grow.", "Heads are silent."]


class Counting(WordEmbedder):
    """Remembers what it was asked to encode."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], progress=lambda done, total: None):
        self.encoded += texts
        return super().encode(texts)


def files(folder: Path) -> list[str]:
    return [path.name for path in sorted(folder.iterdir())]


def test_what_is_stored_is_read_back_to_the_bit_and_not_made_again(tmp_path) -> None:
    assert keep(tmp_path, "g1", lambda: TEXTS, WordEmbedder()) == 3
    embedder = Counting()
    found = SentenceVectors(embedder, tmp_path).of(TEXTS)
    assert embedder.encoded == []
    for text, row in zip(TEXTS, WordEmbedder().encode(TEXTS), strict=True):
        assert np.array_equal(found[text].vector, row)


def test_so_are_the_codes_of_tokens(tmp_path) -> None:
    texts = [*TEXTS, "To be or not."]
    keep(tmp_path, "g1", lambda: texts[:2], WordTokens())
    assert keep(tmp_path, "g2", lambda: texts, WordTokens()) == 2
    vectors = SentenceVectors(WordTokens(), tmp_path)
    for text in texts:
        said = vectors.stored(text)
        assert said is not None
        assert np.array_equal(said.codes, WordTokens().query_tokens(text).codes)
    assert vectors.of([texts[-1]])[texts[-1]].codes.size == 0
    assert len(vectors.asked_codes("pruned layers")) == 2


def test_records_without_their_codes_are_not_read(tmp_path) -> None:
    keep(tmp_path, "g1", lambda: TEXTS, WordTokens())
    next(tmp_path.glob("tokens-*")).unlink()
    assert SentenceVectors(WordTokens(), tmp_path).stored(TEXTS[0]) is None


def test_codes_made_otherwise_are_not_read(tmp_path) -> None:
    keep(tmp_path, "g1", lambda: TEXTS, WordTokens())
    assert SentenceVectors(WordEmbedder(), tmp_path).stored(TEXTS[0]) is None


def test_what_is_missing_is_made_once(tmp_path) -> None:
    keep(tmp_path, "g1", lambda: TEXTS[:2], WordEmbedder())
    embedder = Counting()
    vectors = SentenceVectors(embedder, tmp_path)
    assert vectors.stored(TEXTS[2]) is None
    assert set(vectors.of(TEXTS)) == set(vectors.of(TEXTS)) == set(TEXTS)
    assert embedder.encoded == [TEXTS[2]]


def test_another_generation_takes_over_what_it_shares_and_drops_the_rest(tmp_path) -> None:
    keep(tmp_path, "g1", lambda: TEXTS[:2], WordEmbedder())
    embedder = Counting()
    assert keep(tmp_path, "g2", lambda: TEXTS[1:], embedder) == 1
    assert embedder.encoded == [TEXTS[2]]
    assert [name.split("-")[0] for name in files(tmp_path)] == ["sentences", "tokens"]
    vectors = SentenceVectors(Counting(), tmp_path)
    assert [vectors.stored(text) is not None for text in TEXTS] == [False, True, True]


def test_a_generation_that_has_its_file_is_left_alone(tmp_path) -> None:
    keep(tmp_path, "g1", lambda: TEXTS, WordEmbedder())

    def never() -> list[str]:
        raise AssertionError("the library was read for nothing")

    assert keep(tmp_path, "g1", never, Counting()) == 0


def test_another_model_never_reads_these_vectors(tmp_path) -> None:
    keep(tmp_path, "g1", lambda: TEXTS, WordEmbedder())
    other = Counting()
    other.fingerprint = "other"
    assert SentenceVectors(other, tmp_path).stored(TEXTS[0]) is None


@pytest.mark.parametrize(
    ("kind", "array"),
    [("sentences", np.zeros((5, 3), np.float32)), ("tokens", np.zeros((0, 0), np.int8))],
)
def test_files_of_another_form_are_made_again(tmp_path, kind, array) -> None:
    keep(tmp_path, "g1", lambda: TEXTS, WordTokens())
    (path,) = tmp_path.glob(f"{kind}-*.npy")
    np.save(path, array)
    found = SentenceVectors(WordTokens(), tmp_path).of(TEXTS)
    assert [len(said.codes) > 0 for said in found.values()] == [True] * 3
    assert keep(tmp_path, "g1", lambda: TEXTS, WordTokens()) == 3
