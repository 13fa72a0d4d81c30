"""In: the environment and a form; out: the language model of this visit, if any.

What is typed here stays in the memory of this session: it is written nowhere.
"""

import ipaddress
import threading

import streamlit as st

from app.drawn.markup import plain
from app.llm.endpoint import load, ready
from app.llm.settings import LLMSettings, read_settings
from app.pages.state import guarded
from ingest.errors import LitmusError

_HELD = "model"


def model() -> LLMSettings | None:
    """The endpoint that this visit uses: what was typed, else the environment's; None for none."""
    if _HELD in st.session_state:
        held: LLMSettings | None = st.session_state[_HELD]
        return held
    try:
        settings = read_settings()
    except LitmusError:
        return None  # the form says what is wrong with it
    return settings if settings.is_set else None


def model_form() -> None:
    """Say which model is used and let another be named."""
    with guarded():
        used = model()
        if used is not None:
            st.html(
                f"<p>Answers are told by <b>{plain(used.model)}</b> at "
                f"<b>{plain(used.address)}</b>, sentence by sentence checked against the quotes."
                " The question and the quotes found for it are sent there, nothing else.</p>"
            )
            if st.button("Stop using it", key="model-off", icon=":material/link_off:"):
                st.session_state[_HELD] = None
                st.rerun()
            return
        st.html(
            "<p>Without a language model, answers are the sources’ own sentences. With one, it"
            " tells them in its words, and each of its sentences is checked.</p>"
        )
        if not _only_here():
            st.html(
                '<p class="lt-small">This server is open to other machines, so an endpoint is set'
                " by who runs it: LITMUS_LLM_URL, LITMUS_LLM_MODEL and LITMUS_LLM_KEY.</p>"
            )
            return
        _form()


def _only_here() -> bool:
    """Whether the server can be reached from this machine alone; else anybody could make it call
    any address of its network."""
    address = str(st.get_option("server.address") or "")
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _form() -> None:
    with st.form("model-form", border=False):
        url = st.text_input(
            "Base address", key="model-url", placeholder="http://127.0.0.1:11434/v1"
        )
        name = st.text_input("Model", key="model-name", placeholder="its name at that address")
        key = st.text_input(
            "Key, if it wants one", key="model-key", type="password", autocomplete="off"
        )
        st.html('<p class="lt-small">Kept for this visit only, written nowhere.</p>')
        if st.form_submit_button("Use this model", type="primary"):
            given = {"url": url.strip(), "model": name.strip()} | ({"key": key} if key else {})
            settings = read_settings(**given)
            if not settings.is_set:
                st.warning("Give both an address and a model’s name.", icon=":material/warning:")
                return
            ready(settings)
            st.session_state[_HELD] = settings
            threading.Thread(target=load, args=(settings,), daemon=True).start()
            st.rerun()
