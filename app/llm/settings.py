"""In: the environment (LITMUS_LLM_*) or what a page was given; out: a language model's settings."""

from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.errors import UsageError

OLLAMA = "http://localhost:11434"


class LLMSettings(BaseSettings):
    """An endpoint and its limits; each can be set by an environment variable `LITMUS_LLM_<NAME>`.

    The key is held in memory alone: it is never printed, logged or written.
    """

    model_config = SettingsConfigDict(env_prefix="LITMUS_LLM_", frozen=True, extra="ignore")

    api: Literal["openai", "ollama"] = Field(
        default="openai", description="What the endpoint speaks: the OpenAI form, or Ollama's own."
    )
    url: str = Field(default="", description="Base address, such as https://host/v1.")
    model: str = Field(default="", max_length=200, description="The model's name there.")
    key: SecretStr | None = Field(default=None, description="The key, if it wants one.")
    first_token: float = Field(
        default=10.0, gt=0, le=600, description="Seconds to wait for the first token, twice."
    )
    stall: float = Field(default=20.0, gt=0, le=600, description="Seconds between two tokens.")
    total: float = Field(default=120.0, gt=0, le=3600, description="Seconds for a whole answer.")
    max_tokens: int = Field(default=800, ge=16, le=32000, description="Longest answer.")
    temperature: float = Field(default=0.0, ge=0.0, le=2.0, description="0 is the least random.")

    @field_validator("url")
    @classmethod
    def _address(cls, url: str) -> str:
        """An http address without a name, a key or a query in it, which would be shown."""
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise ValueError("must begin with http:// or https:// and name a host")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError("must hold no password and no query; the key has a setting of its own")
        return url.rstrip("/")

    @property
    def address(self) -> str:
        """Where the endpoint is; empty where none is set."""
        return self.url or (OLLAMA if self.api == "ollama" and self.model else "")

    @property
    def is_set(self) -> bool:
        """Whether there is an endpoint to ask."""
        return bool(self.address and self.model)


def read_settings(**given: object) -> LLMSettings:
    """The settings of the environment, with those given instead of theirs.

    Raises UsageError that names the wrong setting, never its value.
    """
    try:
        return LLMSettings(**given)  # type: ignore[arg-type]
    except ValidationError as exc:
        first = exc.errors(include_input=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "url"
        problem = first["msg"].removeprefix("Value error, ").lower()
        raise UsageError(f"LITMUS_LLM_{name.upper()}: {problem}") from None
