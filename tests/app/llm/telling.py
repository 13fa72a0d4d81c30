"""A question of the invented library put to a model behind a real HTTP server."""

from typing import Any

from app.answering.answer import answer
from app.llm.answer import Ended, Event, Extracted, answer_with_model
from app.llm.settings import LLMSettings, read_settings
from tests.app.invented import make_reader
from tests.app.llm.server import Endpoint, Reply, endpoint

READER = make_reader()
ASKED = "How many layers can Quietnet prune?"
KEY = "sk-very-secret-123"
MADE = answer(ASKED, READER)
PRUNED = next(c.n for c in MADE.citations if "up to 40%" in c.quote)
OTHER = next(c.n for c in MADE.citations if "up to 45%" in c.quote)
GOOD = f"Pruning removes up to 40% of the layers without retraining [{PRUNED}]."


def settings(server: Endpoint, **more: Any) -> LLMSettings:
    """Patient ones: a process's first request imports the client, for seconds where it is busy."""
    given = {"first_token": 30, "stall": 30, "model": "tiny", "key": KEY, "url": f"{server.url}/v1"}
    return read_settings(**given | more)


def run(*replies: Reply, **more: Any) -> tuple[list[Event], Ended, Endpoint]:
    with endpoint(*replies) as server:
        events = list(answer_with_model(ASKED, READER, settings(server, **more)))
    assert isinstance(events[0], Extracted)
    assert events[0].answer.text == MADE.text
    end = events[-1]
    assert isinstance(end, Ended)
    return events, end, server


def kinds(events: list[Event], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def assert_extractive(end: Ended, reason: str) -> None:
    assert reason in (end.failure or "")
    assert end.answer.engine == "extractive"
    assert end.answer.text == MADE.text
