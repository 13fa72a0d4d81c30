import pytest


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("URL", "MODEL", "KEY", "API"):
        monkeypatch.delenv(f"LITMUS_LLM_{name}", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
