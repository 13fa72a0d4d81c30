"""In: a home folder and the name of its generation; out: what a page reads from, opened as needed.

The texts come first and cost little; index, model and sentences follow with the first question.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.answering.records import Answer
from app.answering.scope import EVERYTHING, Scope, narrowed
from app.browse import Facets
from app.chats import Chat
from app.history.shelf import Shelf, shelf_of
from app.home import texts_of
from app.themes import Theme, lists_of
from demos.errors import DemoError
from index.load import load_library
from index.ranking import Ranking
from ingest.conserve import Account, account
from ingest.errors import LitmusError
from ingest.library import Library
from ingest.read import decode
from ingest.records import Document
from ingest.texts import fetch_text

if TYPE_CHECKING:
    from app.answering.reader import Reader
    from app.atlas import Point
    from app.history.differences import Changes
    from app.llm.answer import Event
    from app.llm.settings import LLMSettings

log = logging.getLogger(__name__)
PARTS = 8
"""Narrowed readers that are kept; each holds the sentences that were read through it."""


class Opened:
    """One published library, shared by all sessions; answers are made one at a time."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.library: Library = load_library(home)
        self._lines: dict[str, Sequence[str]] = {}
        self._lock = threading.RLock()
        self._warming = False
        self._parts: dict[Scope, Reader] = {}

    def lines_of(self, file: str) -> Sequence[str]:
        """The untouched lines of a file of the library."""
        if file not in self._lines:
            doc = next(doc for doc in self.library.documents if doc.file == file)
            self._lines[file] = decode(file, fetch_text(texts_of(self.home), doc.sha256)).lines
        return self._lines[file]

    @property
    def ready(self) -> bool:
        """Whether the next question need not wait for index and model."""
        return "reader" in self.__dict__

    @cached_property
    def reader(self) -> "Reader":
        """What answers are read from. Raises StateError where the index is damaged."""
        from app.readers import open_reader

        return open_reader(self.home)

    @cached_property
    def threshold(self) -> float:
        """The least confidence at which an answer is given; known without opening the index."""
        from app.answering.calibration import stored
        from app.answering.settings import AppSettings

        wanted = AppSettings().threshold
        return stored(self.home).threshold if wanted is None else wanted

    def ask(self, question: str, history: Sequence[str] = (), scope: Scope = EVERYTHING) -> Answer:
        """Answer a question. Raises what `app.answer.answer` and opening the index raise, and
        UsageError where nothing of the library passes the scope.
        """
        from app.answering.answer import answer

        with self._lock:
            return answer(question, self._part(scope), history)

    def _part(self, scope: Scope) -> "Reader":
        """The reader of what passes; the last few are kept."""
        if scope not in self._parts:
            if len(self._parts) >= PARTS:
                del self._parts[next(iter(self._parts))]
            self._parts[scope] = narrowed(self.reader, scope)
        return self._parts[scope]

    def search(self, query: str, k: int) -> Ranking:
        """Rank works for a query. Raises what opening the index raises."""
        with self._lock:
            return self.reader.searcher.search(query, k)

    def ask_again(self, chat: Chat, number: int, then: Shelf | None) -> "tuple[Answer, Changes]":
        """As `app.history.again.ask_again`, within what the turn was limited to."""
        from app.history.again import ask_again

        with self._lock:
            return ask_again(chat, number, self.reader, then, self.library)

    def ask_model(
        self,
        question: str,
        settings: "LLMSettings",
        history: Sequence[str] = (),
        stopped: Callable[[], bool] = lambda: False,
        scope: Scope = EVERYTHING,
    ) -> "Iterator[Event]":
        """As `app.llm.answer.answer_with_model`; other sessions do not wait for the model."""
        from app.llm.answer import Extracted, reworded
        from app.llm.endpoint import ready

        ready(settings)
        made = self.ask(question, history, scope)
        yield Extracted(answer=made)
        yield from reworded(made, settings, history, stopped)

    def warm(self) -> None:
        """Open index and model beside the page, so that the first question finds them open."""
        with self._lock:
            if self._warming or self.ready:
                return
            self._warming = True
        threading.Thread(target=self._warm, daemon=True).start()

    def _warm(self) -> None:
        try:
            self.ask("What is this library about?")
        except (LitmusError, DemoError) as exc:
            log.info("not warmed: %s", exc)

    @cached_property
    def shelf(self) -> Shelf:
        """What the library holds, to be kept with what is asked of it."""
        return shelf_of(self.library)

    @cached_property
    def facets(self) -> Facets:
        """The works by what they can be narrowed by."""
        return Facets(self.library)

    @cached_property
    def lists(self) -> dict[str, Theme]:
        """The reading lists that have works of it."""
        return lists_of(self.library)

    def asked_list(self, made: Answer) -> Theme | None:
        """As `app.asked_list.asked_list`; none before the index is open."""
        from app.asked_list import asked_list

        return asked_list(made, self.reader.searcher, self.library) if self.ready else None

    @cached_property
    def points(self) -> "tuple[Point, ...]":
        """The map of works."""
        from app.atlas import atlas

        with self._lock:
            return atlas(self.reader.searcher.index)

    @cached_property
    def accounts(self) -> dict[str, Account]:
        """Where every non-blank line of each file went."""
        return {doc.file: self._account(doc) for doc in self.library.documents}

    def _account(self, doc: Document) -> Account:
        return account(doc, decode(doc.file, fetch_text(texts_of(self.home), doc.sha256)))
