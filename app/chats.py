"""In: questions and their answers; out: turns and chats, the records that a conversation keeps."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Self

from app.answering.records import Answer
from app.answering.scope import EVERYTHING, Scope
from ingest.records import Record, Voice

LONGEST = 200
"""Turns of a chat that are read back; older ones stay stored."""


def now() -> str:
    """This moment as an ISO time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Turn(Record):
    """A question and its answer. `voices` says who speaks in each citation, in their order.

    `asked` is when (ISO, UTC), `ranked` the ids of the works that were found, best first, and
    `shelf` the digest of what the library held; all are unknown of a turn of an early version.
    `scope` is what the answer was limited to.
    """

    question: str
    answer: Answer
    voices: tuple[Voice, ...]
    about: str | None = None
    asked: str = ""
    ranked: tuple[str, ...] = ()
    shelf: str | None = None
    scope: Scope = EVERYTHING

    @classmethod
    def of(
        cls,
        question: str,
        made: Answer,
        about: str | None = None,
        shelf: str | None = None,
        scope: Scope = EVERYTHING,
        clock: Callable[[], str] = now,
    ) -> Self:
        """The turn of an answer as it was given."""
        voices = tuple(citation.voice for citation in made.citations)
        return cls(
            question=question,
            answer=made,
            voices=voices,
            about=about,
            asked=clock(),
            ranked=made.ranked,
            shelf=shelf,
            scope=scope,
        )


class Chat(Record):
    """Turns, oldest first, under an id of 128 random bits: who has the id can read the chat."""

    chat_id: str
    turns: tuple[Turn, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions so far, oldest first: what a next turn may lean on."""
        return tuple(turn.question for turn in self.turns)


def new_chat() -> Chat:
    """An empty chat with a fresh id."""
    return Chat(chat_id=new_id())


def new_id() -> str:
    """A fresh id of 22 signs; none begins with the sign of an option on the command line."""
    while (found := secrets.token_urlsafe(16)).startswith("-"):
        pass
    return found


def new_owner() -> str:
    """A fresh token for one person: whoever shows it sees the chats that were kept under it."""
    return secrets.token_urlsafe(16)
