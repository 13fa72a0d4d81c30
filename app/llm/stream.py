"""In: an endpoint's settings, messages; out: its text piece by piece, held to time limits.

The endpoint is read in a thread of its own, so that a silent one cannot hold the reader up.
"""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from app.llm.endpoint import load, opened
from app.llm.errors import ModelError
from app.llm.prompt import Message
from app.llm.settings import LLMSettings

_LOOK = 0.05
"""Seconds between two looks at whether the reader wants to stop."""
_BUSY = frozenset((408, 409, 425, 429))
_End = ModelError | None


def stream(
    messages: Sequence[Message],
    settings: LLMSettings,
    stopped: Callable[[], bool],
) -> Iterator[str]:
    """The pieces of the model's answer; it ends early, without an error, once `stopped()`.

    A piece may be empty: the model is thinking. Raises ModelError, and what `load` raises.
    """
    load(settings)  # outside the time limits
    pieces: queue.Queue[str | _End] = queue.Queue()
    left, known = threading.Event(), _library_errors()
    what = (settings, messages, pieces, left, known)
    threading.Thread(target=_pump, args=what, daemon=True).start()
    began, patience, slow = monotonic(), settings.first_token, "no first token came"
    try:
        while (piece := _next(pieces, patience, slow, stopped)) is not None:
            yield piece
            patience, slow = settings.stall, "the answer stopped coming"
            if monotonic() - began > settings.total:
                raise ModelError(f"the answer took longer than {settings.total:g} s", retry=False)
    finally:
        left.set()


def _next(
    pieces: "queue.Queue[str | _End]", patience: float, slow: str, stopped: Callable[[], bool]
) -> str | None:
    """The next piece; None at the end. Raises ModelError, also once `patience` seconds are over."""
    until = monotonic() + patience
    while not stopped():
        if (rest := until - monotonic()) <= 0:
            raise ModelError(f"{slow} within {patience:g} s")
        try:
            piece = pieces.get(timeout=min(_LOOK, rest))
        except queue.Empty:
            continue
        if isinstance(piece, ModelError):
            raise piece
        return piece
    return None


def _pump(
    settings: LLMSettings,
    messages: Sequence[Message],
    pieces: "queue.Queue[str | _End]",
    left: threading.Event,
    known: tuple[type[Exception], ...],
) -> None:
    """Read the endpoint until its end, an error, or the reader's leaving; then put what ended it.

    A reply that is not of the promised form fails somewhere in the libraries that parse it, as
    one of the errors of that group.
    """
    end: _End = ModelError("it broke off")
    try:
        from llama_index.core.llms import ChatMessage

        said = [ChatMessage(role=message.role, content=message.content) for message in messages]
        with opened(settings) as model:
            for reply in model.stream_chat(said):
                if left.is_set():
                    break
                pieces.put(reply.delta or "")
        end = None
    except known as exc:
        end = _failure(exc)
    except (ValueError, TypeError, LookupError, AttributeError) as exc:
        end = ModelError(f"its reply cannot be read ({type(exc).__name__})")
    finally:
        pieces.put(end)


def _library_errors() -> tuple[type[Exception], ...]:
    """The roots of the error trees of a connection and of the client libraries installed."""
    import httpx

    found: list[type[Exception]] = [httpx.HTTPError, httpx.StreamError, OSError, RuntimeError]
    with suppress(ImportError):
        from openai import OpenAIError

        found.append(OpenAIError)
    with suppress(ImportError):
        from ollama import ResponseError

        found.append(ResponseError)
    return tuple(found)


def _failure(exc: Exception) -> ModelError:
    """What went wrong in our own words: a message of the endpoint's might hold the key."""
    status = getattr(exc, "status_code", None)
    if not isinstance(status, int) or status < 100:
        return ModelError(f"the connection failed ({type(exc).__name__})")
    if status == 429:
        wait = _retry_after(exc)
        said = f"; it asks to be left alone for {wait:g} s" if wait else ""
        return ModelError(f"it answers 429: too many requests{said}", wait=wait)
    if status in (401, 403):
        return ModelError(f"it answers {status}: check LITMUS_LLM_KEY", retry=False)
    if status == 404:
        return ModelError("it answers 404: check LITMUS_LLM_URL and LITMUS_LLM_MODEL", retry=False)
    return ModelError(f"it answers {status}", retry=status >= 500 or status in _BUSY)


def _retry_after(exc: Exception) -> float:
    """Seconds to wait, from a header that gives seconds or a date; 0 where it gives neither."""
    said = getattr(getattr(exc, "response", None), "headers", {}).get("retry-after", "")
    with suppress(ValueError):
        return max(0.0, float(said))
    with suppress(ValueError):
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    return 0.0
