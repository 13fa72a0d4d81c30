"""In: a chat's id as a person gives it; out: that chat, opened, and kept with one turn more."""

import sys
from pathlib import Path

from app.answering.records import Answer
from app.answering.scope import Scope
from app.chats import Chat, Turn, new_chat
from app.history.shelf import shelf_of
from app.history.store import all_chats, keep_turn, load_chat
from ingest.errors import UsageError
from ingest.library import Library

NEW, LAST = "new", "last"


def open_chat(home: Path, name: str) -> Chat:
    """The chat of an id, the `last` one, or a `new` one. Raises UsageError where there is none."""
    if name == NEW:
        return new_chat()
    if name == LAST:
        name = next((row.chat_id for row in all_chats(home, limit=1)), "")
    found = load_chat(home, name)
    if found is None:
        raise UsageError(f"there is no chat {name!r}; see `litmus chats list`")
    return found


def keep(
    home: Path, chat: Chat, question: str, made: Answer, scope: Scope, library: Library
) -> None:
    """Add a turn of the command to a chat, and say on stderr which chat that is."""
    shelf = shelf_of(library)
    kept = keep_turn(
        home, chat, Turn.of(question, made, shelf=shelf.digest, scope=scope), shelf=shelf
    )
    sys.stderr.write(f"chat {kept.chat_id}\n")
