"""In: a turn of a chat and a reader of today's library; out: today's answer, and what changed."""

from app.answering.answer import answer
from app.answering.reader import Reader
from app.answering.records import Answer
from app.chats import Chat
from app.history.changes import changes
from app.history.differences import Changes
from app.history.shelf import Shelf
from ingest.errors import UsageError
from ingest.library import Library


def as_asked(question: str, about: str | None, library: Library) -> str:
    """A question with the name of the work that it is about, where one was chosen."""
    work = library.works_by_id.get(about or "")
    return f"{question} ({work.name})" if work else question


def ask_again(
    chat: Chat, number: int, reader: Reader, shelf: Shelf | None
) -> tuple[Answer, Changes]:
    """Ask the turn `number` (from 0) of a chat again, with the turns that came before it.

    Raises UsageError where the chat has no such turn.
    """
    if not 0 <= number < len(chat.turns):
        raise UsageError(f"the chat has {len(chat.turns)} turns; there is no turn {number + 1}")
    turn = chat.turns[number]
    question = as_asked(turn.question, turn.about, reader.library)
    made = answer(question, reader, chat.questions[:number])
    return made, changes(turn, made, reader.library, shelf)
