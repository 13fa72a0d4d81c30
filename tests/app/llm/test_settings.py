"""Where a model is, and that its key is nowhere else."""

import subprocess
import sys

import pytest

from app.llm.endpoint import load, ready, unreachable
from app.llm.settings import OLLAMA, read_settings
from ingest.errors import StateError, UsageError
from tests.app.llm.server import Reply, endpoint

KEY = "sk-very-secret-123"


def test_settings_come_from_the_environment_or_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not read_settings().is_set
    monkeypatch.setenv("LITMUS_LLM_URL", "http://127.0.0.1:1/v1/")
    monkeypatch.setenv("LITMUS_LLM_MODEL", "small")
    monkeypatch.setenv("LITMUS_LLM_KEY", KEY)
    settings = read_settings()
    assert settings.is_set
    assert settings.address == "http://127.0.0.1:1/v1"
    assert KEY not in f"{settings!r} {settings} {settings.model_dump_json()}"
    assert read_settings(model="large").model == "large"
    assert read_settings(api="ollama", url="", model="x").address == OLLAMA


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"url": "localhost:8000"}, "URL"),
        ({"url": f"http://me:{KEY}@host/v1"}, "URL"),
        ({"url": f"http://host/v1?key={KEY}"}, "URL"),
        ({"first_token": 0}, "FIRST_TOKEN"),
        ({"api": KEY}, "API"),
    ],
)
def test_a_wrong_setting_is_named_and_not_shown(given: dict[str, object], name: str) -> None:
    with pytest.raises(UsageError, match=f"LITMUS_LLM_{name}: ") as caught:
        read_settings(**given)
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None


def test_what_is_missing_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="set LITMUS_LLM_URL and LITMUS_LLM_MODEL"):
        load(read_settings())
    monkeypatch.setattr("app.llm.endpoint.find_spec", lambda _: None)
    with pytest.raises(StateError, match="pip install"):
        ready(read_settings(url="http://127.0.0.1:1", model="m"))


@pytest.mark.parametrize(
    ("api", "client"), [("openai", "llama_index.llms.openai_like"), ("ollama", "ollama")]
)
def test_all_code_is_loaded_before_anything_is_sent(api: str, client: str) -> None:
    said = (
        "import sys; from app.llm.endpoint import load; from app.llm.settings import read_settings;"
        f"load(read_settings(api={api!r}, url='http://127.0.0.1:1', model='m'));"
        f"assert {client!r} in sys.modules"
    )
    subprocess.run([sys.executable, "-c", said], check=True)


_TWO = """
import threading, time
from app.llm.endpoint import load
from app.llm.settings import read_settings

settings = read_settings(api={api!r}, url="http://127.0.0.1:1", model="m")
loading = threading.Thread(target=load, args=(settings,))
loading.start()
time.sleep({delay})
from llama_index.core.llms import ChatMessage
loading.join()
load(settings)
"""


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.0, 0.3])
@pytest.mark.parametrize("api", ["openai", "ollama"])
def test_two_threads_may_import_a_client_at_once(api: str, delay: float) -> None:
    said = [sys.executable, "-c", _TWO.format(api=api, delay=delay)]
    ended = subprocess.run(said, check=False, capture_output=True, text=True)
    assert "ImportError" not in ended.stderr  # of either thread: one might see a half-made package
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("api", ["openai", "ollama"])
def test_an_endpoint_is_reached_or_not(api: str) -> None:
    with endpoint(Reply(), Reply()) as server:
        settings = read_settings(api=api, url=server.url, model="m", key=KEY)
        assert unreachable(settings) is None
        assert server.keys == [f"Bearer {KEY}"]
        server.replies[0] = Reply(status=401)
        assert unreachable(settings) == "it answers 401"
        server.replies[0] = Reply(status=404)
        assert unreachable(settings) is None
    assert "no answer" in (unreachable(settings) or "")
