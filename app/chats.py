"""In: a home folder and a chat's id; out: the chat, kept on disk so that a reload finds it again.

Whoever knows the id can read the chat, nobody can guess it, and no list of ids is ever shown.
"""

import re
import secrets
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from app.answering.records import Answer
from ingest.records import Record, Voice

_ID = re.compile(r"[A-Za-z0-9_-]{22}")
LONGEST = 200
"""Turns after which the oldest are dropped."""


class Turn(Record):
    """A question and its answer. `voices` says who speaks in each citation, in their order."""

    question: str
    answer: Answer
    voices: tuple[Voice, ...]
    about: str | None = None

    @classmethod
    def of(cls, question: str, made: Answer, about: str | None = None) -> Self:
        """The turn of an answer as it was given."""
        voices = tuple(citation.voice for citation in made.citations)
        return cls(question=question, answer=made, voices=voices, about=about)


class Chat(Record):
    """Turns, oldest first, under an id of 128 random bits."""

    chat_id: str
    turns: tuple[Turn, ...] = ()

    def with_turn(self, turn: Turn) -> "Chat":
        """The chat with one turn more."""
        return self.model_copy(update={"turns": (*self.turns, turn)[-LONGEST:]})


def new_chat() -> Chat:
    """An empty chat with a fresh id."""
    return Chat(chat_id=secrets.token_urlsafe(16))


def load_chat(home: Path, chat_id: str) -> Chat | None:
    """The chat of an id; None for one that is no id, is not there or cannot be read."""
    if not _ID.fullmatch(chat_id):
        return None
    try:
        return Chat.model_validate_json(_path(home, chat_id).read_bytes())
    except (OSError, ValidationError):
        return None


def save_chat(home: Path, chat: Chat) -> None:
    """Write the chat in one step. Raises OSError where the folder cannot be written."""
    path = _path(home, chat.chat_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(chat.model_dump_json(), "utf-8")
    part.replace(path)


def _path(home: Path, chat_id: str) -> Path:
    return home / "chats" / f"{chat_id}.json"
