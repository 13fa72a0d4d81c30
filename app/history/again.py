"""In: a turn of a chat and a reader of today's library; out: today's answer, and what changed."""

from app.answering.answer import answer
from app.answering.reader import Reader
from app.answering.records import Answer
from app.answering.scope import narrowed
from app.chats import Chat
from app.history.changes import changes
from app.history.differences import Changes
from app.history.shelf import Shelf
from ingest.errors import UsageError
from ingest.library import Library


def ask_again(
    chat: Chat, number: int, reader: Reader, shelf: Shelf | None, library: Library | None = None
) -> tuple[Answer, Changes]:
    """Ask the turn `number` (from 0) of a chat again, with the turns that came before it.

    What the turn was limited to limits it again; a reader that is limited already needs the whole
    `library` beside it. `shelf` is what the library held then, None where that is not known.

    Raises UsageError where the chat has no such turn.
    """
    if not 0 <= number < len(chat.turns):
        raise UsageError(f"the chat has {len(chat.turns)} turns; there is no turn {number + 1}")
    turn = chat.turns[number]
    whole = library or reader.library
    known = turn.about if turn.about in whole.works_by_id else None
    part = narrowed(reader, turn.scope.about(known))
    made = answer(turn.question, part, chat.questions[:number])
    return made, changes(turn, made, whole, shelf)
