"""In: settings; out: LlamaIndex's object for the endpoint; whether the endpoint can be reached."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.llm.settings import LLMSettings
from ingest.errors import StateError, UsageError

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

_SPARE = 2.0
"""Seconds that a connection outlives the limits which are held here, so that it ends too."""
_PROBE = 3.0
_NO_LIST = (404, 405)
_IMPORTING = Lock()
_CORE = "llama_index.core.llms"
_CLIENTS = {
    "openai": (_CORE, "llama_index.llms.openai_like", "openai.resources.chat.completions"),
    "ollama": (_CORE, "llama_index.llms.ollama"),
}
"""What requests need; the last of OpenAI's would else be imported by the first request. The core
comes first: where another thread imports it too, one waits for the other, and neither holds what
the other waits for."""
_EVIDENCE = 4096
"""Tokens that rules, question and quotes are sure to fit in."""


def ready(settings: LLMSettings) -> None:
    """Check that a model is set and its package there, without loading it.

    Raises UsageError where none is set, StateError where the package is not installed.
    """
    if not settings.is_set:
        raise UsageError("no language model is set; set LITMUS_LLM_URL and LITMUS_LLM_MODEL")
    package = "ollama" if settings.api == "ollama" else "openai_like"
    try:
        found = find_spec(f"llama_index.llms.{package}")
    except ModuleNotFoundError:
        found = None
    if found is None:
        raise StateError("the language model needs more packages; run `pip install -e '.[llm]'`")


def load(settings: LLMSettings) -> None:
    """Import the endpoint's client, which takes seconds where it is new. Raises as `ready`.

    One thread at a time: two that import these packages at once may see one half made.
    """
    ready(settings)
    with _IMPORTING:
        for module in _CLIENTS[settings.api]:
            import_module(module)


@contextmanager
def opened(settings: LLMSettings) -> Iterator["LLM"]:
    """The endpoint as LlamaIndex sees it; its connections end with it. Raises as `ready`.

    The libraries leave a connection to the garbage collector where a reply breaks off.
    """
    load(settings)
    key = settings.key.get_secret_value() if settings.key else None
    wait = max(settings.first_token, settings.stall) + _SPARE
    if settings.api == "ollama":
        import ollama
        from llama_index.llms.ollama import Ollama

        headers = {"Authorization": f"Bearer {key}"} if key else None
        with ollama.Client(settings.address, timeout=wait, headers=headers) as client:
            yield Ollama(
                model=settings.model,
                client=client,
                temperature=settings.temperature,
                context_window=_EVIDENCE + settings.max_tokens,  # else the endpoint is asked for it
                additional_kwargs={"num_predict": settings.max_tokens},
            )
    else:
        import openai
        from llama_index.llms.openai_like import OpenAILike

        with openai.DefaultHttpxClient(timeout=wait) as client:
            yield OpenAILike(
                model=settings.model,
                api_base=settings.address,
                api_key=key or "none",  # or the variable of another service would be sent there
                http_client=client,
                is_chat_model=True,
                max_retries=0,
                timeout=wait,
                max_tokens=settings.max_tokens,
                temperature=settings.temperature,
            )


def unreachable(settings: LLMSettings) -> str | None:
    """Why the endpoint cannot be asked, in words that hold no key; None if it lists its models.

    One that has no such list is taken for reachable.
    """
    import httpx

    path = "/api/tags" if settings.api == "ollama" else "/models"
    headers = _bearer(settings)
    try:
        reply = httpx.get(settings.address + path, headers=headers, timeout=_PROBE)
    except (httpx.HTTPError, httpx.InvalidURL) as exc:
        return f"no answer ({type(exc).__name__})"
    fine = reply.is_success or reply.status_code in _NO_LIST
    return None if fine else f"it answers {reply.status_code}"


def _bearer(settings: LLMSettings) -> dict[str, Any]:
    return {"Authorization": f"Bearer {settings.key.get_secret_value()}"} if settings.key else {}
