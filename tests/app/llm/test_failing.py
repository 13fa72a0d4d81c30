"""Endpoints that break, linger or never end: the extractive answer stands whatever happens."""

import gc
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import monotonic

import pytest

from app.llm.answer import Ended, Event, Judged, Restarted, answer_with_model
from tests.app.llm.server import Reply, endpoint
from tests.app.llm.telling import ASKED, GOOD, READER, assert_extractive, kinds, run, settings
from tests.waiting import wait_for

BREAKS = {
    "500": Reply(status=500),
    "it broke": Reply(GOOD, drop=5),
    "cannot be read": Reply(raw=b"data: {not json\n\n"),
    "429": Reply(status=429, headers={"Retry-After": "0"}),
    "is empty": Reply(""),
    "connection failed": Reply(drop=0),
    "of the form": Reply(raw=b'data: {"choices": [{"delta": 7}]}\n\n'),
}


@pytest.mark.parametrize("reply", BREAKS.values(), ids=BREAKS.keys())
@pytest.mark.parametrize("api", ["openai", "ollama"])
def test_what_breaks_is_asked_once_more(reply: Reply, api: str):
    with endpoint(reply, Reply(GOOD)) as server:
        given = settings(server, api=api, url=server.url + ("/v1" if api == "openai" else ""))
        events = list(answer_with_model(ASKED, READER, given))
    end = events[-1]
    assert isinstance(end, Ended)
    assert len(kinds(events, Restarted)) == 1
    assert end.failure is None
    assert end.answer.engine == "llm:tiny"
    assert len(end.answer.sentences) == 1
    assert len(server.asked) == 2


@pytest.mark.parametrize("reply", BREAKS.values(), ids=BREAKS.keys())
def test_what_stays_broken_leaves_the_extractive_answer(reply: Reply):
    _, end, server = run(reply)
    assert_extractive(end, "the language model gave no answer: ")
    assert len(server.asked) == 2, end.failure


@pytest.mark.parametrize("reply", BREAKS.values(), ids=BREAKS.keys())
@pytest.mark.parametrize("api", ["openai", "ollama"])
def test_no_connection_is_left_to_the_garbage_collector(reply: Reply, api: str):
    gc.disable()
    try:
        with endpoint(reply) as server:
            given = settings(server, api=api, url=server.url + ("/v1" if api == "openai" else ""))
            list(answer_with_model(ASKED, READER, given))
            wait_for(lambda: not server.connected)
    finally:
        gc.enable()


def test_a_key_that_is_refused_is_not_tried_again():
    _, end, server = run(Reply(status=401))
    assert_extractive(end, "401: check LITMUS_LLM_KEY")
    assert len(server.asked) == 1


def test_a_limit_that_lasts_too_long_is_not_waited_for():
    began = monotonic()
    _, end, server = run(Reply(status=429, headers={"Retry-After": "3600"}))
    assert_extractive(end, "left alone for 3600 s")
    assert len(server.asked) == 1
    assert monotonic() - began < 1800


def test_a_limit_may_be_given_as_a_date():
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    _, end, server = run(Reply(status=429, headers={"Retry-After": later}))
    assert_extractive(end, "left alone for 3")
    assert len(server.asked) == 1


def test_a_short_limit_is_waited_for():
    began = monotonic()
    _, end, server = run(Reply(status=429, headers={"Retry-After": "1"}), Reply(GOOD))
    assert end.failure is None
    assert monotonic() - began >= 1
    assert len(server.asked) == 2


def test_a_slow_first_token_is_waited_for_twice():
    with endpoint(Reply(GOOD, first=3600)) as server:
        *events, end = answer_with_model(ASKED, READER, settings(server, first_token=0.3))
        wait_for(lambda: len(server.asked) == 2)  # a request may be slower than our patience
    assert isinstance(end, Ended)
    assert_extractive(end, "no first token came within 0.3 s")
    assert len(kinds(events, Restarted)) == 1


def test_an_answer_that_stops_coming_or_never_ends_is_given_up():
    _, end, _ = run(Reply(GOOD, each=3600), stall=0.3)
    assert_extractive(end, "the answer stopped coming within 0.3 s")
    _, end, _ = run(Reply(GOOD, each=0.2), total=0.5)
    assert_extractive(end, "longer than 0.5 s")
    _, end, _ = run(Reply("Over and over ", endless=True), total=60)
    assert len(end.answer.text) < 20_000
    _, end, _ = run(Reply("Overandover", endless=True, solid=True), total=60)
    assert len(end.answer.text) < 20_000


def test_the_reader_can_stop_and_keeps_what_was_checked():
    stop = threading.Event()
    with endpoint(Reply(f"{GOOD} And then it " + "goes on " * 50, each=0.05)) as server:
        events: list[Event] = []
        for event in answer_with_model(ASKED, READER, settings(server), stopped=stop.is_set):
            events.append(event)
            if isinstance(event, Judged):
                stop.set()
    end = events[-1]
    assert isinstance(end, Ended)
    assert end.failure == "stopped"
    assert end.answer.sentences[0].supported
    assert "goes on goes on goes on" not in end.answer.text


def test_a_silent_endpoint_can_be_stopped_at_once():
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    began = monotonic()
    with endpoint(Reply(GOOD, first=3600)) as server:
        given = settings(server, first_token=600)
        *_, end = answer_with_model(ASKED, READER, given, stopped=stop.is_set)
    assert isinstance(end, Ended)
    assert_extractive(end, "stopped")
    assert monotonic() - began < 500


def test_a_model_that_finds_no_answer_leaves_the_extractive_one():
    events, end, server = run(Reply("NO ANSWER. I cannot say more."))
    assert_extractive(end, "found no answer in the quotes")
    assert kinds(events, Judged) == []
    assert len(server.asked) == 1
