"""In: a home folder; out: its file of chats, open, of the present form, old files read into it."""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

from pydantic import ValidationError

from app.chats import Chat, Turn
from ingest.errors import StateError

log = logging.getLogger(__name__)

FORM = 1
BUSY = 10.0
"""Seconds to wait for another writer."""
_AGAIN = 0.01
"""Seconds between two tries."""
_TABLES = """
    CREATE TABLE chats (
        chat_id TEXT PRIMARY KEY, owner TEXT, begun TEXT NOT NULL, last TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX chats_of_owner ON chats (owner, last);
    CREATE TABLE turns (
        number INTEGER PRIMARY KEY,
        chat_id TEXT NOT NULL REFERENCES chats ON DELETE CASCADE,
        question TEXT NOT NULL,
        said TEXT NOT NULL,
        record TEXT NOT NULL
    );
    CREATE INDEX turns_of_chat ON turns (chat_id, number);
    CREATE TABLE shelves (digest TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5 (
        question, said, content='turns', content_rowid='number', tokenize='porter unicode61'
    );
    CREATE TRIGGER turn_kept AFTER INSERT ON turns BEGIN
        INSERT INTO words (rowid, question, said) VALUES (new.number, new.question, new.said);
    END;
    CREATE TRIGGER turn_gone AFTER DELETE ON turns BEGIN
        INSERT INTO words (words, rowid, question, said)
            VALUES ('delete', old.number, old.question, old.said);
    END;
"""


def path_of(home: Path) -> Path:
    """The file of chats of a home folder."""
    return home / "chats.sqlite"


def there(home: Path) -> bool:
    """Whether anything was ever kept here, in the present file or in those of an early version."""
    return path_of(home).exists() or (home / "chats").is_dir()


@contextmanager
def opened(home: Path) -> Iterator[sqlite3.Connection]:
    """The file of chats within one transaction, made where there is none.

    Raises StateError where it cannot be opened, read or written; then nothing of it is changed.
    """
    path = path_of(home)
    try:
        home.mkdir(parents=True, exist_ok=True)
        # what people ask is nobody else's business; SQLite gives its -wal file the same mode
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(path, timeout=BUSY, isolation_level=None)) as file:
            _prepare(file, path, home / "chats")
            with _transaction(file):
                yield file
    except (sqlite3.Error, OSError) as exc:
        remedy = "check the disk and who may write there, or move the file away to begin anew"
        raise StateError(f"{path}: chats cannot be read or kept ({exc}); {remedy}") from exc


def insert_turn(file: sqlite3.Connection, chat_id: str, turn: Turn) -> None:
    """Add a turn to a chat; its question and answer can be searched from now on."""
    values = (chat_id, turn.question, turn.answer.text, turn.model_dump_json())
    sql = "INSERT INTO turns (chat_id, question, said, record) VALUES (?, ?, ?, ?)"
    file.execute(sql, values)


@contextmanager
def _transaction(file: sqlite3.Connection) -> Iterator[None]:
    file.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


def _prepare(file: sqlite3.Connection, path: Path, old: Path) -> None:
    file.execute("PRAGMA foreign_keys = ON")
    file.execute("PRAGMA secure_delete = ON")  # a deleted chat leaves no text in the file
    _write_ahead(file)
    if _form(file) == 0:
        with _transaction(file):
            # another process may have made the tables meanwhile
            read = _make(file, old) if _form(file) == 0 else []
        for chat in read:
            chat.unlink()
    if (form := _form(file)) != FORM:
        raise StateError(f"{path}: written by a later version (form {form}); update Litmus")


def _write_ahead(file: sqlite3.Connection) -> None:
    """Let readers and a writer be at the file at once.

    SQLite does not wait for another connection that makes the same file at this moment: we do.
    """
    until = monotonic() + BUSY
    while True:
        try:
            file.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as exc:
            if exc.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(_AGAIN)


def _make(file: sqlite3.Connection, old: Path) -> list[Path]:
    """Make the tables and take in the chats of an early version; the files that were taken in."""
    for statement in _statements(_TABLES):
        file.execute(statement)
    read = [path for path in sorted(old.glob("*.json")) if _took_in(path, file)]
    file.execute(f"PRAGMA user_version = {FORM}")
    return read


def _form(file: sqlite3.Connection) -> int:
    return int(file.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would end the transaction it is part of."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _took_in(path: Path, file: sqlite3.Connection) -> bool:
    """Take in a chat of an early version, one JSON file; one that cannot be read stays there."""
    try:
        chat = Chat.model_validate_json(path.read_bytes())
    except ValidationError:
        log.warning("%s is no chat; it was left where it is", path)
        return False
    file.execute("INSERT INTO chats VALUES (?, NULL, '', '')", (chat.chat_id,))
    for turn in chat.turns:
        insert_turn(file, chat.chat_id, turn)
    return True
