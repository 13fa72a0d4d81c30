"""In: the events of an answer by a language model; out: how far it has come, whoever looks.

An answer is told in a thread of its own, so that a page can be drawn again, left and reloaded
meanwhile, and can stop it.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from app.answering.records import Answer
from app.answering.scope import EVERYTHING, Scope
from app.chats import Chat
from app.llm.compose import Judged, composed
from demos.errors import DemoError
from ingest.errors import LitmusError

if TYPE_CHECKING:
    from app.llm.answer import Event

log = logging.getLogger(__name__)

Start = Callable[[Callable[[], bool]], "Iterator[Event]"]
"""Begins an answer; what it is given says whether the reader wants it to stop."""
Keep = Callable[[Answer], Chat]
"""Keeps a whole answer with its question; the chat that it now stands in."""
BROKEN = "it broke off before its end"


class Telling:
    """One answer that is told: its question, and what has come of it so far.

    `kept` is the id of the chat in which the answer stands, once it has been kept.
    """

    def __init__(self, question: str, model: str, scope: Scope = EVERYTHING) -> None:
        self.question = question
        self.model = model
        self.scope = scope
        self.extract: Answer | None = None
        self.notice: str | None = None
        self.failure: str | None = None
        self.kept: str | None = None
        self.extracted = threading.Event()
        self.ended = threading.Event()
        self._rows: list[Judged] = []
        self._stop = threading.Event()

    def stop(self) -> None:
        """Ask for the end; what has come until then stays."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether the end was asked for."""
        return self._stop.is_set()

    @property
    def so_far(self) -> Answer | None:
        """The model's sentences that were checked so far; None before the first."""
        rows = tuple(self._rows)
        return composed(rows, self.extract, self.model) if rows and self.extract else None

    def tell(self, start: Start, keep: Keep) -> None:
        """Take in all events, then keep the answer. An error of ours becomes the failure; whatever
        else goes wrong, there is a failure where nothing was kept.
        """
        try:
            for event in start(self._stop.is_set):
                if (made := self._take(event)) is not None:
                    self.kept = keep(made).chat_id
        except (LitmusError, DemoError) as exc:
            self.failure = str(exc)
        finally:
            if self.kept is None and self.failure is None:
                self.failure = BROKEN
            self.ended.set()
            self.extracted.set()

    def _take(self, event: "Event") -> Answer | None:
        from app.llm.answer import Ended, Extracted, Restarted

        match event:
            case Extracted():
                self.extract = event.answer
                self.extracted.set()
            case Judged():
                self._rows.append(event)
            case Restarted():
                self._rows.clear()
                self.notice = f"asked once more, since {event.reason}"
            case Ended():
                self.failure = event.failure
                return event.answer
            case _:
                pass
        return None


class Tellings:
    """The answers that are being told, or were told last, by chat."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_chat: dict[str, Telling] = {}

    def of(self, chat_id: str) -> Telling | None:
        """What is told in a chat, or was told there last."""
        with self._lock:
            return self._by_chat.get(chat_id)

    def forget(self, chat_id: str) -> None:
        """What is told in a chat is stopped, and of no use any longer."""
        with self._lock:
            before = self._by_chat.pop(chat_id, None)
        if before is not None:
            before.stop()

    def start(self, chat_id: str, telling: Telling, start: Start, keep: Keep) -> None:
        """Begin to tell; what was told in this chat before is stopped and forgotten."""
        with self._lock:
            before = self._by_chat.get(chat_id)
            ended = [name for name, each in self._by_chat.items() if each.ended.is_set()]
            for name in ended[:-20]:  # a page may still ask how its last answer ended
                del self._by_chat[name]
            self._by_chat[chat_id] = telling
        if before is not None:
            before.stop()
        threading.Thread(target=telling.tell, args=(start, keep), daemon=True).start()
