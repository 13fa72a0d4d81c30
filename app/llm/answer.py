"""In: a question, a reader, a language model; out: an answer's events, the extractive one first.

The model sees the extractive answer's evidence and nothing else. Each of its sentences is checked
as it ends. Whatever goes wrong with the endpoint, the last event holds a whole answer.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic, perf_counter, sleep

from app.answering.answer import answer
from app.answering.reader import Reader
from app.answering.records import Answer
from app.answering.turn import since
from app.llm.check import why_not
from app.llm.compose import Judged, composed, judged
from app.llm.cut import Cutter, Said, visible, without_thinking
from app.llm.endpoint import ready
from app.llm.errors import ModelError
from app.llm.prompt import NOTHING, messages
from app.llm.settings import LLMSettings
from app.llm.stream import stream
from ingest.records import Record

LONGEST = 8000
"""Characters after which a model that does not end is no longer listened to."""


class Extracted(Record):
    """The extractive answer: to be shown while the model is waited for."""

    answer: Answer


class Words(Record):
    """Whole words of the model as they come; `pending` is the sentence that has not ended yet."""

    text: str
    pending: str


class Restarted(Record):
    """The endpoint failed and is asked once more; what it said so far does not count."""

    reason: str


class Ended(Record):
    """The answer that stays, and why it is not the model's where it is not."""

    answer: Answer
    failure: str | None = None


Event = Extracted | Words | Judged | Restarted | Ended
_LONGEST_WORD = 1000
"""Characters without a blank that are not held back any longer."""
FOUND_NOTHING = "the language model found no answer in the quotes"
Stopped = Callable[[], bool]


def never() -> bool:
    """What is asked where nobody can stop an answer."""
    return False


def answer_with_model(
    question: str,
    reader: Reader,
    settings: LLMSettings,
    history: Sequence[str] = (),
    stopped: Stopped = never,
) -> Iterator[Event]:
    """The events of an answer: `Extracted` first, `Ended` last. A refusal is never overruled.

    Raises what `answer` raises, and, before the first event, UsageError where no endpoint is set,
    StateError where its package is missing.
    """
    ready(settings)
    made = answer(question, reader, history)
    yield Extracted(answer=made)
    yield from reworded(made, settings, history, stopped)


def reworded(
    made: Answer,
    settings: LLMSettings,
    history: Sequence[str] = (),
    stopped: Stopped = never,
) -> Iterator[Event]:
    """What the model makes of an extractive answer's evidence, asked twice if need be.

    Raises, before the first event, UsageError where no endpoint is set, StateError where its
    package is missing.
    """
    ready(settings)
    if made.status == "abstained":
        yield Ended(answer=made)
        return
    telling = _Telling(made, settings)
    failure = ""
    for last in (False, True):
        try:
            sent = messages(made.question, made.citations, history)
            yield from telling.listen(stream(sent, settings, stopped))
            yield telling.end(stopped())
            return
        except ModelError as exc:
            failure = f"the language model gave no answer: {exc}"
            if last or not exc.retry or exc.wait > settings.first_token or stopped():
                break
            yield Restarted(reason=str(exc))
            _pause(exc.wait, stopped)
    yield Ended(answer=made, failure=failure)


class _Telling:
    """What one model makes of one answer's evidence, as far as it has come."""

    def __init__(self, made: Answer, settings: LLMSettings) -> None:
        self._made = made
        self._citations = {c.n: c for c in made.citations}
        self._settings = settings
        self._began = perf_counter()
        self._rows: list[Judged] = []
        self._first: float | None = None
        self._nothing = False

    def listen(self, pieces: Iterable[str]) -> Iterator[Event]:
        """Pass on the words that come, and each sentence with its judgement."""
        self._rows, self._nothing, cutter, heard = [], False, Cutter(), 0
        for text in self._whole_words(without_thinking(pieces)):
            heard += len(text)
            yield from self._judge(cutter.feed(text))
            yield Words(text=visible(text), pending=cutter.pending)
            if heard > LONGEST:
                break
        yield from self._judge(cutter.end())

    def end(self, stopped: bool) -> Ended:
        """The answer of what was heard. Raises ModelError where that is nothing."""
        total = since(self._began)
        timings = self._made.timings_ms | {"first_token": self._first or total, "model": total}
        if self._nothing:
            return Ended(answer=self._made, failure=FOUND_NOTHING)
        if not self._rows and stopped:
            return Ended(answer=self._made, failure="stopped")
        if not self._rows:
            raise ModelError("its reply is empty")
        made = composed(self._rows, self._made, f"llm:{self._settings.model}")
        answered = made.model_copy(update={"timings_ms": timings})
        return Ended(answer=answered, failure="stopped" if stopped else None)

    def _judge(self, ended: Iterable[Said]) -> Iterator[Judged]:
        for said in ended:
            if said.text.strip(" .!").upper() == NOTHING and not self._rows:
                self._nothing = True
            if self._nothing:
                continue
            row = judged(said, why_not(said, self._citations), self._citations)
            self._rows.append(row)
            yield row

    def _whole_words(self, pieces: Iterable[str]) -> Iterator[str]:
        """The text cut at blanks, so that a key that an endpoint sends back is seen whole."""
        held = ""
        for piece in pieces:
            if piece and self._first is None:
                self._first = since(self._began)
            held += piece
            at = max(held.rfind(" "), held.rfind("\n")) + 1
            if len(held) > _LONGEST_WORD:
                at = len(held)
            if at:
                yield self._without_key(held[:at])
                held = held[at:]
        if held:
            yield self._without_key(held)

    def _without_key(self, text: str) -> str:
        key = self._settings.key.get_secret_value() if self._settings.key else ""
        return text.replace(key, "…") if key else text


def _pause(seconds: float, stopped: Stopped) -> None:
    until = monotonic() + seconds
    while monotonic() < until and not stopped():
        sleep(0.05)
