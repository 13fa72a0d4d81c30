"""In: the --home option or LITMUS_HOME; out: the folder that holds index, texts and runs."""

from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

DATA = Path(__file__).resolve().parent.parent / "data"
CATALOGUE = DATA / "papers"
MERGES = DATA / "merges.yaml"
TOPICS = DATA / "topics.yaml"
THEMES = DATA / "themes.yaml"


class HomeSettings(BaseSettings):
    """Where Litmus keeps what it derives; nothing else is written anywhere."""

    model_config = SettingsConfigDict(env_prefix="LITMUS_", extra="ignore")
    home: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("litmus"),
        description="Folder of the index, the texts it was made from, runs and chats.",
    )


def find_home(option: Path | None = None) -> Path:
    """The home folder: the option, else LITMUS_HOME, else the platform's data folder."""
    return (option or HomeSettings().home).expanduser().resolve()


def texts_of(home: Path) -> Path:
    """The folder of ingested bytes by hash."""
    return home / "texts"


def jobs_of(home: Path) -> Path:
    """The folder of demo runs by key."""
    return home / "jobs"
