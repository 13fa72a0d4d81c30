"""In: a home folder, a chat's id or its owner's token; out: chats, found again and searched.

Whoever knows a chat's id can read it, and nobody can guess one. A list is shown to the owner's
token alone, of which only a hash is kept. A chat is written by its owner: what somebody else says
in it goes on in a copy of their own.
"""

import hashlib
import re
import sqlite3
from pathlib import Path

from pydantic import ValidationError

from app.chats import LONGEST, Chat, Turn, new_id
from app.history.database import insert_turn, opened, there
from app.history.shelf import Shelf
from ingest.errors import StateError
from ingest.records import Record

_ID = re.compile(r"[A-Za-z0-9_-]{22}")
_LIST = """
    SELECT chats.chat_id, first.question, counted.turns, begun, last
    FROM chats
    JOIN (SELECT chat_id, min(number) AS first, max(number) AS latest, count(*) AS turns
          FROM turns GROUP BY chat_id) AS counted USING (chat_id)
    JOIN turns AS first ON first.number = counted.first
    WHERE {whose} ORDER BY latest DESC
"""
_UNUSED = """
    DELETE FROM shelves WHERE digest NOT IN
    (SELECT json_extract(record, '$.shelf') FROM turns WHERE json_extract(record, '$.shelf') != '')
"""
_SEARCH = """
    SELECT chat_id, snippet(words, -1, '«', '»', '…', 24)
    FROM words JOIN turns ON turns.number = words.rowid JOIN chats USING (chat_id)
    WHERE {whose} AND words MATCH ? ORDER BY turns.number
"""


class ChatLine(Record):
    """A chat in a list: its first question, how many turns, first and last time (ISO, UTC).

    `excerpt` shows where a searched text stands, with the words found between « and ».
    """

    chat_id: str
    title: str
    turns: int
    begun: str
    last: str
    excerpt: str | None = None


def load_chat(home: Path, chat_id: str) -> Chat | None:
    """The chat of an id with its last turns; None for one that is no id or is not there.

    Raises StateError where the file of chats cannot be read.
    """
    if not _ID.fullmatch(chat_id) or not there(home):
        return None
    with opened(home) as file:
        return _load(file, chat_id)


def keep_turn(
    home: Path, chat: Chat, turn: Turn, owner: str | None = None, shelf: Shelf | None = None
) -> Chat:
    """Add a turn to a chat and give back what is stored now, another tab's turns among it.

    A chat that nobody owns yet becomes the owner's. Raises StateError where nothing can be kept.
    """
    with opened(home) as file:
        chat_id = _writable(file, chat, _hashed(owner), turn.asked)
        insert_turn(file, chat_id, turn)
        file.execute("UPDATE chats SET last = ? WHERE chat_id = ?", (turn.asked, chat_id))
        if shelf is not None:
            row = (shelf.digest, shelf.model_dump_json())
            file.execute("INSERT OR IGNORE INTO shelves VALUES (?, ?)", row)
        kept = _load(file, chat_id)
    if kept is None:
        raise StateError(f"the chat {chat_id} cannot be read back; begin a new one")
    return kept


def chats_of(home: Path, owner: str, text: str = "", limit: int = 100) -> tuple[ChatLine, ...]:
    """The owner's chats, latest first; with a text, those in which all its words stand."""
    return _listed(home, "chats.owner = ?", (_hashed(owner),), text, limit)


def all_chats(home: Path, text: str = "", limit: int = 100) -> tuple[ChatLine, ...]:
    """Everybody's chats: for who owns the folder, never for a page."""
    return _listed(home, "1", (), text, limit)


def delete_chat(home: Path, chat_id: str, owner: str | None) -> bool:
    """Delete a chat of this owner (None: of anybody); whether there was one."""
    if not there(home):
        return False
    with opened(home) as file:
        mine = "" if owner is None else " AND owner = ?"
        values = (chat_id,) if owner is None else (chat_id, _hashed(owner))
        gone = file.execute(f"DELETE FROM chats WHERE chat_id = ?{mine}", values).rowcount > 0
        if gone:  # or its words would stay in the search index until it is next merged
            file.execute("INSERT INTO words (words) VALUES ('optimize')")
            file.execute(_UNUSED)
    return gone


def load_shelf(home: Path, digest: str | None) -> Shelf | None:
    """What the library held when a turn was kept; None where that was not written down."""
    if digest is None or not there(home):
        return None
    with opened(home) as file:
        row = file.execute("SELECT record FROM shelves WHERE digest = ?", (digest,)).fetchone()
    return Shelf.model_validate_json(row[0]) if row else None


def _load(file: sqlite3.Connection, chat_id: str) -> Chat | None:
    if file.execute("SELECT 1 FROM chats WHERE chat_id = ?", (chat_id,)).fetchone() is None:
        return None
    sql = "SELECT record FROM turns WHERE chat_id = ? ORDER BY number DESC LIMIT ?"
    rows = file.execute(sql, (chat_id, LONGEST)).fetchall()
    try:
        turns = tuple(Turn.model_validate_json(row[0]) for row in reversed(rows))
    except ValidationError as exc:
        problem = f"the chat {chat_id} was kept by another version; update Litmus or delete it"
        raise StateError(problem) from exc
    return Chat(chat_id=chat_id, turns=turns)


def _writable(file: sqlite3.Connection, chat: Chat, owner: str | None, time: str) -> str:
    """The id under which this owner may write: the chat's, or that of a copy made now."""
    sql = "SELECT owner FROM chats WHERE chat_id = ?"
    row = file.execute(sql, (chat.chat_id,)).fetchone()
    if row and row[0] in (None, owner):
        file.execute("UPDATE chats SET owner = ? WHERE chat_id = ?", (owner, chat.chat_id))
        return chat.chat_id
    chat_id = new_id() if row else chat.chat_id
    begun = next((turn.asked for turn in chat.turns if turn.asked), time)
    file.execute("INSERT INTO chats VALUES (?, ?, ?, ?)", (chat_id, owner, begun, time))
    for turn in chat.turns:
        insert_turn(file, chat_id, turn)
    return chat_id


def _listed(
    home: Path, whose: str, values: tuple[str | None, ...], text: str, limit: int
) -> tuple[ChatLine, ...]:
    if not there(home):
        return ()
    with opened(home) as file:
        found = _found(file, whose, values, text) if text.strip() else None
        rows = file.execute(_LIST.format(whose=whose), values).fetchall()
    kept = rows if found is None else [row for row in rows if row[0] in found]
    return tuple(
        ChatLine(
            chat_id=chat_id,
            title=title,
            turns=turns,
            begun=begun,
            last=last,
            excerpt=found[chat_id] if found else None,
        )
        for chat_id, title, turns, begun, last in kept[:limit]
    )


def _found(
    file: sqlite3.Connection, whose: str, values: tuple[str | None, ...], text: str
) -> dict[str, str]:
    """The chats with a turn in which all words of a text stand: an excerpt of the latest one."""
    words = re.findall(r"\w+", text)
    if not words:
        return {}
    wanted = " ".join(f'"{word}"' for word in words) + "*"  # the last word may go on
    return dict(file.execute(_SEARCH.format(whose=whose), (*values, wanted)))


def _hashed(owner: str | None) -> str | None:
    return None if owner is None else hashlib.sha256(owner.encode()).hexdigest()
