"""In: the environment (LITMUS_APP_*); out: the settings of the extractive answer."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class AppSettings(BaseSettings):
    """Knobs of the answer; each can be set by an environment variable `LITMUS_APP_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="LITMUS_APP_", frozen=True, extra="ignore")

    works: int = Field(default=6, ge=1, le=50, description="Ranked works that are searched for.")
    list_works: int = Field(
        default=20, ge=1, le=100, description="Ranked works read for a question for a list."
    )
    read: int = Field(
        default=3, ge=1, le=50, description="Works, the best first, whose sentences are compared."
    )
    sentences: int = Field(default=8, ge=1, le=20, description="Most sentences in an answer.")
    per_work: int = Field(default=8, ge=1, le=20, description="Most sentences of one work.")
    keep: float = Field(
        default=0.6,
        ge=0.0,
        le=1.0,
        description="A further sentence is kept at this share of the best sentence's score.",
    )
    threshold: float | None = Field(
        default=None,
        ge=0.0,
        le=1.0,
        description="Least confidence at which an answer is given; else what the index says.",
    )
