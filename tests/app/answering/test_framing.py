"""Whose word is asked for, in the words that the voices are told by."""

import pytest

from app.answering.framing import unframed

PEOPLE = ("Ada", "Mark Lind")


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Is it slow according to Ada?", "Is it slow according to the reviewer?"),
        ("According to Mark Lind, why prune?", "According to the reviewer, why prune?"),
        ("what does ada think of Quietnet", "what does the reviewer think of Quietnet"),
        ("In Mark's opinion, is it good?", "In the reviewer's opinion, is it good?"),
        ("Ada really liked it, true?", "the reviewer really liked it, true?"),
        ("Did Ada admit that?", "Did the reviewer admit that?"),
        ("what does Mark Lind fully understand", "what does the reviewer fully understand"),
        ("Ada understood little, true?", "the reviewer understood little, true?"),
        ("what did Ada review in May?", "what did Ada review in May?"),
        ("which reviews did Ada write with Mark", "which reviews did Ada write with Mark"),
        ("does Adam think so?", "does Adam think so?"),
        ("did anybody mark it?", "did anybody mark it?"),
    ],
)
def test_who_reviews_is_the_reviewer_where_an_opinion_is_asked_for(question, read) -> None:
    assert unframed(question, PEOPLE) == read
    assert unframed(question, ()) == question


@pytest.mark.parametrize(
    "asked",
    [
        "What did the livestreamer say?",
        "What did the live streamer say?",
        "What did the YouTuber say?",
        "What did the vlogger say?",
    ],
)
def test_who_streams_goes_by_one_word(asked: str) -> None:
    assert unframed(asked, ()) == "What did the streamer say?"
