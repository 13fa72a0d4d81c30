"""How well sentences match a question, token by token, held to cosines worked out by hand."""

import numpy as np
import pytest

from app.answering.matching import SentenceTokens

EAST, NORTH, BETWEEN = (127, 0), (0, 127), (90, 90)


def codes(*rows):
    return np.array(rows, dtype=np.int8).reshape(len(rows), 2)


def test_each_token_takes_its_best_match_and_all_count_alike() -> None:
    told = SentenceTokens.of([codes(EAST, BETWEEN), codes(), codes(NORTH)])
    half = 90 / 127
    assert told.matched(codes(EAST)).mean == pytest.approx([1, 0, 0])
    assert told.matched(codes(EAST, NORTH)).mean == pytest.approx([(1 + half) / 2, 0, 0.5])


def test_what_every_sentence_has_tells_none_apart() -> None:
    told = SentenceTokens.of([codes(EAST, NORTH), codes(EAST)])
    # east matches 1 in both, north 1 and 0, by which the first is half above the mean
    assert told.matched(codes(EAST, NORTH)).beyond == pytest.approx([0.25, 0])


def test_a_last_sentence_without_tokens_matches_nothing() -> None:
    assert SentenceTokens.of([codes(EAST), codes()]).matched(codes(EAST)).mean.tolist() == [1, 0]


def test_without_tokens_nothing_matches() -> None:
    for told, asked in (([codes(), codes()], codes(EAST)), ([codes(EAST), codes()], codes())):
        found = SentenceTokens.of(told).matched(asked)
        assert (found.mean.tolist(), found.beyond.tolist()) == ([0, 0], [0, 0])
