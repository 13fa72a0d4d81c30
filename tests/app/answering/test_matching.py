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
    assert told.matched(codes(EAST)) == pytest.approx([1, 0, 0])
    assert told.matched(codes(EAST, NORTH)) == pytest.approx([(1 + half) / 2, 0, 0.5])


def test_a_last_sentence_without_tokens_matches_nothing() -> None:
    assert SentenceTokens.of([codes(EAST), codes()]).matched(codes(EAST)).tolist() == [1, 0]


def test_without_tokens_nothing_matches() -> None:
    assert SentenceTokens.of([codes(), codes()]).matched(codes(EAST)).tolist() == [0, 0]
    assert SentenceTokens.of([codes(EAST)]).matched(codes()).tolist() == [0]
