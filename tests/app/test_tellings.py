"""Answers told in a thread: what has come so far, the end, a stop, an error."""

import threading

import pytest

from app.answering.records import Answer, Citation, Cited
from app.chats import new_chat
from app.llm.answer import Ended, Extracted, Restarted
from app.llm.compose import Judged
from app.tellings import BROKEN, Telling, Tellings
from ingest.errors import UsageError
from tests.waiting import PATIENCE, wait_for

CITED = Citation(
    n=1,
    paper_id="p",
    title="T",
    source_id="s",
    file="f.txt",
    start_line=1,
    end_line=1,
    quote="Owls fly.",
    voice="paper",
)
EXTRACT = Answer(
    question="q", status="answered", text="Owls fly. [1]", citations=(CITED,), confidence=0.9
)
ROW = Judged(
    sentence=Cited(text="They fly.", cites=(1,)), text="They fly. [1]", lead="", reason=None
)
CHAT = new_chat()
WHOLE = EXTRACT.model_copy(update={"text": "They fly. [1]", "engine": "llm:owl"})


def test_what_has_come_can_be_read_at_any_time_and_the_end_is_kept():
    go, kept = threading.Event(), []

    def start(stopped):
        yield Extracted(answer=EXTRACT)
        yield ROW
        assert go.wait(PATIENCE)
        yield Ended(answer=WHOLE)

    told, all_told = Telling("q", "llm:owl"), Tellings()
    all_told.start("chat", told, start, lambda made: kept.append(made) or CHAT)
    assert told.extracted.wait(PATIENCE)
    assert told.extract == EXTRACT
    assert wait_for(lambda: told.so_far).text == "They fly. [1]"
    assert not told.ended.is_set()
    assert kept == []
    go.set()
    assert told.ended.wait(PATIENCE)
    assert kept == [WHOLE]
    assert told.kept == CHAT.chat_id
    assert told.failure is None
    assert all_told.of("chat") is told
    assert all_told.of("another") is None


def test_a_new_question_stops_the_one_before():
    seen = threading.Event()

    def waits(stopped):
        yield Extracted(answer=EXTRACT)
        while not stopped():
            seen.wait(0.01)
        yield Ended(answer=EXTRACT, failure="stopped")

    first, second, all_told = Telling("a", "m"), Telling("b", "m"), Tellings()
    all_told.start("chat", first, waits, lambda made: CHAT)
    all_told.start("chat", second, lambda _: iter([Ended(answer=EXTRACT)]), lambda made: CHAT)
    assert first.ended.wait(PATIENCE)
    assert first.failure == "stopped"
    assert second.ended.wait(PATIENCE)
    assert second.failure is None


def test_an_answer_that_is_begun_anew_forgets_its_first_words():
    events = [Extracted(answer=EXTRACT), ROW, Restarted(reason="it broke off")]
    told = Telling("q", "llm:owl")
    told.tell(lambda _: iter(events), lambda made: CHAT)
    assert told.so_far is None
    assert told.notice is not None
    assert "it broke off" in told.notice


def test_an_error_of_ours_is_the_failure_and_ends_it():
    def fails(stopped):
        raise UsageError("no language model is set")
        yield

    told = Telling("q", "m")
    told.tell(fails, lambda made: CHAT)
    assert told.ended.is_set()
    assert told.extracted.is_set()
    assert told.failure == "no language model is set"


def test_whatever_goes_wrong_there_is_a_failure_where_nothing_was_kept():
    def full(made):
        raise OSError("no space left")

    told = Telling("q", "m")
    with pytest.raises(OSError, match="no space"):
        told.tell(lambda _: iter([Extracted(answer=EXTRACT), Ended(answer=WHOLE)]), full)
    assert told.ended.is_set()
    assert told.kept is None
    assert told.failure == BROKEN
    assert told.extract == EXTRACT
